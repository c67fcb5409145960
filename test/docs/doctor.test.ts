/** docs/doctor.md quotes what the doctor says, and names every right that it needs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CHECKS } from "../../local/doctor/checks.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const guide = read("docs/doctor.md");

test.each(["fresh", "half-finished", "healthy"])("what it says of a %s account is quoted whole", (name) => {
  expect(guide).toContain(`\`\`\`text\n${read(`test/local/doctor/outputs/${name}.txt`)}\`\`\`\n`);
});

test("every right that a check needs is told, and no other", () => {
  const [, told = ""] = guide.split("## What it needs to be allowed");
  const named = told.split(";").flatMap((service) => {
    const [, prefix] = /`(\w+):/.exec(service) ?? [];
    return [...service.matchAll(/`(?:\w+:)?(\w+)`/g)].map(([, action]) => `${prefix}:${action}`);
  });
  expect(new Set(named)).toEqual(new Set(CHECKS.flatMap(({ asks }) => asks)));
});
