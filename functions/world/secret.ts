/** A secret as infra lays it: the key in use, its id, and former keys. */
import * as z from "zod/mini";
import { OwnWords } from "../own-words.ts";
import type { Ask } from "./secrets-manager.ts";

export const KeyRing = z.object({
  keyId: z.string(),
  key: z.string().check(z.minLength(32)),
  /** By their ids; what they still open says `keyFor`. */
  former: z.record(z.string(), z.string()),
  /** The id, in `former`, of the key that was in use before this one; absent until the first rotation. */
  previous: z.optional(z.string()),
});
export type KeyRing = z.infer<typeof KeyRing>;

/** Fetched once per container, on first use; a failed fetch is tried again by the next caller. */
export function secret(ask: Ask): () => Promise<KeyRing> {
  let ring: Promise<KeyRing> | undefined;
  return () => {
    ring ??= fetchRing(ask).catch((error: unknown) => {
      ring = undefined;
      throw error;
    });
    return ring;
  };
}

const Answer = z.object({ SecretString: z.string() });

export async function fetchRing(ask: Ask): Promise<KeyRing> {
  const answer = Answer.safeParse(jsonIn(await ask()));
  return ringIn(answer.data?.SecretString);
}

/** Its errors quote nothing of the text, and go into logs: a parser's own would. */
export function ringIn(text: string | undefined): KeyRing {
  const ring = KeyRing.safeParse(jsonIn(text ?? ""));
  if (ring.success) return ring.data;
  const wrong = ring.error.issues.map(({ path }) => path.join(".")).filter(Boolean);
  throw new OwnWords(
    `The secret is no ring of keys as infra/keys.ts lays it (${wrong.join(", ") || "no JSON object"}): it should hold keyId, key with 32 characters or more, and former.`,
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
