/** Who left, by the marks that stand outside the table: a restore writes to none of them again, unless they agreed anew. */
import type { ErasedMark, LeftMark } from "../../../functions/world/sent-mails.ts";
import { both } from "../../../workflows/rules/both.ts";
import { apply, type Change } from "../../../workflows/rules/change.ts";
import type { Consent, LeadId } from "../../../workflows/rules/lead.ts";
import { isKnown, type Known, type Life } from "../../../workflows/rules/life.ts";
import { unsubscribe, wantsNoContact } from "../../../workflows/rules/subscription.ts";
import { suppress } from "../../../workflows/rules/suppression.ts";
import type { Instant } from "../../../workflows/rules/time.ts";

/** Of each lead every time that it left, in order. */
export type Leavings = ReadonlyMap<LeadId, readonly LeftMark[]>;

export async function leavingsIn(marks: AsyncIterable<LeftMark>): Promise<Leavings> {
  const found = new Map<LeadId, LeftMark[]>();
  for await (const mark of marks) {
    const others = found.get(mark.leadId);
    if (others === undefined) found.set(mark.leadId, [mark]);
    else others.push(mark);
  }
  for (const each of found.values()) each.sort((a, b) => a.leftAt - b.leftAt);
  return found;
}

/**
 * What the marks say that the row doesn't; undefined where it knows, or agreed since. Whoever came back after the mark and
 * after the back-up has no row that says so, and stays away: better a letter too few.
 */
export function leavingAgain(life: Life, marks: readonly LeftMark[] = []): Change | undefined {
  let [then, change] = [life, undefined as Change | undefined];
  for (const mark of marks) {
    const next = isKnown(then) && isNews(then, mark) ? saidBy(then, mark) : undefined;
    if (next === undefined) continue;
    then = apply(then, next);
    change = change === undefined ? next : both(change, next);
  }
  return change;
}

/** One of a former life is not of this one; nothing takes a suppression back but an erase. */
function isNews({ lead: { createdAt, consent } }: Known, { leftAt, why }: LeftMark): boolean {
  return leftAt >= createdAt && (why === "suppressed" || leftAt >= lastAgreed(consent));
}

/** To mail, or on its own page to calls or letters, which lifts a wish for no contact too. */
function lastAgreed({ givenAt = 0, call, letter }: Consent): Instant {
  return Math.max(givenAt, call?.givenAt ?? 0, letter?.givenAt ?? 0);
}

/** Where and how it said so went with the table. */
const PROOF = { how: "by hand" } as const;

function saidBy(life: Known, { leftAt, why }: LeftMark): Change | undefined {
  switch (why) {
    case "unsubscribed":
      return sourced(unsubscribe(life, leftAt, "after the back-up", PROOF));
    case "no-contact":
      return sourced(wantsNoContact(life, leftAt, PROOF));
    case "suppressed": {
      if (life.lead.suppressedAt !== undefined) return undefined;
      const what = "the address bounced for good, or its reader called a mail spam";
      const line = { key: `suppressed#${leftAt}`, at: leftAt, kind: "other", what } as const;
      return sourced({ ...suppress(life, { at: leftAt, because: what }), ledger: [line] });
    }
    default:
      return why satisfies never;
  }
}

function sourced(change: Change | undefined): Change | undefined {
  const ledger = change?.ledger?.map((line) => ({ ...line, what: `${line.what} (${SOURCE})` }));
  return change && { ...change, ...(ledger ? { ledger } : {}) };
}

const SOURCE = "by the mark outside the table; the restored one didn't know";

/** Whoever left after they were erased and came anew is brought back by no list. */
export function keptOff(mark: ErasedMark, leavings: Leavings): ErasedMark {
  const hasLeft = leavings.get(mark.leadId)?.some(({ leftAt }) => leftAt > mark.erasedAt);
  return hasLeft ? { ...mark, doNotContact: true } : mark;
}
