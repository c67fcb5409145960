import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { AssetHashType, DockerImage, Stage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import type { IConstruct } from "constructs";
import { buildSync } from "esbuild";
import { writeCampaigns } from "../workflows/compile/write-campaigns.ts";
import { repositoryFile } from "./repository.ts";

/**
 * A function's code: everything in one minified ES module, the SDK included, so that what was tested is what runs.
 * esbuild is called here, since CDK's own construct starts it through npx, at a second a function.
 */
export function bundled(scope: IConstruct, entry: string, withCampaigns: boolean): Code {
  const campaigns = withCampaigns ? compiledCampaigns(scope) : undefined;
  return Code.fromAsset(repositoryFile("."), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry("never pulled"),
      // Never run either, but CDK tells one bundle from another by it.
      command: ["esbuild", entry],
      local: {
        tryBundle(outdir) {
          bundle(entry, join(outdir, "index.mjs"));
          if (campaigns !== undefined) copyFileSync(campaigns, join(outdir, "campaigns.json"));
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
    format: "esm",
    mainFields: ["module", "main"],
    minify: true,
    logLevel: "warning",
  });
}

const compiled = new WeakMap<IConstruct, string>();

/** Compiled once an app: all functions carry the same. */
function compiledCampaigns(scope: IConstruct): string {
  const stage = Stage.of(scope) ?? scope.node.root;
  const file = compiled.get(stage) ?? join(Stage.of(scope)?.outdir ?? ".", "campaigns.json");
  if (!compiled.has(stage)) writeCampaigns(repositoryFile("workflows/campaigns"), file);
  compiled.set(stage, file);
  return file;
}
