/** The same for a secret whose key changes: containers live for hours, and must hear of a rotation. */
import { HOUR, MINUTE } from "../../workflows/rules/time.ts";
import { knows } from "./link-keys.ts";
import { fetchRing, type KeyRing } from "./secret.ts";
import type { Ask } from "./secrets-manager.ts";

/** So long a container may go on signing with the key before, and opening what the rotation has ended. */
export const HEARD_WITHIN = HOUR;
/** Anybody can invent key ids: a flood of them is one call a minute and container. */
const ASKED_AGAIN_AFTER = MINUTE;

/**
 * Asked with the id of a key that the ring doesn't have, it fetches the ring anew, at most once a minute; whoever else
 * asks, once an hour. Where that fails, the ring it has goes on. `now` in milliseconds.
 */
export function rotatingSecret(
  service: Ask,
  now: () => number = Date.now,
): (keyId?: string) => Promise<KeyRing> {
  let held: KeyRing | undefined;
  let asking: Promise<KeyRing> | undefined;
  let askedAt = 0;
  const ask = () => {
    askedAt = now();
    return fetchRing(service)
      .then((ring) => {
        held = ring;
        return ring;
      })
      .finally(() => {
        asking = undefined;
      });
  };
  const isFresh = (ring: KeyRing, keyId: string | undefined) => {
    const isKnown = keyId === undefined || knows(ring, keyId);
    return now() - askedAt < (isKnown ? HEARD_WITHIN : ASKED_AGAIN_AFTER);
  };
  return async (keyId) => {
    const ring = held;
    if (ring !== undefined && asking === undefined && isFresh(ring, keyId)) return ring;
    asking ??= ask();
    return ring === undefined ? asking : asking.catch(() => ring);
  };
}
