/** Looks for what a person typed in what a machine wrote, in whatever clothes it may have come. */

export interface Canary {
  /** Whose, and which field: `hana's e-mail`. */
  readonly what: string;
  /** Twelve letters or more of one person and one field, found nowhere else. */
  readonly text: string;
}

/** The same text as machines pass it on. All are compared in small letters. */
const CLOTHES: Readonly<Record<string, (text: string) => readonly string[]>> = {
  "as it is": (text) => [text],
  "escaped in JSON": (text) => [json(text), json(json(text))],
  "in a URL": (text) => [encodeURIComponent(text), encodeURIComponent(text).replaceAll("%20", "+")],
  "in HTML or XML": (text) => [markup(text), text.replaceAll("'", "&#x27;")],
  "in base64": (text) => [0, 1, 2].flatMap((place) => base64(text, place)),
  "in hex": (text) => [Buffer.from(text).toString("hex")],
  "without its dots": (text) => [text.replaceAll(".", "")],
};

/** Which canaries sit in the text, and how they are dressed. */
export function sightings(text: string, canaries: readonly Canary[]): readonly string[] {
  const small = text.toLowerCase();
  return canaries.flatMap(({ what, text: typed }) =>
    Object.entries(CLOTHES).flatMap(([how, dress]) =>
      dress(typed).some((needle) => small.includes(needle.toLowerCase())) ? [`${what}, ${how}`] : [],
    ),
  );
}

function json(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return escaped.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const markup = (text: string) => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);

/** What stands in the middle of something longer may begin at any of three places of a group; its edges depend on the neighbours. */
function base64(text: string, place: number): readonly string[] {
  const bytes = Buffer.concat([Buffer.alloc(place), Buffer.from(text)]);
  const cut = (all: string) => all.replace(/=+$/, "").slice(place === 0 ? 0 : 4, -4);
  return [cut(bytes.toString("base64")), cut(bytes.toString("base64url"))];
}
