/** What the functions' bundles leave out: nothing that stays says anything else, and nothing that went is missed in silence. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { buildSync } from "esbuild";
import { expect, test } from "vitest";
import {
  refusing,
  versionOnly,
  withErrorsOf,
  withoutNativeTemporal,
  withPlainKeys,
} from "../../infra/pruning.ts";
import { repositoryFile } from "../../infra/repository.ts";

const clients = ["dynamodb", "secrets-manager", "sesv2", "sfn", "sns"];

test.each(clients)("the pruned schemas of client-%s say what they said", (client) => {
  const path = repositoryFile(`node_modules/@aws-sdk/client-${client}/dist-es/schemas/schemas_0.js`);
  const source = readFileSync(path, "utf8");
  const pruned = withPlainKeys(source);
  expect(pruned).not.toMatch(/\[_\w+\]:/);
  expect(said(pruned ?? "", path)).toEqual(said(source, path));
});

test("a schema of the SDK that is written in another way is told", () => {
  expect(withPlainKeys('export var Mail$ = [3, "ns", "Mail", { error: "client" }];')).toBeUndefined();
});

test("a key whose text isn't known stays as it is", () => {
  expect(withPlainKeys('const _e = "error";\nvar a = { [_e]: 1, [_x]: 2 };')).toContain(
    '{ "error": 1, [_x]: 2 }',
  );
});

test("who asks a bundled function for a JSON Schema is told where it was left out", async () => {
  const stub = refusing(
    "export const createMethod = (schema) => () => {};\nexport function toJSONSchema() {}",
  );
  const made = await import(`data:text/javascript,${encodeURIComponent(stub ?? "")}`);
  const ahead = made.createMethod();
  expect(ahead).toThrow("infra/pruning.ts leaves it out");
  expect(made.toJSONSchema).toThrow("infra/pruning.ts leaves it out");
  expect(refusing("module.exports = {};")).toBeUndefined();
});

test("and who makes what it left out, a class, is told the same", async () => {
  const stub = refusing("export class Sha256Js {\n  digest() {}\n}");
  const { Sha256Js } = await import(`data:text/javascript,${encodeURIComponent(stub ?? "")}`);
  expect(() => new Sha256Js()).toThrow("infra/pruning.ts leaves it out");
});

test("an error that functions tell apart is of its own class, and any other the client's common one", () => {
  const registered = (name: string) => `n0_registry.registerError(${name}$, ${name});`;
  const source = ["BaseServiceException", "LimitExceededException", "TransactionCanceledException"].map(
    registered,
  );
  expect(withErrorsOf(new Set(["TransactionCanceledException"]), source.join("\n")).split("\n")).toEqual([
    source[0],
    "",
    source[2],
  ]);
});

test("the polyfill's own Temporal is chosen, and a file that chooses in another way is told", () => {
  expect(withoutNativeTemporal("const add = NativeTemporal ? add$1 : add$2;")).toBe("const add = add$2;");
  expect(withoutNativeTemporal("const add = add$2;")).toBeUndefined();
});

test("a client still names its version, and one without a version is told", () => {
  expect(versionOnly('{"name":"client","version":"3.1.0","scripts":{}}')).toBe(
    'export default {"version":"3.1.0"};',
  );
  expect(versionOnly("{}")).toBeUndefined();
});

/** All that a module of schemas exports, by name, with the schemas that it refers to as they are written. */
function said(contents: string, path: string): Record<string, string> {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: dirname(path) },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "cjs",
    write: false,
  });
  const loaded: { exports: Record<string, unknown> } = { exports: {} };
  new Function("module", "require", outputFiles[0]?.text ?? "")(loaded, createRequire(path));
  return Object.fromEntries(
    Object.entries(loaded.exports).map(([name, value]) => [
      name,
      JSON.stringify(value, (_, part) => (typeof part === "function" ? String(part) : part)),
    ]),
  );
}
