/** What the sales desk holds, in memory: the same that lies in the table, kept by the same writes. */
import { answeredAt } from "../../functions/world/desk-items.ts";
import type { DeskAnswer, SalesRota } from "../../functions/world/world.ts";
import { accountOf } from "../../workflows/rules/account.ts";
import type { Rota, Turn } from "../../workflows/rules/assign.ts";
import type { Change } from "../../workflows/rules/change.ts";
import { NOBODY } from "../../workflows/rules/desk-people.ts";
import { answeredBy, holderOf } from "../../workflows/rules/holder.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import type { Life } from "../../workflows/rules/life.ts";

export class MemoryDesk implements SalesRota {
  private readonly open = new Map<string, number>();
  private readonly turns = new Map<string, Turn>();
  private readonly leads = new Map<string, Set<LeadId>>();
  private readonly said = new Map<string, DeskAnswer[]>();
  private readonly owners = new Map<string, string>();
  private readonly members = new Map<string, Set<LeadId>>();
  private readonly claims = new Map<string, string>();

  /** Why the write can't be: somebody else's turn or account was written first, or whoever would get the lead is full. */
  refuses(before: Life, after: Life, { desk }: Change): "moved" | "full" | undefined {
    const { turn, most, account } = desk ?? {};
    const stands = turn && this.turns.get(turn.pool);
    if (turn !== undefined && stands !== undefined && stands.seen !== turn.seen) return "moved";
    if (account?.isFirst && this.owners.has(account.domain)) return "moved";
    const to = holderOf(after);
    if (to === undefined || to === NOBODY || most === undefined || to === holderOf(before)) return undefined;
    return (this.open.get(to) ?? 0) < most ? undefined : "full";
  }

  wrote(before: Life, after: Life, { desk, create }: Change): void {
    const { leadId } = before;
    const [from, to] = [holderOf(before), holderOf(after)];
    if (from !== to) {
      this.move(from, -1, (held) => held.delete(leadId));
      this.move(to, 1, (held) => held.add(leadId));
    }
    const domain = create && accountOf(create.address);
    if (domain !== undefined) entry(this.members, domain, () => new Set<LeadId>()).add(leadId);
    if (after.lead === undefined && before.lead)
      this.members.get(accountOf(before.lead.address) ?? "")?.delete(leadId);
    if (desk?.account) this.owners.set(desk.account.domain, desk.account.owner);
    if (desk?.turn) this.turns.set(desk.turn.pool, { order: desk.turn.order, seen: desk.turn.seen + 1 });
    for (const handoff of answeredBy(before, after)) {
      const { n, to: by = NOBODY, status, reason, outcome } = handoff;
      const answer = { at: answeredAt(handoff), leadId, n, status, reason, outcome };
      entry(this.said, by, (): DeskAnswer[] => []).push(answer);
    }
  }

  async read(): Promise<Rota> {
    return { open: new Map(this.open), turns: new Map(this.turns) };
  }

  async *held(person: string): AsyncGenerator<LeadId> {
    yield* [...(this.leads.get(person) ?? [])].sort();
  }

  async *answers(person: string, since: number): AsyncGenerator<DeskAnswer> {
    yield* (this.said.get(person) ?? []).filter(({ at }) => at >= since).toSorted((a, b) => a.at - b.at);
  }

  async accountOwner(domain: string): Promise<string | undefined> {
    return this.owners.get(domain);
  }

  async *colleagues(domain: string): AsyncGenerator<LeadId> {
    yield* [...(this.members.get(domain) ?? [])].sort();
  }

  async claim(person: string, what: "digest" | "link", period: string): Promise<boolean> {
    const key = `${what}#${person}`;
    if ((this.claims.get(key) ?? "") >= period) return false;
    this.claims.set(key, period);
    return true;
  }

  /** What anybody answered about a lead before then; how many. */
  forget(leadId: LeadId, before: number): number {
    let forgotten = 0;
    for (const [person, answers] of this.said) {
      const left = answers.filter((each) => each.leadId !== leadId || each.at >= before);
      forgotten += answers.length - left.length;
      this.said.set(person, left);
    }
    return forgotten;
  }

  private move(person: string | undefined, by: 1 | -1, change: (held: Set<LeadId>) => void): void {
    if (person === undefined) return;
    if (person !== NOBODY) this.open.set(person, (this.open.get(person) ?? 0) + by);
    change(entry(this.leads, person, () => new Set<LeadId>()));
  }
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
