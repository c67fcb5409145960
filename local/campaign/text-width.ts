/** How wide a text is drawn, and where it must break. Measured generously: no reader's font should be wider. */

export interface Type {
  /** In pixels. */
  readonly size: number;
  readonly bold?: boolean;
}

/** In pixels, in DejaVu Sans: with Verdana the widest of the fonts that stand in for `sans-serif`. */
export function textWidth(text: string, { size, bold = false }: Type): number {
  const ems = [...text].reduce(
    (sum, character) => sum + (WIDTHS.get(character) ?? widthOfOther(character)),
    0,
  );
  return ems * size * (bold ? BOLD : 1);
}

/**
 * The text in lines of at most `width` pixels: broken between words; a word that is too long alone after a dash in it,
 * or, where even that doesn't do, between letters. At least one line, which may be empty.
 */
export function wrapped(text: string, width: number, type: Type): readonly string[] {
  const lines = [""];
  const put = (piece: string, gap: string) => {
    const line = lines.at(-1) ?? "";
    const longer = line === "" ? piece : line + gap + piece;
    if (line === "" || textWidth(longer, type) <= width) lines[lines.length - 1] = longer;
    else lines.push(piece);
  };
  for (const word of text.trim().split(/\s+/)) {
    const [first = "", ...rest] = textWidth(word, type) <= width ? [word] : piecesOf(word, width, type);
    put(first, " ");
    for (const piece of rest) put(piece, "");
  }
  return lines;
}

/** Each fits a line, if one letter does. */
function piecesOf(word: string, width: number, type: Type): readonly string[] {
  return word.split(/(?<=[-/_.@])/).flatMap((part) => {
    const pieces = [""];
    for (const letter of part) {
      const longer = `${pieces.at(-1)}${letter}`;
      if (pieces.at(-1) === "" || textWidth(longer, type) <= width) pieces[pieces.length - 1] = longer;
      else pieces.push(letter);
    }
    return pieces;
  });
}

/** Of a line of lower-case letters; single capitals are up to 1.3 times as wide. */
const BOLD = 1.16;

/** In hundredths of the size: which letters are that wide. */
const BY_WIDTH: Readonly<Record<number, string>> = {
  28: "'ijlI",
  32: " ,.’‘·",
  37: "-/:;\\|Jf",
  40: "!()[]t",
  46: '"r',
  52: "*_`–sz“”c?",
  60: "$0123456789kvxyFLPTYaeo•",
  65: "EGSbdghnpqu{}€£ßK",
  71: "ABCRVXZ",
  77: "DHNU&",
  84: "#+<=>^~→×OQwG",
  92: "M",
  100: "@—…%mW",
};

const WIDTHS: ReadonlyMap<string, number> = new Map(
  Object.entries(BY_WIDTH).flatMap(([width, letters]) =>
    [...letters].map((letter): [string, number] => [letter, Number(width) / 100]),
  ),
);

/** Accents add nothing; Chinese, Japanese and Korean fill their square; for the rest a wide letter. */
function widthOfOther(character: string): number {
  const plain = character.normalize("NFD").slice(0, 1);
  if (plain !== character) return WIDTHS.get(plain) ?? 0.9;
  if (/\p{M}/u.test(character)) return 0;
  return /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Extended_Pictographic}/u.test(
    character,
  )
    ? 1.25
    : 0.9;
}
