/**
 * The same links as on AWS, byte for byte, signed without leaving this turn: `jose` asks a pool of threads, whose order
 * no seed decides, and a simulation of thousands of leads waits for it most of its time.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { linksOver } from "../../functions/world/link-tokens.ts";
import type { KeyRing } from "../../functions/world/secret.ts";
import type { Links } from "../../functions/world/world.ts";

const Header = z.object({ alg: z.literal("HS256"), kid: z.string() });

export function memoryLinks(ring: () => KeyRing, apiUrl: string): Links {
  return linksOver(
    {
      sign: async (payload) => sealed(ring(), payload),
      verified: async (_, token) => authentic(ring(), token),
    },
    () => apiUrl,
  );
}

function sealed({ keyId, key }: KeyRing, payload: object): string {
  const body = `${encoded({ alg: "HS256", kid: keyId })}.${encoded(payload)}`;
  return `${body}.${seal(body, key).toString("base64url")}`;
}

/** What the token says, if it is ours. */
function authentic(ring: KeyRing, token: string): unknown {
  const [header = "", payload = "", signature = "", ...more] = token.split(".");
  const head = Header.safeParse(decoded(header));
  if (!head.success || more.length > 0) return undefined;
  const key = head.data.kid === ring.keyId ? ring.key : ring.former[head.data.kid];
  if (key === undefined || !matches(seal(`${header}.${payload}`, key), signature)) return undefined;
  return decoded(payload);
}

function seal(body: string, key: string): Buffer {
  return createHmac("sha256", key).update(body).digest();
}

function matches(right: Buffer, given: string): boolean {
  const bytes = Buffer.from(given, "base64url");
  return bytes.length === right.length && timingSafeEqual(bytes, right);
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return undefined;
  }
}
