/** Leaving, and confirming that one wants to stay. */
import { type Change, isKnown, type Life } from "./life.ts";
import type { Instant } from "./time.ts";

/** Unsubscribes the lead from everything, at once; again changes nothing. */
export function unsubscribe(life: Life, at: Instant, how: string): Change | undefined {
  if (!isKnown(life) || life.lead.consent.withdrawnAt !== undefined) return undefined;
  const { lead } = life;
  const outranked = OUTRANKING.has(lead.lifecycle);
  return {
    set: {
      consent: { ...lead.consent, withdrawnAt: at },
      ...(outranked ? {} : { lifecycle: "unsubscribed", because: `unsubscribed ${how}` }),
    },
    enrolments: ended(life, at, `unsubscribed ${how}`),
    ledger: [{ key: `unsubscribe#${at}`, at, kind: "unsubscribe", what: `unsubscribed ${how}` }],
  };
}

/** What a lead is for the firm outlasts that it wants no mail; that stands on its consent. */
const OUTRANKING = new Set(["disqualified", "customer", "suppressed", "sal", "sql"]);

/** The second step of double opt-in; again changes nothing. */
export function confirm(life: Life, at: Instant): Change | undefined {
  if (
    !isKnown(life) ||
    life.lead.consent.confirmedAt !== undefined ||
    life.lead.consent.givenAt === undefined
  )
    return undefined;
  return {
    set: { consent: { ...life.lead.consent, confirmedAt: at } },
    ledger: [{ key: `confirm#${at}`, at, kind: "confirm", what: "confirmed its address" }],
  };
}

/** Every open run, closed with its reason. */
export function ended(life: Life, at: Instant, because: string) {
  return life.enrolments
    .filter((run) => run.endedAt === undefined)
    .map((run) => ({ ...run, endedAt: at, because }));
}
