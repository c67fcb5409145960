import { join } from "node:path";
import { Stage } from "aws-cdk-lib";
import { type BundlingOptions, LogLevel, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";
import type { IConstruct } from "constructs";
import { writeCampaigns } from "../workflows/compile/write-campaigns.ts";
import { repositoryFile } from "./repository.ts";

/** Everything in one minified ES module, the SDK included, so that what was tested is what runs. */
export function bundling(scope: IConstruct, withCampaigns: boolean): BundlingOptions {
  return {
    format: OutputFormat.ESM,
    mainFields: ["module", "main"],
    minify: true,
    externalModules: [],
    logLevel: LogLevel.WARNING,
    ...(withCampaigns ? { commandHooks: besideTheCode(scope) } : {}),
  };
}

function besideTheCode(scope: IConstruct) {
  const outdir = Stage.of(scope)?.outdir ?? ".";
  const campaigns = join(outdir, "campaigns.json");
  writeCampaigns(repositoryFile("workflows/campaigns"), campaigns);
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    // node copies alike on every system; cp doesn't exist on all.
    afterBundling: (_from: string, to: string) => [
      `node -e "require('node:fs').copyFileSync(process.argv[1], process.argv[2])" "${campaigns}" "${join(to, "campaigns.json")}"`,
    ],
  };
}
