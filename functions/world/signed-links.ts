/** Links that carry who they are for and what they may do: JWTs, bound to one purpose, verified in constant time by `jose`. */
import { jwtVerify, SignJWT } from "jose";
import { type Audience, linksOver } from "./link-tokens.ts";
import type { KeyRing } from "./secret.ts";
import type { Links } from "./world.ts";

/** Long before any link of ours was made: whether one is too old is asked by whoever opens it. */
const ALWAYS = new Date(0);

/** Former keys keep verifying, so that an unsubscribe link never dies with a rotation. */
export function signedLinks(ring: () => Promise<KeyRing>, apiUrl: () => string): Links {
  return linksOver(
    {
      async sign(payload) {
        const { key, keyId } = await ring();
        return new SignJWT(payload).setProtectedHeader({ alg: "HS256", kid: keyId }).sign(bytes(key));
      },
      verified: async (aud, token) => verified(await ring(), token, aud),
    },
    apiUrl,
  );
}

/** Undefined for what is forged, for something else, or no link of ours. */
async function verified(keys: KeyRing, token: string, audience: Audience): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => keyOf(keys, kid), {
      audience,
      algorithms: ["HS256"],
      currentDate: ALWAYS,
    });
    return payload;
  } catch {
    return undefined;
  }
}

function keyOf(ring: KeyRing, keyId: string | undefined): Uint8Array {
  const key = keyId === ring.keyId ? ring.key : keyId === undefined ? undefined : ring.former[keyId];
  if (key === undefined) throw new Error("The link was signed with a key we do not know.");
  return bytes(key);
}

function bytes(key: string): Uint8Array {
  return new TextEncoder().encode(key);
}
