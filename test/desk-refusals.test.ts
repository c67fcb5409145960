/** Every refusal of the sales desk to the byte: `refusals-desk/NAME.yaml`, and what is said of it, `refusals-desk/NAME.txt`. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CampaignProblems } from "../workflows/compile/campaign-problems.ts";
import { compileDesk } from "../workflows/compile/compile-desk.ts";
import { compile } from "./compile/small-campaign.ts";

const FOLDER = join(import.meta.dirname, "refusals-desk");
// biome-ignore lint/style/noProcessEnv: said on the command line, once.
const UPDATE = process.env["UPDATE"] === "refusals";

const small = compile();
const grown = {
  ...small,
  name: "grown",
  segments: ["food", "large"].map((name) => ({ name, when: {}, because: name })),
};

const named = (ending: string) =>
  readdirSync(FOLDER).flatMap((file) => (file.endsWith(ending) ? [file.slice(0, -ending.length)] : []));
const names = named(".yaml");

test.each(names)("%s", (name) => {
  const file = join(FOLDER, `${name}.txt`);
  const said = saidOf(join(FOLDER, `${name}.yaml`));
  if (UPDATE) writeFileSync(file, said);
  expect(existsSync(file), `${name}.txt is missing: UPDATE=refusals writes it`).toBe(true);
  expect(said).not.toBe("");
  expect(said).toBe(readFileSync(file, "utf8"));
});

test("there are many, and none is forgotten", () => {
  expect(named(".txt").toSorted()).toEqual(names.toSorted());
  expect(names.length).toBeGreaterThanOrEqual(50);
});

test("a file that isn't there, or is none, is told in one sentence", () => {
  const nowhere = join(FOLDER, "nowhere.yaml");
  expect(() => compileDesk(nowhere)).toThrow(
    /^1 problem in the sales desk:\n\n.*\n {2}there is no such file\n/,
  );
  expect(() => compileDesk(FOLDER)).toThrow(/the file can't be read \(EISDIR\)\n/);
});

function saidOf(file: string): string {
  try {
    compileDesk(file, [small, grown]);
    return "";
  } catch (error) {
    if (error instanceof CampaignProblems) return error.message.replaceAll(file, "sales.yaml");
    throw error;
  }
}
