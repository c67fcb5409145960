/** Leaving, and confirming that one wants to stay. */

import type { Change } from "./change.ts";
import { gone, reachable, touchable } from "./consent.ts";
import type { Proof } from "./consent-proof.ts";
import type { Lead } from "./lead.ts";
import { type Handoff, isKnown, type Known, type LedgerLine, type Life } from "./life.ts";
import { present } from "./present.ts";
import { NO_CONTACT } from "./results.ts";
import type { Instant } from "./time.ts";

/** What stands as proof of it; at the least, by whose word. */
export type SaidBy = Partial<Proof> & Pick<Proof, "how">;

/** Unsubscribes the lead from every mail, at once; again changes nothing. Its calls and letters end too, but for what it agreed to apart from mail. */
export function unsubscribe(life: Life, at: Instant, how: string, proof: SaidBy): Change | undefined {
  if (!isKnown(life) || life.lead.consent.withdrawnAt !== undefined) return undefined;
  const { lead } = life;
  const because = `unsubscribed ${how}`;
  const consent = { ...lead.consent, withdrawnAt: at };
  return {
    set: { consent, ...asideAs("unsubscribed", lead.lifecycle, because) },
    ...(touchable({ ...lead, consent }).may ? {} : { enrolments: ended(life, at, because) }),
    ledger: [
      {
        key: `unsubscribe#${at}`,
        at,
        kind: "unsubscribe",
        what: because,
        proof: { channels: endedBy(lead, { ...lead, consent }), ...proof },
      },
    ],
  };
}

/**
 * "Contact me no more": no mail, no call, no letter, by nobody of ours. What sales has of it is closed, and sales is told.
 * Again changes nothing.
 */
export function wantsNoContact(life: Life, at: Instant, proof: SaidBy): Change | undefined {
  if (!isKnown(life) || life.lead.consent.noContactAt !== undefined) return undefined;
  const { lead } = life;
  const because = "asked not to be contacted any more";
  const { call, letter, withdrawnAt = at, noContactToldAt, noContactTriedAt, ...mail } = lead.consent;
  const ends = (own: typeof call) => own && { ...own, withdrawnAt: own.withdrawnAt ?? at };
  const said = { call: ends(call), letter: ends(letter) };
  return {
    set: {
      consent: { ...mail, withdrawnAt, ...present(said), noContactAt: at },
      ...(isClosed(lead.lifecycle) ? {} : { lifecycle: "unsubscribed", because }),
    },
    enrolments: ended(life, at, because),
    handoffs: closed(life, at),
    ledger: [
      {
        key: `no-contact#${at}`,
        at,
        kind: "unsubscribe",
        what: because,
        proof: { channels: ["mail", "call", "letter"], ...proof },
      },
    ],
  };
}

/** The mails, and what followed them: not what had ended before, nor what was agreed to apart. */
function endedBy(before: Lead, then: Lead): Proof["channels"] {
  const may = (lead: Lead) => ({ call: reachable(lead, "call").may, letter: reachable(lead, "note").may });
  const [had, has] = [may(before), may(then)];
  return ["mail", ...(["call", "letter"] as const).filter((way) => had[way] && !has[way])];
}

/** What sales has yet to answer, or had promised to act on, is over. */
function closed({ handoffs }: Known, at: Instant): readonly Handoff[] {
  const last = handoffs.at(-1);
  return handoffs.flatMap((each): Handoff[] => {
    if (each.status === "released" || each.status === "snoozed")
      return [{ ...each, status: "expired", closedAt: at, reason: NO_CONTACT }];
    const isPromised = each === last && each.status === "accepted" && each.doneAt === undefined;
    return isPromised ? [{ ...each, doneAt: at, outcome: NO_CONTACT }] : [];
  });
}

/** What a lead is for the firm outlasts that it wants no mail; that stands on its consent. */
function asideAs(lifecycle: "unsubscribed", before: Known["lead"]["lifecycle"], because: string) {
  return isClosed(before) || before === "sal" || before === "sql" ? {} : { lifecycle, because };
}

function isClosed(lifecycle: Known["lead"]["lifecycle"]): boolean {
  return lifecycle === "disqualified" || lifecycle === "customer" || lifecycle === "suppressed";
}

/** The second step of double opt-in. Again, or after leaving, it changes nothing: whoever left chooses anew on its own page. */
export function confirm(life: Life, at: Instant, proof: Partial<Proof> = {}): Change | undefined {
  if (
    !isKnown(life) ||
    life.lead.consent.confirmedAt !== undefined ||
    life.lead.consent.givenAt === undefined ||
    gone(life.lead) !== undefined
  )
    return undefined;
  const { consent } = life.lead;
  return {
    set: { consent: { ...consent, confirmedAt: at } },
    ledger: [confirmation(life.lead.consent, at, proof)],
  };
}

export function confirmation(
  { topics }: Known["lead"]["consent"],
  at: Instant,
  proof: Partial<Proof>,
): LedgerLine {
  const said = { ...(topics === undefined ? {} : { topics }), ...proof };
  return {
    key: `confirm#${at}`,
    at,
    kind: "confirm",
    what: "confirmed its address",
    proof: { how: "double opt-in", channels: ["mail"], ...said },
  };
}

/** Every open run, closed with its reason. */
export function ended(life: Life, at: Instant, because: string) {
  return life.enrolments
    .filter((run) => run.endedAt === undefined)
    .map((run) => ({ ...run, endedAt: at, because }));
}
