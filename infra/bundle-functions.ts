/**
 * A program: bundles every function into a folder of its own in the one it is given, as `index.cjs`; what a function imports
 * only when it comes so far lies beside it. Plugins, such as the pruning, run beside esbuild and are waited for, which
 * CDK's bundling can't do by itself; and all in one run take a fraction of their sum.
 */
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { pruning } from "./pruning.ts";
import { repositoryFile } from "./repository.ts";

/** What the SDK carries and no function ever needs, and the files that stand for it. */
const LEFT_OUT = {
  "@aws-sdk/credential-provider-node": repositoryFile("functions/world/environment-credentials.ts"),
  "@aws-sdk/middleware-endpoint-discovery": repositoryFile("functions/world/no-endpoint-discovery.ts"),
  "@smithy/core/event-streams": repositoryFile("functions/world/no-event-streams.ts"),
};

const OPTIONS = {
  absWorkingDir: repositoryFile("."),
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
  minify: true,
  logLevel: "warning",
} satisfies BuildOptions;

/** What a file reads that is in a bundle, and so lies beside that. */
const READ_BY: Readonly<Record<string, string>> = {
  "functions/world/zones-beside.ts": "workflows/zones.json",
};

const [outdir] = process.argv.slice(2);
if (outdir === undefined)
  throw new Error("Name the folder for the bundles: node infra/bundle-functions.ts <folder>");
await bundleFunctions(resolve(outdir));

async function bundleFunctions(outdir: string) {
  const later = new Set<string>();
  const plugins = [pruning, besideWhenAwaited(later)];
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: deployed(),
    outdir,
    entryNames: "[name]/index",
    metafile: true,
    plugins,
  });
  const parts = join(outdir, "parts");
  await build({ ...OPTIONS, entryPoints: [...later], outdir: parts, entryNames: "[name]" });
  for (const { folder, part } of awaited(metafile)) copyFileSync(join(parts, part), join(folder, part));
  for (const { folder, file } of readBy(metafile))
    copyFileSync(repositoryFile(file), join(folder, basename(file)));
}

/** A file of ours that is imported by `await import` isn't bundled but lies beside, to be read then; it is added to `later`. */
function besideWhenAwaited(later: Set<string>): Plugin {
  return {
    name: "beside when awaited",
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ kind, path, resolveDir }) => {
        if (kind !== "dynamic-import") return undefined;
        later.add(relative(repositoryFile("."), join(resolveDir, path)));
        return { path: `./${basename(path, ".ts")}.cjs`, external: true };
      });
    },
  };
}

/** Which folders need which parts. */
function awaited({ outputs }: Metafile) {
  return Object.entries(outputs).flatMap(([output, { imports }]) =>
    imports
      .filter(({ external, path }) => external && /^\.\/.*\.cjs$/.test(path))
      .map(({ path }) => ({ folder: folderOf(output), part: basename(path) })),
  );
}

function readBy({ outputs }: Metafile) {
  return Object.entries(outputs).flatMap(([output, { inputs }]) =>
    Object.keys(inputs).flatMap((input) => {
      const file = READ_BY[input];
      return file === undefined ? [] : [{ folder: folderOf(output), file }];
    }),
  );
}

function folderOf(output: string): string {
  return resolve(repositoryFile("."), output, "..");
}

/** The files of functions/ that end in a handler; the others are parts of them. */
function deployed(): string[] {
  return readdirSync(repositoryFile("functions"))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `functions/${file}`)
    .filter((file) => /^export const handler\b/m.test(readFileSync(repositoryFile(file), "utf8")));
}
