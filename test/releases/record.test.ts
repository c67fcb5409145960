/** `npm run release`: what it puts down, and what it refuses. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CAST } from "./cast.ts";
import { record, recordOutcomes } from "./recording.ts";
import { readRelease } from "./release.ts";
import { TODAYS_WORKFLOW } from "./thaw.ts";
import { verdict } from "./verdict.ts";
import { wireProblems } from "./wire.ts";

let within: string;
beforeEach(() => {
  within = mkdtempSync(join(tmpdir(), "ripen-releases-"));
});
afterEach(() => rmSync(within, { recursive: true, force: true }));

test("a release of today is put down whole, and today's functions fare with it as it says", async () => {
  await record(join(within, "0.2.0"));
  expect(readdirSync(within)).toEqual(["0.2.0"]);
  const release = readRelease("0.2.0", within);
  expect(release.workflow).toBe(TODAYS_WORKFLOW);
  expect(Object.keys(release.sleepers)).toEqual(Object.keys(CAST));
  for (const name of Object.keys(CAST)) expect(await verdict(release, name), name).toEqual([]);
  expect(await wireProblems(release.wire)).toEqual([]);

  writeFileSync(join(within, "0.2.0", "outcomes.json"), "{}");
  await recordOutcomes("0.2.0", within);
  expect(readRelease("0.2.0", within)).toEqual(release);
});

const released = (...words: readonly string[]) => {
  const script = join(import.meta.dirname, "record.ts");
  const { status, stderr } = spawnSync(process.execPath, [script, ...words], { encoding: "utf8" });
  return [status, stderr];
};

test("a release that was recorded isn't recorded again", () => {
  const [status, says] = released("0.1.0");
  expect(status).toBe(1);
  expect(says).toMatch(/0\.1\.0 is there, and a release is recorded once\. .* add --outcomes\.\n$/);
});

test("what becomes of the sleepers of a release that has none is refused in a line", () => {
  const [status, says] = released("99.0.0", "--outcomes");
  expect(status).toBe(1);
  expect(says).toMatch(/99\.0\.0 has no sleepers: --outcomes is for a release that was recorded.*\n$/);
});

test("a version that isn't three numbers is refused", () => {
  expect(released("v0.2")).toEqual([
    1,
    '"v0.2" is no version as package.json has it: say it as 0.2.0, three numbers.\n',
  ]);
});
