/**
 * The same links as on AWS, byte for byte, signed without leaving this turn: `jose` asks a pool of threads, whose order
 * no seed decides, and a simulation of thousands of leads waits for it most of its time.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { isOld, keyFor, keyIdOf } from "../../functions/world/link-keys.ts";
import { type Audience, linksOver, type Payload, type Verified } from "../../functions/world/link-tokens.ts";
import type { Links } from "../../functions/world/links.ts";
import type { KeyRing } from "../../functions/world/secret.ts";

export function memoryLinks(ring: () => KeyRing, apiUrl: string): Links {
  return linksOver(
    {
      sign: async (payload) => sealed(ring(), payload),
      verified: async (aud, token) => authentic(ring(), aud, token),
    },
    () => apiUrl,
  );
}

function sealed({ keyId, key }: KeyRing, payload: Payload): string {
  const body = `${encoded({ alg: "HS256", kid: keyId })}.${encoded(payload)}`;
  return `${body}.${seal(body, key).toString("base64url")}`;
}

/** What the token says, if it is ours and for this. */
function authentic(ring: KeyRing, aud: Audience, token: string): Verified | undefined {
  const keyId = keyIdOf(token);
  const key = keyId === undefined ? undefined : keyFor(ring, aud, keyId);
  if (keyId === undefined || key === undefined) return undefined;
  const [header = "", payload = "", signature = ""] = token.split(".");
  if (!timingSafeEqual(seal(`${header}.${payload}`, key), Buffer.from(signature, "base64url")))
    return undefined;
  const said = JSON.parse(Buffer.from(payload, "base64url").toString());
  return said.aud === aud ? { payload: said, isOfOldKey: isOld(ring, keyId) } : undefined;
}

function seal(body: string, key: string): Buffer {
  return createHmac("sha256", key).update(body).digest();
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
