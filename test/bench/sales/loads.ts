/** Who holds what, counted from every lead's hand-offs as they are written, and nothing of the desk's own counts. */
import type { Desk } from "../../../workflows/rules/desk.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import type { Handoff, Life } from "../../../workflows/rules/life.ts";

export class Loads {
  /** Whoever was found with more than they can work on, at whichever write. */
  readonly tooMany: string[] = [];
  /** Leads with two hand-offs that somebody has to act on. */
  readonly twice: string[] = [];
  /** How often each became full. */
  readonly filled = new Map<string, number>();
  private readonly desk: Desk;
  private readonly open = new Map<string, number>();
  private readonly leads = new Set<LeadId>();

  constructor(desk: Desk) {
    this.desk = desk;
  }

  of(person: string): number {
    return this.open.get(person) ?? 0;
  }

  isFull(person: string): boolean {
    return this.of(person) >= (this.desk.people[person]?.atMost ?? 0);
  }

  /** Whether sales has to do with the lead now. */
  has(leadId: LeadId): boolean {
    return this.leads.has(leadId);
  }

  wrote(before: Life, after: Life): void {
    if (before.handoffs === after.handoffs) return;
    const held = after.handoffs.filter(isOpen);
    for (const { to } of before.handoffs.filter(isOpen)) this.add(to, -1);
    for (const { to } of held) this.add(to, 1);
    if (held.length > 0) this.leads.add(after.leadId);
    else this.leads.delete(after.leadId);
    if (held.length > 1) this.twice.push(`${after.leadId}: ${held.map(({ n }) => n).join(", ")}`);
    for (const { to } of held) if (to !== undefined) this.check(to, after, before);
  }

  private check(person: string, after: Life, before: Life): void {
    const most = this.desk.people[person]?.atMost ?? 0;
    const count = this.of(person);
    if (count > most) this.tooMany.push(`${person} held ${count} of ${most} with ${after.leadId}`);
    const isNew = !before.handoffs.some((each) => isOpen(each) && each.to === person);
    if (count === most && isNew) this.filled.set(person, (this.filled.get(person) ?? 0) + 1);
  }

  private add(person: string | undefined, by: number): void {
    if (person !== undefined) this.open.set(person, this.of(person) + by);
  }
}

/** Yet to be answered, snoozed, or accepted without an end. */
export function isOpen({ status, doneAt }: Handoff): boolean {
  return status === "released" || status === "snoozed" || (status === "accepted" && doneAt === undefined);
}

/** The same from nothing but the lives as they stand. */
export function recounted(lives: readonly Life[]): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  for (const { to } of lives.flatMap(({ handoffs }) => handoffs.filter(isOpen)))
    if (to !== undefined) open.set(to, (open.get(to) ?? 0) + 1);
  return open;
}
