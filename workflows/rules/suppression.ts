/**
 * When an address has said for itself that mail is no use: by a hard bounce, by a complaint, or by three soft bounces in a
 * row. A fold over ledger and touches, so that it is the same in whatever order and however often we are told.
 */

import type { Change } from "./change.ts";
import type { Enrolment, LedgerLine, Life, Touch, TouchId } from "./life.ts";
import type { Instant } from "./time.ts";

/** So many mails, one after the other over all campaigns, that each bounced. */
export const SOFT_IN_A_ROW = 3;

export interface Suppression {
  /** The earliest instant at which it was justified. */
  readonly at: Instant;
  readonly because: string;
}

/** Undefined while nothing speaks against the address. What justified it once goes on to: later evidence only adds. */
export function suppression(life: Life): Suppression | undefined {
  const justified = [...life.ledger.flatMap(ownWord), ...rowsOfBounces(life)];
  return justified.sort((a, b) => a.at - b.at || (a.because < b.because ? -1 : 1))[0];
}

/**
 * No mail to this address ever again, in any campaign. A lead that was suppressed before stays so for the earlier reason;
 * an earlier one that is learned of later takes the place of the reason that stands.
 */
export function suppress({ lead, enrolments }: Life, { at, because }: Suppression): Change {
  const since = lead?.suppressedAt;
  if (lead === undefined || (since !== undefined && since < at)) return {};
  const isItsStage = since === undefined ? !CLOSED.has(lead.lifecycle) : lead.lifecycle === "suppressed";
  return {
    set: { suppressedAt: at, ...(isItsStage ? { lifecycle: "suppressed", because } : {}) },
    enrolments: enrolments.filter(endsBy(since)).map((run) => ({ ...run, endedAt: at, because })),
  };
}

/** What a lead is for the firm outlasts that its mailbox is gone. */
const CLOSED = new Set(["disqualified", "customer"]);

/** Open runs, and those that ended with the suppression that stood until now. */
function endsBy(since: Instant | undefined) {
  return ({ endedAt, end }: Enrolment) => endedAt === undefined || (endedAt === since && end === undefined);
}

function ownWord({ kind, at, bounce, what }: LedgerLine): readonly Suppression[] {
  if (kind === "complaint") return [{ at, because: "the reader called a mail spam" }];
  return bounce === "hard" ? [{ at, because: `the address bounced for good: ${what}` }] : [];
}

/** Of each row of three: justified by the last of their bounces that we were told of. */
function rowsOfBounces(life: Life): readonly Suppression[] {
  const bounced = firstBounces(life.ledger);
  if (bounced.size < SOFT_IN_A_ROW) return [];
  const mails = life.touches.filter((touch) => bounced.has(touch.touchId) || mayHaveGone(touch));
  const inOrder = mails.sort((a, b) => a.claimedAt - b.claimedAt || (a.touchId < b.touchId ? -1 : 1));
  return inOrder.flatMap((_, index) => {
    const row = inOrder.slice(index, index + SOFT_IN_A_ROW);
    const instants = row.flatMap(({ touchId }) => bounced.get(touchId) ?? []);
    if (instants.length < SOFT_IN_A_ROW) return [];
    return [{ at: Math.max(...instants), because: `three mails in a row bounced: ${namesOf(row)}` }];
  });
}

/** By mail: a bounce outweighs a delivery, since a server may take a mail first and give it back later. */
function firstBounces(ledger: readonly LedgerLine[]): ReadonlyMap<TouchId, Instant> {
  const first = new Map<TouchId, Instant>();
  for (const { touchId, bounce, at } of ledger) {
    if (touchId === undefined || bounce === undefined) continue;
    first.set(touchId, Math.min(at, first.get(touchId) ?? at));
  }
  return first;
}

/** By what we know without the mail's own events, so that their order makes no difference; a task never bounces. */
function mayHaveGone({ channel = "mail", status }: Touch): boolean {
  return channel === "mail" && (status === "sent" || status === "claimed" || status === "unknown");
}

function namesOf(touches: readonly Touch[]): string {
  return touches.map(({ name }) => `"${name}"`).join(", ");
}
