/** Builds the app from cdk.json: what `cdk` deploys, what the laptop stands up and what the tests assert is one and the same. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Annotations, App } from "aws-cdk-lib";
import { compileCampaigns } from "../workflows/compile/compile-campaigns.ts";
import { compileDesk } from "../workflows/compile/compile-desk.ts";
import type { RunningCampaign } from "../workflows/rules/campaign.ts";
import type { Listeners } from "./people-topic.ts";
import { readSettings } from "./read-settings.ts";
import { repositoryFile } from "./repository.ts";
import { Ripen } from "./ripen.ts";
import { refuseForeignSenders } from "./senders.ts";
import { exampleSettings } from "./settings.ts";

export interface RipenAppOptions {
  /** Laid over the context of cdk.json, and under what the CDK CLI is given with `-c`. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Where the cloud assembly goes; a temporary directory unless the CDK CLI says otherwise. */
  readonly outdir?: string;
  /** Whether CDK's own rules look at the template too: 2 of the 3 seconds a synthesis takes. Default: true. */
  readonly validate?: boolean;
  /** The year of the build, for a word on holidays that soon run out; none where absent. */
  readonly year?: number;
  /** Who hears of leads; those of `workflows/sales.yaml` where absent. */
  readonly desk?: Listeners;
}

/** The app, ready to `synth()`; throws SettingRefused with a line for each setting that can't be used, CampaignProblems when a campaign or the desk is. */
export function ripenApp({ context = {}, outdir, validate = true, year, desk }: RipenAppOptions = {}): App {
  const { context: settled } = JSON.parse(readFileSync(repositoryFile("cdk.json"), "utf8"));
  const app = new App({
    context: { ...settled, ...context },
    ...(outdir === undefined ? {} : { outdir }),
    builtinCloudFormationValidation: validate,
    analyticsReporting: false,
  });
  const settings = readSettings(app.node.getAllContext());
  const campaigns = compileCampaigns(repositoryFile("workflows/campaigns"));
  refuseForeignSenders(campaigns, settings.sender);
  const people = desk ?? salesDesk(campaigns);
  const stack = new Ripen(app, "Ripen", settings, people);
  warnOfExamples(stack, exampleSettings(settings));
  warnOfExamplePeople(stack, people);
  if (year !== undefined) warnOfOldHolidays(stack, year);
  return app;
}

const salesDesk = (campaigns: readonly RunningCampaign[]) =>
  compileDesk(repositoryFile("workflows/sales.yaml"), campaigns);

/** A CloudFormation template, as far as CDK types it. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** The template alone, in about a second: neither bundled nor checked against CDK's rules, for the laptop and the tests. */
export function ripenTemplate(
  context: Readonly<Record<string, unknown>> = {},
  options: Pick<RipenAppOptions, "desk"> = {},
): Template {
  const outdir = mkdtempSync(join(tmpdir(), "ripen-template-"));
  try {
    const unbundled = { ...context, "aws:cdk:bundling-stacks": [] };
    return ripenApp({ ...options, context: unbundled, outdir, validate: false })
      .synth()
      .getStackArtifact("Ripen").template;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** A campaign's last letter goes out a year or two after the deploy. */
function warnOfOldHolidays(stack: Ripen, year: number) {
  const { until } = JSON.parse(readFileSync(repositoryFile("workflows/holidays.json"), "utf8"));
  if (until - year >= 2) return;
  Annotations.of(stack).addWarningV2(
    "ripen:old-holidays",
    `Public holidays are known until ${until} only: run npm run holidays -- ${year}, and commit workflows/holidays.json.`,
  );
}

function warnOfExamplePeople(stack: Ripen, { people }: Listeners) {
  const examples = Object.keys(people).filter((key) => people[key]?.email.endsWith(".example"));
  if (examples.length === 0) return;
  Annotations.of(stack).addWarningV2(
    "ripen:example-people",
    `Still with example addresses, so they hear of no lead: ${examples.join(", ")}. Put your own people into workflows/sales.yaml before you deploy.`,
  );
}

function warnOfExamples(stack: Ripen, examples: readonly string[]) {
  if (examples.length === 0) return;
  Annotations.of(stack).addWarningV2(
    "ripen:example-settings",
    `Still with example values, so nothing reaches anybody: ${examples.join(", ")}. Put your own into cdk.json before you deploy.`,
  );
}
