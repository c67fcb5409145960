/**
 * A function's last line names the ports it asks of the World: each that its code reaches, and none besides. The code is
 * what esbuild keeps of it, names and all; a port that a line forgets would be refused only when a lead came that far.
 */
import { readdirSync, readFileSync } from "node:fs";
import { buildSync } from "esbuild";
import { expect, test } from "vitest";
import { repositoryFile } from "../../infra/repository.ts";

/** Everybody has these without naming them. */
const EVERYDAY = new Set(["report", "receivedAt", "pause", "random", "attemptId"]);

const sources = readdirSync(repositoryFile("functions"))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, source: readFileSync(repositoryFile(`functions/${file}`), "utf8") }));

const deployed = sources.flatMap(({ file, source }) => {
  const [, named] = /^export const handler = onLambda\(\w+, \{([^}]*)\}\);$/m.exec(source) ?? [];
  return named === undefined ? [] : [{ file, named: named.split(",").map((name) => name.trim()) }];
});

test("every function that is deployed ends in such a line", () => {
  const handlers = sources.filter(({ source }) => source.includes("export const handler"));
  expect(deployed.map(({ file }) => file)).toEqual(handlers.map(({ file }) => file));
});

test.each(deployed)("$file names the ports that its code asks for", ({ file, named }) => {
  const code = reachedFrom(`functions/${file}`);
  // `world.leads` is found by its name; a port taken out of the world in any other way would not be.
  expect(code.match(/\}\s*=\s*world\d*\b(?!\.)|\bworld\d*\[/g) ?? []).toEqual([]);
  const asked = new Set([...code.matchAll(/(?<!\/)\bworld\d*\.(\w+)/g)].map(([, port = ""]) => port));
  expect([...named].filter(Boolean).sort()).toEqual([...asked].filter((port) => !EVERYDAY.has(port)).sort());
});

function reachedFrom(entry: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [repositoryFile(entry)],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    write: false,
    logLevel: "warning",
  });
  return outputFiles[0]?.text ?? "";
}
