/** Builds the app from cdk.json: what `cdk` deploys, what the laptop stands up and what the tests assert is one and the same. */
import { readFileSync } from "node:fs";
import { Annotations, App } from "aws-cdk-lib";
import { repositoryFile } from "./repository.ts";
import { Ripen } from "./ripen.ts";
import { exampleSettings, readSettings } from "./settings.ts";

export interface RipenAppOptions {
  /** Laid over the context of cdk.json; `{ "aws:cdk:bundling-stacks": [] }` synthesizes without bundling. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Where the cloud assembly goes; a temporary directory unless the CDK CLI says otherwise. */
  readonly outdir?: string;
}

/** The app, ready to `synth()`; throws SettingRefused when a setting is missing, blank or malformed. */
export function ripenApp({ context = {}, outdir }: RipenAppOptions = {}): App {
  const sample = JSON.parse(readFileSync(repositoryFile("cdk.json"), "utf8"));
  const app = new App({
    context: { ...sample.context, ...context },
    ...(outdir === undefined ? {} : { outdir }),
    analyticsReporting: false,
  });
  const settings = readSettings((name) => app.node.tryGetContext(name));
  const stack = new Ripen(app, "Ripen", settings);
  const examples = exampleSettings(settings);
  if (examples.length > 0) {
    Annotations.of(stack).addWarningV2(
      "ripen:example-settings",
      `Still with example values, so nothing reaches anybody: ${examples.join(", ")}. Put your own into cdk.json before you deploy.`,
    );
  }
  return app;
}
