/** The keys that a command is meant for: the laptop's, or a stack's. */
import * as z from "zod";
import type { WhichOptions } from "../stack/options.ts";
import { KeysRefused } from "./keys-refused.ts";
import type { LinkSecret } from "./link-secret.ts";

const Needed = z.object({ LinkSecretArn: z.string(), IdSecretArn: z.string() });

export interface ReachedKeys {
  readonly secret: LinkSecret;
  /** As people call it: `the laptop`, `the stack ripen-prod`. */
  readonly called: string;
  readonly now: () => number;
}

/** Throws Unreachable, and KeysRefused where the stack tells the secret of ids for that of links. */
export async function reachedKeys(which: WhichOptions): Promise<ReachedKeys> {
  // Loaded once there is somebody to reach: the AWS SDK is most of what a command loads.
  const { CloudFormationClient } = await import("@aws-sdk/client-cloudformation");
  const { SecretsManagerClient } = await import("@aws-sdk/client-secrets-manager");
  const { linkSecret } = await import("./link-secret.ts");
  const { standing } = await import("../stack/reach.ts");
  const { neededOutputs } = await import("../stack/stack-outputs.ts");
  // biome-ignore lint/style/noProcessEnv: a command is a composition root
  const { client, stack, called, laptop } = await standing(which, process.env);
  const outputs = await neededOutputs(new CloudFormationClient(client), stack, Needed);
  const secret = linkSecret(new SecretsManagerClient(client), linksOnly(outputs));
  return { secret, called, now: laptop?.now ?? Date.now };
}

export function linksOnly({ LinkSecretArn, IdSecretArn }: z.infer<typeof Needed>): string {
  if (LinkSecretArn !== IdSecretArn) return LinkSecretArn;
  throw new KeysRefused(
    `The stack names ${IdSecretArn} as its LinkSecretArn, which is the secret of ids: that one is never touched. Deploy the stack anew.`,
  );
}
