/** What is uploaded to Lambda, bundled for real, and the environment that the template gives it. */
import { join } from "node:path";
import { ripenApp, type Template } from "../../infra/ripen-app.ts";
import { functions, target } from "./deployed.ts";

/** The folder of each function's bundle by its name, such as `advance-lead`; synthesized into `outdir`, in seconds. */
export function bundlesIn(outdir: string): ReadonlyMap<string, string> {
  const app = ripenApp({ context: { "aws:cdk:enable-asset-metadata": true }, outdir, validate: false });
  const template: Template = app.synth().getStackArtifact("Ripen").template;
  const deployed = Object.values(template.Resources).filter(({ Type }) => Type === "AWS::Lambda::Function");
  return new Map(
    deployed.map(({ Metadata = {} }) => [
      nameOf(String(Metadata["ripen:entry"])),
      join(outdir, String(Metadata["aws:asset:path"])),
    ]),
  );
}

/** What the template gives the function, with a resource's logical id for its name, and an AWS at `endpoint`. */
export function environmentOf(name: string, endpoint: string): Record<string, string> {
  const deployed = Object.values(functions).find(({ entry }) => nameOf(entry) === name);
  const given = Object.entries(deployed?.environment ?? {}).map(([key, value]) => [key, target(value)]);
  return { ...Object.fromEntries(given), AWS_REGION: "eu-west-1", AWS_ENDPOINT_URL: endpoint };
}

const nameOf = (entry: string) => entry.replace(/^functions\/|\.ts$/g, "");

/**
 * The most that a bundle may have, in kB. The aim is 350 for whoever decides with one client, 600 for advance-lead; where
 * less is enough, a little more than it takes today, so that nothing creeps in unseen. The SDK's first client weighs 130, the
 * rules and the calendar of whoever decides 115, zod 25, jose 13.
 */
export const LARGEST: Readonly<Record<string, number>> = {
  "announce-leads": 55,
  "follow-leads": 175,
  "count-stages": 36,
  "sweep-leads": 216,
  "erase-person": 229,
  "send-digests": 273,
  "export-person": 276,
  "show-dossier": 289,
  "advance-lead": 384,
};

export const LARGEST_OF_OTHERS = 350;
