/** The guide to scenarios leaves nothing out, and what it shows is so. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Act, Scenario, VERBS } from "../../local/campaign/scenario/scenario.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { differences } from "../campaign/playing.ts";

const root = new URL("../..", import.meta.url).pathname;
const guide = readFileSync(join(root, "docs/scenarios.md"), "utf8");
const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = ""]) => yaml);
const cells = [...guide.matchAll(/^\| (.*?) \|/gm)].map(([, cell = ""]) => cell).join("\n");

describe("scenarios.md", () => {
  test("has every key of a scenario and every expectation in its tables", () => {
    const { then, ...rest } = Scenario.shape;
    const keys = [...Object.keys(rest), "then", ...Object.keys(then.shape)];
    expect(keys.filter((key) => !cells.includes(`\`${key}\``))).toEqual([]);
  });

  test("has every act in its table, and beside it whatever goes with one", () => {
    expect(VERBS.filter((verb) => !cells.includes(`\`${verb}: `))).toEqual([]);
    const others = Object.keys(Act.shape).filter((key) => !VERBS.some((verb) => verb === key));
    expect(others.filter((key) => !guide.includes(`\`${key}`))).toEqual([]);
  });

  test.each(examples.map((yaml) => [yaml.split("\n")[0] ?? "", yaml]))(
    "its example holds: %s",
    async (_, yaml) => {
      const all = compileCampaigns(join(root, "workflows/campaigns"));
      const own = all.filter(({ name }) => name === "green-bananas");
      expect(await differences(yaml, ...own)).toEqual([]);
    },
  );

  test("has two examples, and is no longer than 120 lines", () => {
    expect(examples).toHaveLength(2);
    expect(guide.split("\n").length).toBeLessThanOrEqual(120);
  });
});
