/** A secret as infra lays it: the key in use, its id, and former keys. */
import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import * as z from "zod";

export const KeyRing = z.object({
  keyId: z.string(),
  key: z.string().min(32),
  /** By their ids; what they still open says `keyFor`. */
  former: z.record(z.string(), z.string()),
  /** The id, in `former`, of the key that was in use before this one; absent until the first rotation. */
  previous: z.string().optional(),
});
export type KeyRing = z.infer<typeof KeyRing>;

/** Fetched once per container, on first use; a failed fetch is tried again by the next caller. */
export function secret(client: SecretsManagerClient, arn: string): () => Promise<KeyRing> {
  let ring: Promise<KeyRing> | undefined;
  return () => {
    ring ??= fetchRing(client, arn).catch((error: unknown) => {
      ring = undefined;
      throw error;
    });
    return ring;
  };
}

export async function fetchRing(client: SecretsManagerClient, arn: string): Promise<KeyRing> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  return KeyRing.parse(JSON.parse(SecretString ?? "{}"));
}
