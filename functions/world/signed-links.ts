/** Links that carry who they are for and what they may do: JWTs, bound to one purpose, verified in constant time by `jose`. */
import { CompactSign, compactVerify } from "jose";
import { isOld, keyFor, keyIdOf } from "./link-keys.ts";
import { linksOver } from "./link-tokens.ts";
import type { Links } from "./links.ts";
import type { KeyRing } from "./secret.ts";

/** `ring` is given the id of the key that a token says it is signed with: one that it doesn't have may be newer than the ring. */
export function signedLinks(ring: (keyId?: string) => Promise<KeyRing>, apiUrl: () => string): Links {
  return linksOver(
    {
      async sign(payload) {
        const { key, keyId } = await ring();
        const token = new CompactSign(bytes(JSON.stringify(payload)));
        return token.setProtectedHeader({ alg: "HS256", kid: keyId }).sign(bytes(key));
      },
      async verified(audience, token) {
        const keyId = keyIdOf(token);
        if (keyId === undefined) return undefined;
        const keys = await ring(keyId);
        const key = keyFor(keys, audience, keyId);
        const payload = key === undefined ? undefined : await verified(token, key, audience);
        return payload === undefined ? undefined : { payload, isOfOldKey: isOld(keys, keyId) };
      },
    },
    apiUrl,
  );
}

/** Undefined for what is forged or for something else. Whether it is too old is asked by whoever opens it. */
async function verified(token: string, key: string, audience: string): Promise<unknown> {
  try {
    const { payload } = await compactVerify(token, bytes(key), { algorithms: ["HS256"] });
    const said = JSON.parse(new TextDecoder().decode(payload));
    return said.aud === audience ? said : undefined;
  } catch {
    return undefined;
  }
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
