/** What is written once a hand-off has found somebody, or nobody who has room. */
import type { Assigned } from "./assign.ts";
import { isThere } from "./business-time.ts";
import type { Change } from "./change.ts";
import type { Desk } from "./desk.ts";
import { nameOf } from "./desk-people.ts";
import { handoffLine } from "./handoff-line.ts";
import type { Handoff } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import { hasSomebody, withoutClock } from "./sales-clock.ts";
import type { Instant } from "./time.ts";

/** The hand-off as the next person would get it: whoever let its time run out is asked no more. */
export function nextCandidate(handoff: Handoff, desk: Desk): Handoff {
  const { to, asked = [] } = handoff;
  if (hasSomebody(handoff, desk))
    return { ...handoff, asked: to === undefined ? asked : [...asked, to], stage: 2 };
  const { to: gone, leftToldAt, ...rest } = withoutClock(handoff);
  return rest;
}

/** `to` is absent where a pool shares it. */
export function given(candidate: Handoff, to: string | undefined): Handoff {
  const { fullSince, triedAt, fullToldAt, to: before, ...rest } = withoutClock(candidate);
  return { ...rest, ...(to === undefined ? {} : { to }) };
}

export function assigned(
  candidate: Handoff,
  { to, pool, because, desk }: Exclude<Assigned, { full: string }>,
  why: string,
  { desk: salesDesk }: Playbook,
  now: Instant,
): Change {
  const who = to === undefined ? pool : nameOf(to, salesDesk);
  const passedOn = candidate.stage === 2 ? `${why}; ` : "";
  const words = `${passedOn}it is for ${who}: ${because}`;
  return {
    handoffs: [{ ...given(candidate, to), pool }],
    desk,
    ledger: [handoffLine(candidate, `to#${to ?? pool}#${now}`, now, words)],
  };
}

/** Whoever has had it keeps it, unless they are away; otherwise it waits, and is tried again. */
export function foundNobody(candidate: Handoff, full: string, desk: Desk, now: Instant): Change {
  const { to, ...rest } = withoutClock(candidate);
  if (candidate.stage === 2 && to !== undefined && isThere(to, desk, now))
    return {
      handoffs: [{ ...rest, to }],
      ledger: [
        handoffLine(candidate, `kept#${now}`, now, `nobody else can have it (${full}): told once more`),
      ],
    };
  const first = candidate.fullSince === undefined;
  return {
    handoffs: [{ ...rest, fullSince: candidate.fullSince ?? now, triedAt: now }],
    ...(first
      ? { ledger: [handoffLine(candidate, `full#${now}`, now, `nobody can have it yet: ${full}`)] }
      : {}),
  };
}
