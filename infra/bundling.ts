import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";
import { AssetHashType, DockerImage, Stage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import type { IConstruct } from "constructs";
import { buildSync } from "esbuild";
import { writeCampaigns, writeDesk } from "../workflows/compile/write-campaigns.ts";
import { repositoryFile } from "./repository.ts";

/**
 * A function's code: everything in one minified module, the SDK included, so that what was tested is what runs.
 * esbuild is called here, since CDK's own construct starts it through npx, at a second a function.
 */
export function bundled(scope: IConstruct, entry: string, decides: boolean): Code {
  const decided = decides ? compiledDecisions(scope) : [];
  return Code.fromAsset(repositoryFile("."), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry("never pulled"),
      // Never run either, but CDK tells one bundle from another by it.
      command: ["esbuild", entry],
      local: {
        tryBundle(outdir) {
          bundle(entry, join(outdir, "index.cjs"));
          for (const file of decided) copyFileSync(file, join(outdir, basename(file)));
          return true;
        },
      },
    },
  });
}

function bundle(entry: string, outfile: string) {
  buildSync({
    entryPoints: [entry],
    absWorkingDir: repositoryFile("."),
    outfile,
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
  });
}

/** What the SDK carries and no function ever needs, and the files that stand for it. */
const LEFT_OUT = {
  "@aws-sdk/credential-provider-node": repositoryFile("functions/world/environment-credentials.ts"),
  "@smithy/core/event-streams": repositoryFile("functions/world/no-event-streams.ts"),
};

const compiled = new WeakMap<IConstruct, readonly string[]>();

/** The campaigns and the sales desk, compiled once an app: all functions carry the same. */
function compiledDecisions(scope: IConstruct): readonly string[] {
  const stage = Stage.of(scope) ?? scope.node.root;
  const known = compiled.get(stage);
  if (known !== undefined) return known;
  const inOutdir = (name: string) => join(Stage.of(scope)?.outdir ?? ".", name);
  const files = [inOutdir("campaigns.json"), inOutdir("desk.json")] as const;
  writeCampaigns(repositoryFile("workflows/campaigns"), files[0]);
  writeDesk(repositoryFile("workflows/sales.yaml"), files[1]);
  compiled.set(stage, files);
  return files;
}
