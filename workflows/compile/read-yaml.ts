/** A YAML file as its value, and for everything in it the line it stands on. */
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { Problem } from "./campaign-problems.ts";

export interface YamlFile {
  readonly value: unknown;
  /** The line of what `path` names, or of the nearest thing around it that is there. */
  lineOf(path: readonly PropertyKey[]): number;
  readonly problems: readonly Problem[];
}

/** Keys given twice, unknown tags and aliases of nothing are problems, not warnings. */
export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    strict: true,
    prettyErrors: false,
    logLevel: "error",
  });
  const errors = [...document.errors, ...document.warnings].map((error) => ({
    offset: error.pos[0],
    wrong:
      error.code === "DUPLICATE_KEY"
        ? "this key stands here twice"
        : `this is not YAML: ${firstLine(error.message)}`,
    right: RIGHT[error.code] ?? "Indent with two spaces, and put text with a colon or a star in quotes.",
  }));
  const aliases = document.errors.length > 0 ? [] : badAliases(document);
  const problems = [...errors, ...aliases].map(({ offset, ...said }) => {
    return { file, line: lines.linePos(offset).line, path: "", ...said };
  });
  return {
    value: document.errors.length + aliases.length > 0 ? undefined : document.toJS({ maxAliasCount: -1 }),
    lineOf: (path) => lineOf(document, lines, path),
    problems,
  };
}

interface Found {
  readonly offset: number;
  readonly wrong: string;
  readonly right: string;
}

/** Each `*name` repeats what is marked `&name` before it, and doesn't lie within it. */
function badAliases(document: Document): readonly Found[] {
  const found: Found[] = [];
  visit(document, {
    Alias(_, alias, path) {
      const offset = offsetOf(alias) ?? 0;
      const meant = alias.resolve(document);
      const name = alias.source;
      if (meant === undefined) {
        const wrong = `"*${name}" repeats what is marked "&${name}", and nothing before it is`;
        found.push({ offset, wrong, right: "Mark it, or put text that begins with a star in quotes." });
      } else if (path.includes(meant)) {
        const wrong = `"*${name}" lies within what it repeats, so it would never end`;
        found.push({ offset, wrong, right: "Write out what is meant." });
      }
    },
  });
  return found;
}

const RIGHT: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "Keep one of the two.",
  TAB_AS_INDENT: "Indent with spaces, not with tabs.",
  MULTIPLE_DOCS: "One file holds one thing: take out the line with three dashes.",
};

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}

function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const key of path) {
    const step = inside(node, key);
    if (step === undefined) break;
    offset = offsetOf(step.at) ?? offset;
    node = step.node;
  }
  return lines.linePos(offset).line;
}

/** `at` is what to point to: the key in a map, the item itself in a list. */
function inside(node: unknown, key: PropertyKey): { node: unknown; at: unknown } | undefined {
  if (isSeq(node) && typeof key === "number") {
    const item = node.items[key];
    return item === undefined ? undefined : { node: item, at: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === String(key));
  return pair && { node: pair.value, at: pair.key };
}

function offsetOf(node: unknown): number | undefined {
  const { range } = (node ?? {}) as { range?: readonly number[] | null };
  return range?.[0];
}
