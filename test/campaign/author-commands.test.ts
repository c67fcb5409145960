/** `draw`, `definition` and `new`, as they are typed. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = new URL("../..", import.meta.url).pathname;
const NODE = join(ROOT, "node_modules/.bin/node");

const folder = mkdtempSync(join(tmpdir(), "ripen-author-"));
const dir = join(folder, "campaigns");
afterAll(() => rmSync(folder, { recursive: true }));

function run(...given: readonly string[]) {
  const command = ["local/campaign/campaign.ts", ...given, "--dir", dir];
  const { status, stdout, stderr } = spawnSync(NODE, command, { cwd: ROOT, encoding: "utf8" });
  return { status, stdout, stderr };
}

beforeAll(() => {
  mkdirSync(dir);
  const { status, stdout } = run("new", "spring-letters");
  expect(status).toBe(0);
  expect(stdout).toContain(
    "campaigns/spring-letters is made. Change its letters and its campaign.yaml, then: npm run campaign -- check spring-letters\n",
  );
});

describe("new", () => {
  test("refuses a name that is no name, or that is taken, and says what would do", () => {
    expect(run("new", "Summer Letters")).toMatchObject({
      status: 1,
      stdout: "",
      stderr: expect.stringContaining("at most 60: summer-letters."),
    });
    expect(run("new", "spring-letters").stderr).toContain("There is a campaign");
  });
});

describe("draw", () => {
  test("writes the picture of the campaign that is named, and prints where it is", () => {
    const file = join(folder, "pictures", "spring.svg");
    expect(run("draw", "spring-letters", "--out", file)).toEqual({
      status: 0,
      stdout: `${file}\n`,
      stderr: "",
    });
    expect(readFileSync(file, "utf8")).toMatch(/^<svg .*>\n(.|\n)*night-walk(.|\n)*<\/svg>\n$/);
  });

  test("refuses one file for all pictures, and a campaign that isn't there", () => {
    const file = join(folder, "all.svg");
    expect(run("draw", "--out", file)).toMatchObject({
      status: 1,
      stdout: "",
      stderr: expect.stringContaining("Say which campaign's: draw <name> --out <file>."),
    });
    expect(existsSync(file)).toBe(false);
    expect(run("draw", "spring").stderr).toContain('There is no campaign "spring".');
  });
});

describe("definition", () => {
  test("prints what is ripe", () => {
    const { status, stdout } = run("definition", "spring-letters");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^What is ripe: .*\n\nFit {6}at most 45 points:\n/);
    expect(stdout).toMatch(/\nAgreed: _+ marketing {2}_+ sales, version [0-9a-f]{16}\n$/);
  });
});
