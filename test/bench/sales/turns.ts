/**
 * Whether turns are fair. A person could have had a lead who was not away, not full, and hadn't let its time run out before.
 * Two things must hold. Each turn goes to whoever of those was served longest ago. And for any two people of a pool: over
 * every stretch of turns in which both could have had each of the leads, the turns given to the one and to the other
 * differ by at most one.
 */
import type { Desk } from "../../../workflows/rules/desk.ts";
import type { Giving } from "./giving.ts";

interface Pair {
  readonly one: string;
  readonly two: string;
  /** Turns of the one less turns of the other since the stretch began; the least and the most of that. */
  ahead: number;
  least: number;
  most: number;
  length: number;
}

export class Turns {
  /** Gifts that passed somebody over who was served longer ago. */
  readonly unfair: string[] = [];
  /** The greatest difference in any stretch, how many there were, and the longest, in turns of either. */
  widest = 0;
  stretches = 0;
  longest = 0;
  private readonly served = new Map<string, Map<string, number>>();
  private readonly given = new Map<string, number>();
  private readonly claimed = new Map<string, number>();
  private readonly pairs = new Map<string, readonly Pair[]>();
  private readonly desk: Desk;
  private count = 0;

  constructor(desk: Desk) {
    this.desk = desk;
    for (const { name, people } of desk.pools) {
      this.served.set(name, new Map(people.map((key, place) => [key, place - people.length])));
      this.pairs.set(
        name,
        people.flatMap((one, n) => people.slice(n + 1).map((two) => newPair(one, two))),
      );
    }
  }

  gave(giving: Giving): void {
    const { to, pool, isTurn, whyNot, life } = giving;
    const counts = isTurn ? this.given : this.claimed;
    counts.set(`${pool} ${to}`, (counts.get(`${pool} ${to}`) ?? 0) + 1);
    if (!isTurn) return;
    const served = this.served.get(pool);
    const could = [...(served ?? [])].filter(([key]) => whyNot(key) === undefined);
    const first = could.sort(([, a], [, b]) => a - b)[0]?.[0];
    if (first !== to) this.unfair.push(`${life.leadId} went to ${to} of ${pool}, and it was ${first}'s turn`);
    served?.set(to, ++this.count);
    const free = new Set(could.map(([key]) => key));
    for (const pair of this.pairs.get(pool) ?? []) this.turn(pair, to, free);
  }

  /** `anke 120 and 31, …`: turns, and leads that had a claim to them. */
  totals(): readonly string[] {
    return this.desk.pools.map(({ name, people }) => {
      const each = people.map(
        (key) => `${key} ${this.given.get(`${name} ${key}`) ?? 0}+${this.claimed.get(`${name} ${key}`) ?? 0}`,
      );
      return `${name}: ${each.join(", ")}`;
    });
  }

  get turns(): number {
    return [...this.given.values()].reduce((sum, each) => sum + each, 0);
  }

  private turn(pair: Pair, to: string, free: ReadonlySet<string>): void {
    if (!free.has(pair.one) || !free.has(pair.two)) {
      Object.assign(pair, { ahead: 0, least: 0, most: 0, length: 0 });
      return;
    }
    if (to !== pair.one && to !== pair.two) return;
    pair.ahead += to === pair.one ? 1 : -1;
    pair.least = Math.min(pair.least, pair.ahead);
    pair.most = Math.max(pair.most, pair.ahead);
    pair.length++;
    if (pair.length === 1) this.stretches++;
    // Between two points of the stretch the difference is that of what stood there.
    this.widest = Math.max(this.widest, pair.most - pair.least);
    this.longest = Math.max(this.longest, pair.length);
  }
}

function newPair(one: string, two: string): Pair {
  return { one, two, ahead: 0, least: 0, most: 0, length: 0 };
}
