/** Who a lead is with. What the sales desk keeps beside the leads follows from it, in the same write. */
import { NOBODY } from "./desk-people.ts";
import type { Handoff, Life } from "./life.ts";
import { NO_CONTACT } from "./results.ts";

/** What of the sales desk goes with a change to a lead, beside what follows from its holder. */
export interface DeskChange {
  /** Whoever gets the lead by this must hold fewer than so many. */
  readonly most?: number;
  /** A pool's turn after this one; `seen` counts the turns before. */
  readonly turn?: { readonly pool: string; readonly order: readonly string[]; readonly seen: number };
  /**
   * Whose the lead's company is from now on. `isFirst`: nobody had it when this was decided, and where somebody has it by
   * now the whole write is refused.
   */
  readonly account?: { readonly domain: string; readonly owner: string; readonly isFirst?: true };
}

/** The key of whoever has the lead now; `NOBODY` while it waits for somebody; undefined while sales has nothing to do with it. */
export function holderOf(life: Pick<Life, "handoffs">): string | undefined {
  const held = heldHandoff(life);
  return held && (held.to ?? NOBODY);
}

/** The hand-off that somebody has to act on: yet to be answered, or accepted and not done with. */
export function heldHandoff({ handoffs }: Pick<Life, "handoffs">): Handoff | undefined {
  const last = handoffs.at(-1);
  return last !== undefined && isHeld(last) ? last : undefined;
}

function isHeld({ status, doneAt, promised }: Handoff): boolean {
  if (status === "accepted") return doneAt === undefined && promised !== undefined;
  return status === "released" || status === "snoozed";
}

/** The hand-offs that this change answers or closes: what is kept of each person's answers. That the lead itself wanted no more is nobody's. */
export function answeredBy(
  before: Pick<Life, "handoffs">,
  after: Pick<Life, "handoffs">,
): readonly Handoff[] {
  const was = new Map(before.handoffs.map((each) => [each.n, each.status]));
  return after.handoffs.filter(
    ({ n, status, to, reason }) =>
      to !== undefined && ANSWERS.has(status) && was.get(n) !== status && reason !== NO_CONTACT,
  );
}

const ANSWERS = new Set<Handoff["status"]>(["accepted", "rejected", "expired"]);
