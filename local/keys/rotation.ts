/** How the ring of link keys turns. */
import { HEARD_WITHIN } from "../../functions/world/rotating-secret.ts";
import type { KeyRing } from "../../functions/world/secret.ts";
import type { HeldRing } from "./link-secret.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** 64 letters and digits, as infra generates the first one: 381 bits. `random` in [0, 1), good dice. */
export function newKey(random: () => number): Pick<KeyRing, "keyId" | "key"> {
  const some = (of: string, length: number) =>
    Array.from({ length }, () => of[Math.floor(random() * of.length)]).join("");
  return { keyId: `k${some(LETTERS.slice(0, 26), 8)}`, key: some(LETTERS, 64) };
}

/** Nothing is ever dropped from the ring: a mail may be left by its link years later. */
export function rotatedRing({ keyId, key, former }: KeyRing, next: Pick<KeyRing, "keyId" | "key">): KeyRing {
  return { ...next, former: { ...former, [keyId]: key }, previous: keyId };
}

/** Says why to wait: a container may still sign with the key before, whose links would be dead at birth. */
export function tooSoon({ ring, since }: HeldRing, now: number): string | undefined {
  const until = since + HEARD_WITHIN;
  if (ring.previous === undefined || now >= until) return undefined;
  return `The key ${ring.keyId} is in use since ${at(since)} only: another rotation now would kill the links signed with ${ring.previous}, and some containers may still sign with it. Wait until ${at(until)}; or, if that key has leaked, say --again.`;
}

/** `2026-11-23 09:00 UTC`. */
export const at = (instant: number) =>
  `${new Date(instant).toISOString().slice(0, 16).replace("T", " ")} UTC`;
