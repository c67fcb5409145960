/** Dice for a life: the same rolls for the same seed. */
import { seeded } from "../../local/memory/seeded.ts";

export interface Dice {
  /** True in this share of rolls. */
  chance(share: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<const T>(from: readonly [T, ...T[]]): T;
}

export function dice(seed: number): Dice {
  const roll = seeded(seed);
  return {
    chance: (share) => roll() < share,
    between: (least, most) => least + Math.floor(roll() * (most - least + 1)),
    pick: (from) => from[Math.floor(roll() * from.length)] ?? from[0],
  };
}
