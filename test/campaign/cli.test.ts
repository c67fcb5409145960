/** `npm run campaign`, as it is typed; and what a campaign that fails its scenarios may not do. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOCK } from "../../workflows/compile/names-lock.ts";
import { SMALL } from "../compile/small-campaign.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const NODE = join(ROOT, "node_modules/.bin/node");

const scenario = (title: string, second: string) => `- title: ${title}
  given:
    at: Mon 2026-11-23 09:00
    posts: guide
    with: { email: zoe@dairy.example, consent: yes }
  then:
    touches:
      - welcome: Mon 2026-11-23 09:00
      - second: ${second}
`;
const RIGHT = scenario("Whoever asks for the guide gets two letters", "Thu 2026-11-26 09:00");
const WRONG = scenario("Whoever asks for the guide gets the second letter on Friday", "Fri 2026-11-27 09:00");

const DESK = `manager: ruth
people: { ruth: { name: Ruth, email: ruth@orchard-cold-chain.example, zone: Europe/Dublin } }
pools:
  - { name: rest, people: [ruth] }
`;

const folder = mkdtempSync(join(tmpdir(), "ripen-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

function campaigns(name: string, scenarios: string): string {
  const dir = join(folder, name);
  mkdirSync(join(dir, "small"), { recursive: true });
  for (const [file, text] of Object.entries({ ...SMALL, "scenarios.yaml": scenarios }))
    writeFileSync(join(dir, "small", file), text);
  return dir;
}

function run(...given: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(NODE, ["local/campaign/campaign.ts", ...given], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const untimed = (text: string) => text.replaceAll(/\(\d+ ms\)/g, "(…)").replaceAll(/in \d+\.\d s/g, "in …");
  return { status, stdout: untimed(stdout), stderr };
}

describe("check", () => {
  test("says in a line each that the scenarios are as expected, and locks the touches' names", () => {
    const dir = campaigns("right", RIGHT);
    expect(run("check", "--dir", dir)).toEqual({
      status: 0,
      stdout:
        "small\n  ✓ Whoever asks for the guide gets two letters (…)\n1 scenario, all as expected, in ….\n",
      stderr: "",
    });
    expect(readFileSync(join(dir, "small", LOCK), "utf8")).toContain("name: welcome");
  });

  test("shows what is otherwise, with its line and all that happened; its exit code is 1, and nothing is locked", () => {
    const dir = campaigns("wrong", RIGHT + WRONG);
    const { status, stdout } = run("check", "--dir", dir, "small");
    expect(status).toBe(1);
    expect(stdout.replace(/\S*scenarios\.yaml/, "scenarios.yaml")).toBe(`small
  ✓ Whoever asks for the guide gets two letters (…)
  ✗ Whoever asks for the guide gets the second letter on Friday (…)
      scenarios.yaml:18  then.touches[1]
        - expected, + happened
          welcome: Mon 2026-11-23 09:00
        - second: Fri 2026-11-27 09:00
        + second: Thu 2026-11-26 09:00
      What happened, by the clock of Europe/Dublin:
        Mon 2026-11-23 09:00  filled in guide
        Mon 2026-11-23 09:00  agreed to mail on guide
        Mon 2026-11-23 09:00  entered small
        Mon 2026-11-23 09:00  was sent “Welcome” (welcome)
        Thu 2026-11-26 09:00  was sent “Second” (second)
        Sat 2026-12-26 09:00  every touch of small was sent and it did not ripen

2 scenarios, 1 not as expected, in ….
`);
    expect(existsSync(join(dir, "small", LOCK))).toBe(false);
  });

  test("begins with what is wrong in the files, scenarios included, and then lives through none", () => {
    const dir = campaigns("misspelt", RIGHT.replace("- second:", "- secnd:"));
    const { status, stdout, stderr } = run("check", "--dir", dir);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /^1 problem in the campaigns:\n\n\S*scenarios\.yaml:9\n {2}\[0\]\.then\.touches\[1\]: small has no touch "secnd"\n {2}→ Did you mean "second"\?/,
    );
  });

  test("looks at the sales desk beside the campaigns too, and at what its pools name of them", () => {
    const dir = campaigns("with-a-desk/campaigns", RIGHT);
    const desk = join(dir, "../sales.yaml");
    writeFileSync(desk, DESK);
    expect(run("check", "--dir", dir).stdout).toMatch(
      /\nThe sales desk is right\.\n1 scenario, all as expected, in …\.\n$/,
    );
    writeFileSync(
      desk,
      DESK.replace("{ name: rest", "{ name: large, campaigns: [smal], people: [ruth] }\n  - { name: rest"),
    );
    const { status, stdout, stderr } = run("check", "--dir", dir);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /^1 problem in the campaigns and the sales desk:\n\n\S*sales\.yaml:4\n {2}pools\[0\]\.campaigns\[0\]: there is no campaign "smal"\n {2}→ Did you mean "small"\?/,
    );
  });

  test("quietly, it says nothing but what is wrong, and that on the error output", () => {
    const right = campaigns("right", RIGHT);
    expect(run("check", "--quiet", "--dir", right)).toEqual({ status: 0, stdout: "", stderr: "" });
    const { status, stdout, stderr } = run("check", "--quiet", "--dir", campaigns("wrong", RIGHT + WRONG));
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("✗ Whoever asks for the guide gets the second letter on Friday");
    expect(stderr).not.toContain("✓");
  });

  test("a campaign that isn't there, and a command that isn't, are answered with what was probably meant", () => {
    const dir = campaigns("right", RIGHT);
    expect(run("check", "smal", "--dir", dir)).toEqual({
      status: 1,
      stdout: "",
      stderr: 'There is no campaign "smal". Did you mean "small"? Known here: small.\n',
    });
    expect(run("chek").stderr).toContain("unknown command 'chek'\n(Did you mean check?)");
  });
});

describe("a campaign that fails its scenarios", () => {
  const clone = join(folder, "clone");
  beforeAll(() => {
    for (const part of ["infra", "functions", "workflows", "local", "cdk.json", "package.json"])
      cpSync(join(ROOT, part), join(clone, part), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
    cpSync(join(campaigns("wrong", WRONG), "small"), join(clone, "workflows/campaigns/small"), {
      recursive: true,
    });
  });

  test("doesn't deploy: nothing is synthesized, and whoever tried reads why", () => {
    const cdk = join(ROOT, "node_modules/.bin/cdk");
    const { status, stdout, stderr } = spawnSync(NODE, [cdk, "synth", "--quiet"], {
      cwd: clone,
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stdout + stderr).toContain("✗ Whoever asks for the guide gets the second letter on Friday");
    expect(stdout + stderr).toContain("scenarios.yaml:9  then.touches[1]");
    expect(stdout + stderr).toMatch(/not as expected/);
    expect(existsSync(join(clone, "cdk.out/Ripen.template.json"))).toBe(false);
  });
});
