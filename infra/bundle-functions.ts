/**
 * A program: bundles every function into the folder it is given, one file each. Plugins, such as the pruning, run beside
 * esbuild and are waited for, which CDK's bundling can't do by itself; and all in one run take a fraction of their sum.
 */
import { readdirSync, readFileSync } from "node:fs";
import { build } from "esbuild";
import { pruning } from "./pruning.ts";
import { repositoryFile } from "./repository.ts";

/** What the SDK carries and no function ever needs, and the files that stand for it. */
const LEFT_OUT = {
  "@aws-sdk/credential-provider-node": repositoryFile("functions/world/environment-credentials.ts"),
  "@aws-sdk/endpoint-cache": repositoryFile("functions/world/no-endpoint-cache.ts"),
  "@smithy/core/event-streams": repositoryFile("functions/world/no-event-streams.ts"),
};

const [outdir] = process.argv.slice(2);
if (outdir === undefined)
  throw new Error("Name the folder for the bundles: node infra/bundle-functions.ts <folder>");
await bundleFunctions(outdir);

async function bundleFunctions(outdir: string) {
  await build({
    entryPoints: deployed(),
    absWorkingDir: repositoryFile("."),
    outdir,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    target: "node24",
    platform: "node",
    // Of ES modules and as CommonJS: an ES module that imports one of Node's own has every getter of it read, and
    // http's loads a second HTTP client, a third of a cold start.
    mainFields: ["module", "main"],
    format: "cjs",
    supported: { "dynamic-import": false },
    define: { "import.meta.dirname": "__dirname" },
    alias: LEFT_OUT,
    plugins: [pruning],
    minify: true,
    logLevel: "warning",
  });
}

/** The files of functions/ that end in a handler; the others are parts of them. */
function deployed(): string[] {
  return readdirSync(repositoryFile("functions"))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `functions/${file}`)
    .filter((file) => /^export const handler\b/m.test(readFileSync(repositoryFile(file), "utf8")));
}
