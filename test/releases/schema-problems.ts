/** Two JSON schemas of the same thing, an older and a newer: the newer may know more, and must ask for no more. */

export interface Schema {
  readonly [keyword: string]: unknown;
}

/** Words for people, and what a program that reads doesn't hang on. */
const SAYS_NOTHING = new Set(["$schema", "title", "description", "properties", "required", "items", "enum"]);

/** `stored`: written by old code and read by new; `told`: written by new code, read by programs that know the old. */
type Way = "stored" | "told";

/** By the path of its field: what isn't read any more as it was meant. */
export function schemaProblems(
  path: string,
  was: Schema,
  is: Schema | undefined,
  way: Way = "stored",
): readonly string[] {
  if (is === undefined) return [`${path} is gone`];
  const keywords = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changed = keywords.filter((word) => !SAYS_NOTHING.has(word) && !same(was[word], is[word]));
  return [
    ...changed.map((word) => `${path}: ${word} was ${text(was[word])} and is ${text(is[word])}`),
    ...(way === "stored" ? newlyRequired(path, was, is) : noLongerSure(path, was, is)),
    ...lostWords(path, was, is),
    ...inner(path, was, is, way),
  ];
}

function inner(path: string, was: Schema, is: Schema, way: Way): readonly string[] {
  const [before, after] = [fields(was["properties"]), fields(is["properties"])];
  const below = Object.entries(before).flatMap(([name, schema]) =>
    schemaProblems(`${path}.${name}`, schema, after[name], way),
  );
  const items =
    was["items"] === undefined
      ? []
      : schemaProblems(`${path}[]`, Object(was["items"]), is["items"] as Schema, way);
  return [...below, ...items];
}

function newlyRequired(path: string, was: Schema, is: Schema): readonly string[] {
  const before = list(was["required"]);
  return list(is["required"])
    .filter((name) => !before.includes(name))
    .map((name) => `${path}.${name} is required now: what was written before has none`);
}

function noLongerSure(path: string, was: Schema, is: Schema): readonly string[] {
  const after = list(is["required"]);
  return list(was["required"])
    .filter((name) => !after.includes(name) && fields(is["properties"])[String(name)] !== undefined)
    .map((name) => `${path}.${name} may be missing now: whoever reads it counts on it`);
}

function lostWords(path: string, was: Schema, is: Schema): readonly string[] {
  const after = list(is["enum"]);
  return list(was["enum"])
    .filter((word) => !after.includes(word))
    .map((word) => `${path} may no longer be ${text(word)}`);
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const fields = (value: unknown) => Object(value) as Readonly<Record<string, Schema>>;
const text = (value: unknown) => (value === undefined ? "absent" : JSON.stringify(value));
const same = (one: unknown, other: unknown) => text(one) === text(other);
