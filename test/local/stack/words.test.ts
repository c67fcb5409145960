/** Whatever is printed or written down to be pasted names the stack: without it a command refuses, or acts on the laptop. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const commands = (text: string, scripts: string) =>
  [...text.matchAll(new RegExp(`npm run (?:${scripts}) -- [^\`]+`, "g"))].map(([command]) => command);

test("docs/backup.md's commands are meant for a stack, each by its name or stage", () => {
  const guide = read("docs/backup.md");
  const ours = commands(guide, "stack|leads|campaign");
  expect(ours.length).toBeGreaterThan(8);
  expect(ours.filter((command) => !command.includes(" --stack ripen-prod"))).toEqual([]);
  const deployments = [...guide.matchAll(/`npx cdk [^`]+/g)].map(([command]) => command);
  expect(deployments.filter((command) => !command.includes(" -c stage=prod"))).toEqual([]);
});

test("what the stack's commands tell to do next is meant for the same stack", () => {
  const sources = [
    "local/stack/turned.ts",
    ...readdirSync(join(ROOT, "local/stack/commands")).map((file) => `local/stack/commands/${file}`),
  ];
  const told = sources.flatMap((file) => commands(read(file).replaceAll("\\`", "`"), "stack|campaign"));
  expect(told.length).toBeGreaterThan(4);
  expect(
    told.filter((command) => !/ --stack \$\{(options\.)?stack\}/.test(command) && !/ <what>/.test(command)),
  ).toEqual([]);
});
