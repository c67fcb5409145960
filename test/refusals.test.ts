/** Every refusal to the byte: `refusals/NAME.yaml` is the campaign, `refusals/NAME.txt` what is said of it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { saidOf } from "./compile/small-campaign.ts";

const FOLDER = join(import.meta.dirname, "refusals");
const LETTERS = join(FOLDER, "letters");
// biome-ignore lint/style/noProcessEnv: said on the command line, once.
const UPDATE = process.env["UPDATE"] === "refusals";

const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.replace(/\.yaml$/, ""));

test.each(names)("%s", (name) => {
  const file = join(FOLDER, `${name}.txt`);
  const said = saidOf(filesOf(readFileSync(join(FOLDER, `${name}.yaml`), "utf8")));
  if (UPDATE) writeFileSync(file, said);
  expect(existsSync(file), `${name}.txt is missing: UPDATE=refusals writes it`).toBe(true);
  expect(said).not.toBe("");
  expect(said).toBe(readFileSync(file, "utf8"));
});

test("there are many, and none is forgotten", () => {
  const told = readdirSync(FOLDER).filter((file) => file.endsWith(".txt"));
  expect(told.map((file) => file.replace(/\.txt$/, "")).sort()).toEqual(names.toSorted());
  expect(names.length).toBeGreaterThanOrEqual(40);
});

/** The campaign, the letters it names, and what follows it after a line of dashes. */
function filesOf(text: string): Readonly<Record<string, string>> {
  const [campaign = "", rest = ""] = text.split(/^---\n/m);
  const stated = (parse(rest) ?? {}) as Readonly<Record<string, string>>;
  const named: readonly string[] = campaign.match(/[a-z]+\.md\b/g) ?? [];
  const there = readdirSync(LETTERS).filter((file) => named.includes(file) || stated[file] === "letters");
  const letters = there.map((file) => [file, readFileSync(join(LETTERS, file), "utf8")] as const);
  const others = Object.entries(stated).filter(([, content]) => content !== "letters");
  return { "campaign.yaml": campaign, ...Object.fromEntries([...letters, ...others]) };
}
