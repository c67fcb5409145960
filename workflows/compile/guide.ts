/** The guide to `campaign.yaml`, read for what it says of each key. */

export interface Guide {
  /** In Markdown, or undefined where it says nothing. `part`: `campaign`, or a part's name; `path`: the keys in it. */
  meaning(part: string, path: readonly string[]): string | undefined;
}

/** Its tables by their headings, and in each the keys of the first cells. */
export function readGuide(markdown: string): Guide {
  const sections = new Map(
    markdown.split(/^## /m).map((section) => [/^.*/.exec(section)?.[0] ?? "", rowsOf(section)]),
  );
  const said = (heading: string, key: string) => sections.get(heading)?.get(key);
  return {
    meaning: (part, path) => {
      const test = part === "condition" ? said("Conditions", path.join(".")) : undefined;
      if (test !== undefined) return `Holds when ${test}.`;
      const table = part === "campaign" ? "The campaign" : "Steps";
      return said(table, path.join(".")) ?? said("Small parts", path.at(-1) ?? "");
    },
  };
}

function rowsOf(section: string): ReadonlyMap<string, string> {
  const rows = [...section.matchAll(/^\| (`[^|]*) \| ([^|]*)(?:\| ([^|]*))?\|$/gm)];
  return new Map(
    rows.flatMap(([, keys = "", meaning = "", otherwise]) => {
      const isOptional = otherwise !== undefined && !otherwise.startsWith("required");
      const text = isOptional ? `${meaning.trim()} Default: ${otherwise.trim()}.` : meaning.trim();
      return [...keys.matchAll(/`([^`]+)`/g)].map(([, key = ""]) => [key, text] as const);
    }),
  );
}
