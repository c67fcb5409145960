/** `npm run sales`, as it is typed: with no laptop, and with one that runs. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Laptop, startLaptop } from "../../local/laptop.ts";
import { leaveAddresses } from "../../local/stack/running-laptop.ts";
import { runCommand } from "../local/command.ts";

const folder = mkdtempSync(join(tmpdir(), "ripen-sales-"));
afterAll(() => rmSync(folder, { recursive: true }));

const YAML = readFileSync("workflows/sales.yaml", "utf8");

function file(name: string, from: string | RegExp, to: string): string {
  const path = join(folder, name);
  const text = YAML.replaceAll(from, to);
  expect(text).not.toBe(YAML);
  writeFileSync(path, text);
  return path;
}

const run = (...words: readonly string[]) => runCommand("sales", words, folder);

describe("check, where no laptop runs", () => {
  test("tells the desk, and that open leads were not looked at; that is no failure", async () => {
    const { code, out, err } = await run("check");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^The sales desk is right\.\n\nTom \(tom\) /);
    expect(out).toContain("\n  2. europe: Tom and Ruth, in turn; for every lead that is left\n");
    expect(out).toMatch(/\n\nOpen leads were not looked at, since no laptop runs here: .* --stack\.\n$/);
  });

  test("says what is wrong with the file, where, and what would be right; its exit code is 1", async () => {
    const wrong = file("wrong.yaml", "manager: ruth", "manager: rut");
    const line = YAML.split("\n").indexOf("manager: ruth") + 1;
    expect(await run("check", "--file", wrong)).toEqual({
      code: 1,
      out: "",
      err: `1 problem in the sales desk:\n\n${wrong}:${line}\n  manager: nobody is called "rut" under \`people\`\n  → Did you mean "ruth"? Known here: tom, ines, ruth.\n\n`,
    });
    const { code, err } = await run("check", "--file", join(folder, "nowhere.yaml"));
    expect(code).toBe(1);
    expect(err).toContain("nowhere.yaml:1\n  there is no such file\n");
    expect(err).not.toContain("    at ");
  });

  test("fails where it was told to look and nothing answers", async () => {
    const { code, err } = await run("check", "--laptop");
    expect([code, err]).toEqual([1, expect.stringMatching(/^No laptop runs here: /)]);
  });
});

test("schema prints what editors read", async () => {
  const { out } = await run("schema");
  expect(out).toBe(readFileSync("docs/sales.schema.json", "utf8"));
});

describe("check, where a laptop runs", () => {
  let laptop: Laptop;
  beforeAll(async () => {
    laptop = await startLaptop({
      state: folder,
      start: Date.parse("2026-11-23T10:00:00Z"),
      runs: false,
    });
    leaveAddresses(folder, laptop.urls);
  });
  afterAll(() => laptop.stop());

  const asks = async (email: string) => {
    const body = new URLSearchParams({
      email,
      name: "Zoë Müller",
      country: "Germany",
      message: "Please call me, we would like an offer",
      consent: "yes",
      form: "cold-store-guide",
    });
    const posted = await fetch(`${laptop.urls.api}/leads`, { method: "POST", body, redirect: "manual" });
    expect(posted.status).toBeLessThan(400);
    await laptop.sources.time.settle();
  };

  test("tells the desk by the laptop's clock, and that nobody's leads are left alone", async () => {
    const { code, out } = await run("check");
    expect(code).toBe(0);
    expect(out).toContain("Tom (tom) works now, until Mon 23 Nov 2026, 18:00 Dublin\n");
    expect(out).toMatch(/\n\nOn the laptop, every lead that sales has is with somebody of the file\.\n$/);
  });

  test("names whoever is in the file no more and holds leads, and says that they move; deploying goes on", async () => {
    await asks("zoe@molkerei.example");
    await asks("max@baeckerei.example");
    await asks("eva@obsthof.example");
    const without = file("without-tom.yaml", /^ {2}tom:\n(?: {4}.*\n)*|tom, /gm, "");
    const { code, out, err } = await run("check", "--file", without);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /\n\ntom is no longer in workflows\/sales\.yaml and holds 2 leads: they go to the next person at their next step\.\n$/,
    );
  });
});
