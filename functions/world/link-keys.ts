/** Which key may have signed a token: read off it before anything of it is believed. */
import * as z from "zod/mini";
import type { KeyRing } from "./secret.ts";

/** HS256 and nothing else, and no words beside that somebody might act on. */
const Header = z.strictObject({ alg: z.literal("HS256"), kid: z.string().check(z.minLength(1)) });

/**
 * Three parts, the last of them 32 bytes: 43 characters, of which the last one holds 4 bits and two zeros. Decoders take
 * other spellings of the same bytes too; so each token has one spelling only.
 */
const TOKEN = /^([\w-]{1,200})\.[\w-]{1,2000}\.[\w-]{42}[AEIMQUYcgkosw048]$/;

/** Undefined for what can't be a link of ours, whoever signed it: no key needs to be fetched for it. */
export function keyIdOf(token: string): string | undefined {
  const [, header] = TOKEN.exec(token) ?? [];
  return header === undefined ? undefined : Header.safeParse(decoded(header)).data?.kid;
}

/** Undefined where that key opens nothing (more) of this kind: links to leave open for ever, others for one rotation. */
export function keyFor(ring: KeyRing, aud: string, keyId: string): string | undefined {
  if (keyId === ring.keyId) return ring.key;
  return aud === "unsubscribe" || !isOld(ring, keyId) ? formerKey(ring, keyId) : undefined;
}

/** Neither the key in use nor the one before it. */
export function isOld(ring: KeyRing, keyId: string): boolean {
  return keyId !== ring.keyId && keyId !== ring.previous;
}

/** Whether the ring has such a key, for whatever it still opens. */
export function knows(ring: KeyRing, keyId: string): boolean {
  return keyId === ring.keyId || formerKey(ring, keyId) !== undefined;
}

/** Only what is the ring's own: every object has a "constructor" and a "toString", whose text anybody could sign with. */
function formerKey({ former }: KeyRing, keyId: string): string | undefined {
  return Object.hasOwn(former, keyId) ? former[keyId] : undefined;
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return undefined;
  }
}
