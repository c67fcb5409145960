/**
 * Signed requests to the services of AWS that Ripen has no client for: five more SDK clients would be installed for a
 * dozen calls.
 */
import { AwsClient } from "aws4fetch";

export interface SignedSettings {
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string | undefined;
  };
  /** In place of AWS's own addresses. */
  readonly endpoint?: string | undefined;
}

interface Answered {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** `service` as its address begins, such as `lambda`. Tried four times where the service is at fault. Throws where nothing answers. */
export async function signedFetch(
  { region, credentials, endpoint }: SignedSettings,
  service: string,
  path: string,
  init: RequestInit,
): Promise<Answered> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const keys = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  const client = new AwsClient({ ...keys, service, region, retries: 3 });
  const at = endpoint ?? `https://${service}.${region}.amazonaws.com`;
  const answer = await client.fetch(`${at}${path}`, init);
  const { ok, status, headers } = answer;
  return { ok, status, headers, text: await answer.text() };
}
