/** HTML typed wherever something can be typed: every page and letter has the elements, attributes and links of a harmless one. */
import { Lines } from "../lines.ts";
import { meant, posted } from "./letters.ts";
import { type SecurityPart, shareOf, toldBy } from "./part.ts";
import { shapeOf } from "./seen.ts";
import { SHOWN, type Typist } from "./shown.ts";
import { typing } from "./typed.ts";

const WHOLE = 10_000;

export const securityPart: SecurityPart = async (asked) => {
  const told = new Lines();
  const types = typing(asked.seed);
  const shown = Object.entries(SHOWN);
  const shapes = new Map<string, string>();
  const broken: string[] = [];
  const all = shareOf(WHOLE, asked);
  for (let n = 0; n < all; n++) {
    const [name, show] = shown[n % shown.length] ?? [];
    if (name === undefined || show === undefined) continue;
    const typed = new Map<string, string>();
    const shape = shapeOf(await show((field) => remembered(typed, field, () => types.text("html"))));
    const isNamed = isName(typed.get("name"));
    const key = `${name}, ${isNamed}`;
    const usual = shapes.get(key) ?? shapeOf(await show(harmless(isNamed)));
    shapes.set(key, usual);
    if (shape !== usual) broken.push(`${name}: ${JSON.stringify([...typed]).slice(0, 400)}`);
  }
  told.say(
    `${all} inputs in ${shown.length} pages and letters, read by parse5: ${shown.map(([name]) => name).join(", ")}`,
  );
  told.none("documents with an element, an attribute or a link more or less than a harmless one", broken);
  return toldBy("HTML", told);
};

/** A field is typed once, wherever it is shown. */
function remembered(typed: Map<string, string>, field: string, type: () => string): string {
  const text = typed.get(field) ?? type();
  typed.set(field, text);
  return text;
}

/** What is no name is shown as typed, in a line of its own. */
function isName(typed = ""): boolean {
  return meant(posted({ name: typed })).displayName !== undefined;
}

const harmless =
  (isNamed: boolean): Typist =>
  (field) =>
    field === "name" ? (isNamed ? "Anna Meyer" : "Anna 1") : "Dairy";
