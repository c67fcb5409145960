/** The README is true: its commands are run, its figures are what they print, and what it names is there. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Laptop, startLaptop } from "../../local/laptop.ts";

const run = promisify(execFile);
const root = new URL("../..", import.meta.url).pathname;
const read = (file: string) => readFileSync(join(root, file), "utf8");
const readme = read("README.md");
const documents = ["README.md", "SECURITY.md", ...markdownIn("docs"), ...markdownIn("docs/adr")];
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text = ""]) => text);

function markdownIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
}

describe("the README", () => {
  let laptop: Laptop;
  const state = mkdtempSync(join(tmpdir(), "ripen-readme-"));
  beforeAll(async () => {
    laptop = await startLaptop({ state });
  });
  afterAll(async () => {
    await laptop.stop();
    rmSync(state, { recursive: true });
  });

  test("its example post, clock and list do what it says", async () => {
    const [commands = ""] = blocks("sh").filter((block) => block.includes("curl"));
    const script = commands
      .replaceAll("http://127.0.0.1:4000", laptop.urls.api)
      .replaceAll("http://127.0.0.1:4001", laptop.urls.console);
    const { stdout } = await run("bash", ["-ec", script.replaceAll("curl ", "curl -sSf ")]);
    expect(stdout).toContain('{"status":"received"}');
    expect(stdout).toContain('"moved":"P10D"');
    expect(stdout).toMatch(/"email":"zoe@dairy\.example".*"lifecycle":"nurturing"/);
    expect(laptop.sources.mailbox.list().map((mail) => mail.touchId)).toEqual([
      "green-bananas_1_welcome_1",
      "green-bananas_1_green-bananas_1",
    ]);
  });

  test("its life and its totals are what the demo prints, and the demo finds nothing sent twice, lost, or sent after leaving", async () => {
    const { stdout } = await run(process.execPath, ["local/demo/demo.ts", "--lead", "thabo"], { cwd: root });
    const untimed = (text: string) => text.replace(/lived in \d+ s/, "lived in a while");
    const [life = "", totals = ""] = blocks("text");
    expect(untimed(stdout)).toContain(untimed(totals));
    expect(stdout).toContain(life);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
    // Some 20 s on an idle machine; others may be at work beside it.
  }, 180_000);

  test("its picture has the workflow's states, by their names", () => {
    const drawn = [...readme.matchAll(/state "(.+?)" as/g)].map(([, name]) => name);
    const { States } = JSON.parse(read("workflows/nurture.asl.json"));
    expect(drawn.toSorted()).toEqual(
      Object.keys(States)
        .filter((name) => name !== "Rest")
        .toSorted(),
    );
  });

  test("every script it names is one of package.json's, and it stays under 200 lines", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const named = [...readme.matchAll(/npm (?:run )?([a-z]+(?::[a-z]+)?)/g)]
      .map(([, name = ""]) => name)
      .filter((name) => name !== "install");
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    expect(readme.split("\n").length).toBeLessThan(200);
  });
});

describe("the documents", () => {
  test.each(documents)("every file that %s links to or names by its path is there", (document) => {
    const text = read(document);
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = ""]) =>
      join(dirname(document), path),
    );
    const spans = [...text.matchAll(/`((?:infra|functions|workflows|local|test|docs)\/[\w./-]+)`/g)].map(
      ([, path = ""]) => path,
    );
    expect([...links, ...spans].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
