/** A lead that sales gives back, before or after accepting it: what follows from the reason. */
import type { Change, LeadFields } from "./change.ts";
import { after } from "./clock.ts";
import { gone, lifecycleAfterSales } from "./consent.ts";
import type { Desk } from "./desk.ts";
import { nameOf } from "./desk-people.ts";
import { handoffLine } from "./handoff-line.ts";
import type { Enrolment, Handoff, Known } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import { ended } from "./subscription.ts";
import type { Instant, Span } from "./time.ts";

/** With a reason that means "later" and no date, the lead is left alone this long. */
export const WAIT_WITHOUT_DATE: Span = "3 months";

export interface GiveBack {
  /** A key on the desk. */
  readonly by: string;
  /** One of the desk's codes. */
  readonly reason: string;
  readonly note: string;
  readonly until: Instant | undefined;
}

export function givenBack(
  life: Known,
  handoff: Handoff,
  { by, reason, note, until }: GiveBack,
  { desk, defaultTimeZone }: Playbook,
  at: Instant,
): Change {
  const name = nameOf(by, desk);
  const often = givenBackBefore(life, handoff) + 1 >= desk.giveBacks;
  const next = nextFor(reason, often, desk);
  const because = `${name} gave it back (${reason})${often && next === "never" ? `, as sales has ${desk.giveBacks} times` : ""}`;
  const rests = desk.reasons[reason]?.next === "later" && next !== "never";
  const wait = until ?? after(at, WAIT_WITHOUT_DATE, defaultTimeZone);
  const done: Handoff = {
    ...handoff,
    // Whoever promised stays the one who knows it, whoever tells that for them.
    to: handoff.promised === undefined ? by : (handoff.to ?? by),
    status: "rejected",
    closedAt: at,
    answeredBy: name,
    reason,
    note,
    ...(handoff.promised === undefined ? {} : { doneAt: at }),
    ...(rests ? { until: wait } : {}),
  };
  const final = next === "never" || next === "customer";
  return {
    set: { lifecycle: LIFECYCLES[next] ?? lifecycleAfterSales(life.lead), because },
    enrolments: final ? ended(life, at, because) : takenUpAgain(life, handoff),
    handoffs: [done],
    ledger: [handoffLine(handoff, `rejected#${at}`, at, because)],
  };
}

/** So often has sales given this lead back: not counting what nobody answered. */
function givenBackBefore({ handoffs }: Known, { n }: Handoff): number {
  return handoffs.filter((each) => each.n !== n && each.status === "rejected").length;
}

function nextFor(reason: string, often: boolean, { reasons }: Desk) {
  const next = reasons[reason]?.next ?? "nurture";
  return often && next !== "customer" ? "never" : next;
}

const LIFECYCLES: Partial<Record<string, LeadFields["lifecycle"]>> = {
  never: "disqualified",
  customer: "customer",
};

/** The runs that the acceptance ended go on where they stood; who has left stays gone. */
export function takenUpAgain(life: Known, { closedAt, promised }: Handoff): readonly Enrolment[] {
  if (promised === undefined || gone(life.lead) !== undefined) return [];
  // To a lead that wrote back meanwhile nothing goes by itself, whoever had it then.
  if (life.ledger.some(({ kind, at }) => kind === "reply" && at > (closedAt ?? 0))) return [];
  const latest = new Map(life.enrolments.map((run) => [run.campaign, run]));
  return [...latest.values()]
    .filter((run) => run.end === "accepted" && run.endedAt === closedAt)
    .map(({ endedAt, end, because, version, ...run }) => run);
}
