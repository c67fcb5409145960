/** What became of each hand-off: none is dropped, and what nobody answered had reached the manager before it went back. */
import type { Handoff, Life } from "../../../workflows/rules/life.ts";
import type { Instant } from "../../../workflows/rules/time.ts";
import { isOpen } from "./loads.ts";

export interface Fates {
  readonly leads: number;
  readonly handoffs: number;
  /** In words, how many; each hand-off once. */
  readonly answered: ReadonlyMap<string, number>;
  readonly recycled: ReadonlyMap<string, number>;
  /** Of which the manager was told, whatever came then. */
  readonly escalated: number;
  /** Still somebody's at the end, with a day on which the workflow asks again. */
  readonly pending: number;
  readonly dropped: readonly string[];
}

/** `managed`: hand-offs the manager was told of, as `<lead> <n>`. */
export function fatesOf(lives: readonly Life[], managed: ReadonlySet<string>, now: Instant): Fates {
  const counts = { answered: new Map<string, number>(), recycled: new Map<string, number>() };
  const dropped: string[] = [];
  let pending = 0;
  const released = lives.filter(({ handoffs }) => handoffs.length > 0);
  const each = released.flatMap((life) => life.handoffs.map((handoff) => ({ life, handoff })));
  for (const { life, handoff } of each) {
    const id = `${life.leadId} ${handoff.n}`;
    const isPending = isOpen(handoff) && isAskedAgain(life, now);
    const fate = isPending ? "pending" : ended(handoff, managed.has(id));
    if (fate === "pending") pending++;
    else if (fate === undefined) dropped.push(`${id}: ${handoff.status}`);
    else counts[fate.is].set(fate.how, (counts[fate.is].get(fate.how) ?? 0) + 1);
  }
  return {
    ...counts,
    leads: released.length,
    handoffs: each.length,
    escalated: managed.size,
    pending,
    dropped,
  };
}

type Fate = { readonly is: "answered" | "recycled"; readonly how: string };

/** Undefined for one that is open, and for one that ended without an answer and without the manager. */
function ended({ status, doneAt, outcome, reason }: Handoff, isManaged: boolean): Fate | undefined {
  if (status === "rejected")
    return { is: "answered", how: doneAt === undefined ? "rejected" : "accepted, then given back" };
  if (outcome === "no-word")
    return isManaged ? { is: "recycled", how: "accepted and forgotten, to the pool again" } : undefined;
  if (status === "accepted" && doneAt !== undefined) return { is: "answered", how: outcome ?? "done" };
  if (status !== "expired") return undefined;
  if (reason !== undefined) return { is: "recycled", how: "withdrawn before anybody was told" };
  return isManaged ? { is: "recycled", how: "unanswered, to nurture again" } : undefined;
}

/** It sleeps until a day on which somebody is asked again. */
function isAskedAgain({ lead }: Life, now: Instant): boolean {
  return lead?.trouble === undefined && (lead?.nextWakeAt ?? now) > now;
}
