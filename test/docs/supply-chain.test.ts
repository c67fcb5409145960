/** What is taken from others: pinned, licensed, watched. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { faults, read } from "../audit.ts";
import { PERMISSIVE, page, used } from "../licences.ts";

const root = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(root("package.json"));

test("every version is pinned: what was tested is what is installed", () => {
  const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)),
  );
  expect(loose).toEqual([]);
});

test("whatever the lock file names has a checksum, so that nobody can change it on the way", () => {
  const packages: Record<string, { resolved?: string; integrity?: string; optional?: boolean }> = JSON.parse(
    root("package-lock.json"),
  ).packages;
  const unchecked = Object.entries(packages)
    .filter(([, { resolved, integrity }]) => resolved !== undefined && integrity === undefined)
    .map(([path]) => path);
  expect(unchecked).toEqual([]);
});

test("the functions take few packages, each under a licence that asks only to be named", () => {
  const shipped = used().filter((each) => each.shipped);
  expect(shipped.filter(({ licence }) => !PERMISSIVE.has(licence))).toEqual([]);
  expect(Object.keys(dependencies).length).toBeLessThanOrEqual(16);
});

test("docs/licences.md is what the lock file says", () => {
  expect(root("docs/licences.md")).toBe(page(used()));
});

describe("npm run audit", () => {
  const one = (severity: string) => ({ severity, range: "<2.0.0", nodes: ["node_modules/left-pad"] });
  const none = { vulnerabilities: {} };

  test("a grave one anywhere fails, a lesser one in a tool doesn't", () => {
    expect(faults(none, { vulnerabilities: { "left-pad": one("high") } })).toEqual(["left-pad <2.0.0: high"]);
    expect(faults(none, { vulnerabilities: { "left-pad": one("low") } })).toEqual([]);
  });

  test("any in what the functions run fails", () => {
    const low = { vulnerabilities: { "left-pad": one("low") } };
    expect(faults(low, low)).toEqual(["left-pad <2.0.0: low, and the functions run it"]);
  });

  test("a registry that doesn't answer, or answers something else, is no finding", () => {
    expect(read("")).toEqual({ unreachable: "no report" });
    expect(read('{"message":"405 Method Not Allowed","error":{"summary":""}}')).toEqual({
      unreachable: "405 Method Not Allowed",
    });
    expect(read('{"vulnerabilities":{}}')).toEqual(none);
  });
});
