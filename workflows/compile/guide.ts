/** The guides to `campaign.yaml` and to `sales.yaml`, read for what they say of each key. */
import { readFileSync } from "node:fs";

export interface Guide {
  /** In Markdown, or undefined where it says nothing. `part`: the file's own, or a part's name; `path`: the keys in it. */
  meaning(part: string, path: readonly string[]): string | undefined;
}

export function campaignGuide(): Guide {
  const { said } = readGuide("campaign-yaml");
  return {
    meaning: (part, path) => {
      const test = part === "condition" ? said("Conditions", path.join(".")) : undefined;
      if (test !== undefined) return `Holds when ${test}.`;
      const table = part === "campaign" ? "The campaign" : "Steps";
      return said(table, path.join(".")) ?? said("Small parts", path.at(-1) ?? "");
    },
  };
}

export function deskGuide(): Guide {
  const { said } = readGuide("sales-yaml");
  return { meaning: (part, path) => said(DESK_TABLES[part] ?? "", path.join(".")) };
}

const DESK_TABLES: Readonly<Record<string, string>> = {
  desk: "The desk",
  person: "People",
  pool: "Pools",
  reason: "Reasons",
};

/** Its tables by their headings, and in each the keys of the first cells. */
function readGuide(name: "campaign-yaml" | "sales-yaml") {
  const markdown = readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), "utf8");
  const sections = new Map(
    markdown.split(/^## /m).map((section) => [/^.*/.exec(section)?.[0] ?? "", rowsOf(section)]),
  );
  return { said: (heading: string, key: string) => sections.get(heading)?.get(key) };
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
