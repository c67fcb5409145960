/** Chance with the shapes that waiting times have: the same seed gives the same throws. */
import { seeded } from "../../../local/memory/seeded.ts";

export interface Chance {
  /** True in this share of throws. */
  in(share: number): boolean;
  /** Any number from `least` up to `most`. */
  between(least: number, most: number): number;
  /** Half of the throws are below `median`; `spread` is the standard deviation of its logarithm. */
  around(median: number, spread: number): number;
  /** One of these, each as often as its weight says. */
  pick<T extends { readonly weight: number }>(from: readonly T[]): T;
  /** So many of these, in their own order. */
  some<T>(from: readonly T[], count: number): readonly T[];
}

export function chance(seed: number): Chance {
  const roll = seeded(seed);
  const between = (least: number, most: number) => least + roll() * (most - least);
  return {
    in: (share) => roll() < share,
    between,
    around: (median, spread) => median * Math.exp(spread * normal(roll)),
    pick(from) {
      let left = roll() * from.reduce((sum, { weight }) => sum + weight, 0);
      const found = from.find(({ weight }) => {
        left -= weight;
        return left < 0;
      });
      const last = found ?? from.at(-1);
      if (last === undefined) throw new Error("There is nothing to pick from.");
      return last;
    },
    some(from, count) {
      const rest = from.map((each, index) => ({ each, index, rank: roll() }));
      const chosen = rest.sort((a, b) => a.rank - b.rank).slice(0, count);
      return chosen.sort((a, b) => a.index - b.index).map(({ each }) => each);
    },
  };
}

/** Box and Muller's. */
function normal(roll: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
}
