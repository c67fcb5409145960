/** SECURITY.md says of each threat what answers it: in a file that is there, tried by a test that is there. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = new URL("../..", import.meta.url).pathname;
const text = readFileSync(join(root, "SECURITY.md"), "utf8");
const named = (cell: string) => [...cell.matchAll(/`([\w./-]+\.\w+)`/g)].map(([, path = ""]) => path);
const threats = text
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| threat "))
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")));

test.each(threats)("%s", (_threat, answer, where = "", tried = "") => {
  expect(answer).not.toBe("");
  const missing = [...named(where), ...named(tried)].filter((path) => !existsSync(join(root, path)));
  expect(missing).toEqual([]);
  expect(named(where).length).toBeGreaterThan(0);
  expect(named(tried).filter((path) => !path.startsWith("test/"))).toEqual([]);
  expect(named(tried).length).toBeGreaterThan(0);
});

test("every part of the security bench answers a threat", () => {
  const bench = readFileSync(join(root, "test/bench/security.ts"), "utf8");
  const parts = [...bench.matchAll(/from "\.\/security\/([\w-]+)\.ts"/g)].map(([, name]) => name);
  const tried = parts.filter((name) => name !== "part" && !text.includes(`test/bench/security/${name}.ts`));
  expect(parts.length).toBeGreaterThan(7);
  expect(tried).toEqual([]);
});

test("it says how to report, which versions get fixes, and what isn't answered; on three screens, where GitHub looks", () => {
  for (const part of ["## Reporting", "Report a", "**Versions**", "## What isn't answered"])
    expect(text).toContain(part);
  expect(text.split("\n").length).toBeLessThanOrEqual(150);
  expect(readdirSync(root)).toContain("SECURITY.md");
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain("](SECURITY.md)");
});

/** Nothing here waits for somebody to fill it in. */
test("it has no placeholder", () => {
  expect(text).not.toMatch(/TODO|TBD|FIXME|\[your|<your|YOUR-|@example|example\.com/i);
});
