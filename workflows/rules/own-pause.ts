/** The pause of its letters that a lead asks for itself. The firm's own pause stands apart: neither ends the other. */
import type { Change } from "./change.ts";
import { after } from "./clock.ts";
import { gone } from "./consent.ts";
import type { Proof } from "./consent-proof.ts";
import type { Lead } from "./lead.ts";
import { isKnown, type Life } from "./life.ts";
import { confirmation } from "./subscription.ts";
import { DAY, type Instant, type Span } from "./time.ts";

/** How long it lasts. */
export const OWN_PAUSE: Span = "30 days";
const PAUSED = "the lead asked for a pause of its letters";

/**
 * Nothing of any campaign for a month. Asked for again on the same day it changes nothing, later it begins anew. Undefined
 * for whoever gets nothing anyway. Whoever presses it behind a mail's link has that mailbox: an address yet to be
 * confirmed is.
 */
export function takePause(
  life: Life,
  at: Instant,
  zone: string,
  proof: Partial<Proof> = {},
): Change | undefined {
  if (!isKnown(life) || gone(life.lead) !== undefined || life.lead.consent.givenAt === undefined)
    return undefined;
  const until = after(at, OWN_PAUSE, zone);
  const { ownPauseUntil = 0 } = life.lead;
  if (until - ownPauseUntil < DAY) return undefined;
  const { consent } = life.lead;
  const confirms = consent.confirmedAt === undefined;
  return {
    set: {
      ownPauseUntil: until,
      ...(confirms ? { consent: { ...consent, confirmedAt: at } } : {}),
    },
    ledger: [
      { key: `preferences#${at}#pause`, at, kind: "consent", what: `asked for a pause of ${OWN_PAUSE}` },
      ...(confirms ? [confirmation(consent, at, { ...proof, how: "preferences" })] : []),
    ],
  };
}

/** It wants its letters again; only its own pause ends by that. */
export function endPause(life: Life, at: Instant): Change | undefined {
  if (!isKnown(life) || !isPaused(life.lead, at)) return undefined;
  return {
    set: { ownPauseUntil: at },
    ledger: [{ key: `preferences#${at}#resume`, at, kind: "consent", what: "wants its letters again" }],
  };
}

/** Whether its letters wait because it said so itself. */
export function isPaused({ ownPauseUntil = 0 }: Lead, at: Instant): boolean {
  return ownPauseUntil > at;
}

/** Until when no letters go to it, and why: by its own pause or by the firm's, whichever lasts longer. Undefined where none lasts. */
export function pauseOf(
  { ownPauseUntil = 0, pausedUntil = 0, pausedBecause = "its letters are paused" }: Lead,
  at: Instant,
): { readonly until: Instant; readonly because: string } | undefined {
  const until = Math.max(ownPauseUntil, pausedUntil);
  if (until <= at) return undefined;
  return { until, because: ownPauseUntil >= pausedUntil ? PAUSED : pausedBecause };
}
