/** Text as people type it, made comparable: case, accents, apostrophes and punctuation don't matter, words do. */

/** Lower case, without accents: `Österreich` → `osterreich`, `ŻÓŁĆ` → `zolc`, `Groß` → `gross`, `３００名` → `300名`. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđı]/g, (letter) => WITHOUT_STROKE[letter] ?? letter)
    .replace(/['’‘`´ʼ]/g, "")
    .normalize("NFC");
}

/** The words of `text`, plain: `Food & beverage` → `food`, `beverage`; `don't` → `dont`. */
export function words(text: string): readonly string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

const WITHOUT_STROKE: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
};
