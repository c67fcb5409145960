/** How far the functions reach, read from their own text: no code is made of what somebody typed, and nothing is fetched for them. */
import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const FILES = globSync("{functions,workflows/rules}/**/*.ts").toSorted();
const isOfTheWorld = (file: string) => file.startsWith("functions/world/");

/** Without comments, in which words may be spoken of; and without what of node:net only reads addresses. */
const code = (file: string) =>
  readFileSync(file, "utf8")
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
    .replace(/import \{ (?:(?:BlockList|isIP|isIPv4|isIPv6)(?:, )?)+ \} from "node:net";/g, "");

function saying(pattern: RegExp, files: readonly string[] = FILES): readonly string[] {
  return files.filter((file) => pattern.test(code(file)));
}

test("the files are found", () => {
  expect(FILES.length).toBeGreaterThan(150);
  expect(saying(/\brenderSync\(/)).toEqual(["functions/mail/render.ts"]);
});

describe("what somebody typed is never run", () => {
  test.each([
    ["eval, or a function made of text", /\beval\(|\bFunction\(|\bGeneratorFunction\b/],
    ["a timer that takes text", /\bset(?:Timeout|Interval)\(\s*["'`]/],
    ["a module named by a value", /\bimport\((?!\s*["'])|\brequire\(/],
    ["another program, or code in a box", /node:(?:vm|child_process|worker_threads)/],
  ])("%s is nowhere", (_, pattern) => {
    expect(saying(pattern)).toEqual([]);
  });

  test("templates are campaigns' own, read in one place, where no value can bring code along", () => {
    expect(saying(/from "liquidjs"/)).toEqual(["functions/mail/render.ts"]);
    const render = code("functions/mail/render.ts");
    expect(render).toMatch(/const STRICT = \{ ownPropertyOnly: true/);
    expect(render.match(/new Liquid\([^)]*\)/g)).toEqual([
      "new Liquid(STRICT)",
      'new Liquid({ ...STRICT, outputEscape: "escape" })',
    ]);
  });
});

describe("nothing is fetched for a visitor", () => {
  const outside = FILES.filter((file) => !isOfTheWorld(file));

  test("only the world's own files reach the network", () => {
    expect(
      saying(
        /\bfetch\(|XMLHttpRequest|WebSocket|node:(?:https?|http2|net|tls|dgram|dns)|aws4fetch|@aws-sdk\/client-/,
        outside,
      ),
    ).toEqual([]);
  });

  test("and these speak to AWS alone: through its clients, or by signed calls", () => {
    const world = FILES.filter(isOfTheWorld);
    expect(saying(/XMLHttpRequest|WebSocket|node:(?:http2|net|tls|dgram|dns)/, world)).toEqual([]);
    expect(saying(/node:https?/, world)).toEqual(["functions/world/signed-call.ts"]);
    expect(saying(/\bfetch\(|aws4fetch/, world)).toEqual([]);
  });
});

test("one answer alone sends a browser on, to the thank-you page of the stack's settings", () => {
  expect(saying(/\blocation\b|statusCode: 30\d/)).toEqual(["functions/capture-lead.ts"]);
  expect(code("functions/capture-lead.ts").match(/\blocation\b/g)?.length).toBe(3);
});
