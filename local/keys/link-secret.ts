/** The secret that holds the ring of link keys, read and replaced whole. */
import { createHash } from "node:crypto";
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { type KeyRing, ringIn } from "../../functions/world/secret.ts";
import { KeysRefused } from "./keys-refused.ts";

export interface HeldRing {
  readonly ring: KeyRing;
  /** Of the secret; another one for every value that it has had. */
  readonly version: string;
  /** When this ring was written, in milliseconds. */
  readonly since: number;
}

export interface LinkSecret {
  read(): Promise<HeldRing>;
  /** Throws KeysRefused, with nothing written, where somebody else has rotated since `held` was read. */
  replace(held: HeldRing, ring: KeyRing): Promise<void>;
}

export function linkSecret(client: SecretsManagerClient, arn: string): LinkSecret {
  return {
    async read() {
      const { SecretString, VersionId, CreatedDate } = await client.send(
        new GetSecretValueCommand({ SecretId: arn }),
      );
      if (VersionId === undefined || CreatedDate === undefined)
        throw new KeysRefused(`Secrets Manager told no version of ${arn}: see what stands behind that name.`);
      return { ring: ringIn(SecretString), version: VersionId, since: CreatedDate.getTime() };
    },
    async replace({ version }, ring) {
      const ClientRequestToken = versionAfter(arn, version);
      const SecretString = JSON.stringify(ring);
      const put = new PutSecretValueCommand({ SecretId: arn, ClientRequestToken, SecretString });
      await client.send(put).catch(explain);
    },
  };
}

/**
 * Secrets Manager knows no condition on a write, but a version is made once: whoever rotates from the same version asks
 * for the same next one, and gets it, or is refused since another key stands in it. Without that, the second of two
 * would write over the first one's key, and links that were signed with it would never open again. The same put tried
 * again after a lost answer is no second rotation.
 */
function versionAfter(arn: string, version: string): string {
  return createHash("sha256").update(`the rotation of ${arn} after ${version}`).digest("hex");
}

function explain(error: unknown): never {
  if (!(error instanceof Error && error.name === "ResourceExistsException")) throw error;
  throw new KeysRefused(
    "Somebody else rotated this secret at the same time: nothing was written, theirs stands. See `npm run keys -- list`. (If AWSCURRENT was moved back to an older version by hand, put that value in again as a new version first.)",
    { cause: error },
  );
}
