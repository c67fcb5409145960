import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { AssetHashType, DockerImage, Stage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import type { IConstruct } from "constructs";
import { writeCampaigns, writeDesk } from "../workflows/compile/write-campaigns.ts";
import { repositoryFile } from "./repository.ts";

/**
 * A function's code: everything in one minified module, the SDK included, so that what was tested is what runs. esbuild
 * is called for all of them at once, where CDK's own construct starts it through npx, at a second a function.
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
          cpSync(join(bundles(scope), basename(entry, ".ts")), outdir, { recursive: true });
          for (const file of decided) copyFileSync(file, join(outdir, basename(file)));
          return true;
        },
      },
    },
  });
}

/** Where the functions' bundles lie, made once an app. */
const bundles = onceAnApp((outdir) => {
  const into = join(outdir, "functions");
  execFileSync(process.execPath, [repositoryFile("infra/bundle-functions.ts"), resolve(into)]);
  return into;
});

/** The campaigns and the sales desk, compiled once an app, and the holidays: all functions carry the same. */
const compiledDecisions = onceAnApp((outdir) => {
  const campaigns = writeCampaigns(repositoryFile("workflows/campaigns"), outdir);
  const desk = join(outdir, "desk.json");
  writeDesk(repositoryFile("workflows/sales.yaml"), desk);
  return [...campaigns, desk, repositoryFile("workflows/holidays.json")];
});

/** `make` is given the folder that the app is synthesized into. */
function onceAnApp<Made>(make: (outdir: string) => Made): (scope: IConstruct) => Made {
  const made = new WeakMap<IConstruct, Made>();
  return (scope) => {
    const stage = Stage.of(scope) ?? scope.node.root;
    const known = made.get(stage);
    if (known !== undefined) return known;
    const now = make(Stage.of(scope)?.outdir ?? ".");
    made.set(stage, now);
    return now;
  };
}
