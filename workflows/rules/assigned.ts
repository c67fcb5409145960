/** What is written once a hand-off has found somebody, or nobody who has room. */
import type { Assigned } from "./assign.ts";
import { isThere } from "./business-time.ts";
import { type Desk, nameOf } from "./desk.ts";
import type { Change, Handoff } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import { hasSomebody } from "./sales-clock.ts";
import type { Instant } from "./time.ts";

/** The hand-off as the next person would get it: whoever let its time run out is asked no more. */
export function nextCandidate(handoff: Handoff, desk: Desk): Handoff {
  const {
    to,
    asked = [],
    fullToldAt,
    notifiedAt,
    remindAt,
    dueAt,
    remindedAt,
    leftToldAt,
    ...rest
  } = handoff;
  if (!hasSomebody(handoff, desk)) {
    const kept = fullToldAt === undefined ? {} : { fullToldAt };
    return { ...rest, ...(asked.length > 0 ? { asked } : {}), ...kept };
  }
  return { ...handoff, asked: to === undefined ? asked : [...asked, to], stage: 2 };
}

export function assigned(
  candidate: Handoff,
  { to, pool, because, desk }: Exclude<Assigned, { full: string }>,
  why: string,
  { desk: salesDesk }: Playbook,
  now: Instant,
): Change {
  const {
    notifiedAt,
    remindAt,
    dueAt,
    remindedAt,
    fullSince,
    triedAt,
    fullToldAt,
    to: before,
    ...rest
  } = candidate;
  const who = to === undefined ? pool : nameOf(to, salesDesk);
  const passedOn = candidate.stage === 2 ? `${why}; ` : "";
  return {
    handoffs: [{ ...rest, pool, ...(to === undefined ? {} : { to }) }],
    desk,
    ledger: [line(candidate, `to#${to ?? pool}`, now, `${passedOn}it is for ${who}: ${because}`)],
  };
}

/** Whoever has had it keeps it, unless they are away; otherwise it waits, and is tried again. */
export function foundNobody(candidate: Handoff, full: string, desk: Desk, now: Instant): Change {
  const { notifiedAt, remindAt, dueAt, remindedAt, to, ...rest } = candidate;
  if (candidate.stage === 2 && to !== undefined && isThere(to, desk, now))
    return {
      handoffs: [{ ...rest, to }],
      ledger: [line(candidate, "kept", now, `nobody else can have it (${full}): told once more`)],
    };
  const first = candidate.fullSince === undefined;
  return {
    handoffs: [{ ...rest, fullSince: candidate.fullSince ?? now, triedAt: now }],
    ...(first ? { ledger: [line(candidate, "full", now, `nobody can have it yet: ${full}`)] } : {}),
  };
}

function line({ n }: Handoff, what: string, at: Instant, words: string) {
  return { key: `handoff#${n}#${what}#${at}`, at, kind: "handoff" as const, what: words };
}
