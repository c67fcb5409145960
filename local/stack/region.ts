/** The region that commands ask in: the environment's, else cdk.json's, else the one that the SDK finds as the AWS CLI does. */
import { readFileSync } from "node:fs";
import type { Environment } from "../../functions/world/aws.ts";

const CDK_JSON = new URL("../../cdk.json", import.meta.url);

/** Of cdk.json, which isn't read for its other settings: a fault in those must not keep anybody from an erase. */
function regionInCdkJson(): string | undefined {
  const { context } = JSON.parse(readFileSync(CDK_JSON, "utf8"));
  return typeof context?.region === "string" ? context.region : undefined;
}

/** For the SDK's clients: nothing where they find it themselves. `settled` is `region` in cdk.json. */
export function regionOf(
  env: Environment,
  settled: string | undefined = regionInCdkJson(),
): { readonly region?: string } {
  return env["AWS_REGION"] || settled === undefined ? {} : { region: settled };
}

export const NO_REGION =
  "No region is known: set AWS_REGION, `region` in cdk.json, or one with `aws configure`.";

/** As the SDK's clients tell it, at their first request. */
export const isRegionMissing = (error: unknown) =>
  error instanceof Error && /region is missing/i.test(error.message);
