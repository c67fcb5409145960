/** Watches every write and every notice of a quarter, and reckons for itself. */
import type { Desk } from "../../../workflows/rules/desk.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import { isKnown, type Life } from "../../../workflows/rules/life.ts";
import type { Instant } from "../../../workflows/rules/time.ts";
import { Accounts } from "./accounts.ts";
import { Deadlines } from "./deadlines.ts";
import { givingOf } from "./giving.ts";
import { Loads } from "./loads.ts";
import { Turns } from "./turns.ts";
import type { WorkingHours } from "./working-hours.ts";

export class Referee {
  readonly loads: Loads;
  readonly turns: Turns;
  readonly accounts: Accounts;
  readonly deadlines: Deadlines;
  /** Hand-offs the manager was told of, as `<lead> <n>`. */
  readonly managed = new Set<string>();
  /** Writes, and state transitions of the workflow, from a lead's release until sales is done with it. */
  writes = 0;
  transitions = 0;
  private readonly desk: Desk;
  readonly hours: ReadonlyMap<string, WorkingHours>;

  constructor(desk: Desk, hours: ReadonlyMap<string, WorkingHours>) {
    this.desk = desk;
    this.hours = hours;
    this.loads = new Loads(desk);
    this.turns = new Turns(desk);
    this.accounts = new Accounts(desk);
    this.deadlines = new Deadlines(hours);
  }

  wrote(before: Life, after: Life, now: Instant): void {
    if (this.loads.has(before.leadId)) this.writes++;
    if (before.handoffs === after.handoffs || !isKnown(before) || !isKnown(after)) return;
    if (!this.loads.has(before.leadId)) this.writes++;
    const giving = givingOf(before, after, this.desk, this, now);
    if (giving) {
      this.turns.gave(giving);
      this.accounts.gave(giving);
    }
    this.loads.wrote(before, after);
    for (const handoff of after.handoffs) {
      const was = before.handoffs.find(({ n }) => n === handoff.n);
      if (was === handoff) continue;
      this.deadlines.wrote(`${after.leadId} ${handoff.n}`, was, handoff, now);
      if (handoff.status === "accepted" && was?.status !== "accepted" && handoff.to !== undefined)
        this.accounts.accepted(after, handoff.to);
    }
  }

  /** A notice of this kind went out, about the lead as it stood then. */
  told(kind: string, life: Life, n: number, now: Instant): void {
    const handoff = life.handoffs.find((each) => each.n === n);
    const id = `${life.leadId} ${n}`;
    if (kind === "manager" || kind === "nobody-free" || kind === "follow-up-manager") this.managed.add(id);
    if (handoff) this.deadlines.tell(id, kind, handoff, now);
  }

  stepped(leadId: LeadId, transitions: number): void {
    if (this.loads.has(leadId)) this.transitions += transitions;
  }
}
