/** Many lives, one after the other, and what to say of those that went wrong. */
import { liveOnce, type Mutation, type Outcome } from "./one-life.ts";

export async function lives(seeds: Iterable<number>, mutation: Mutation = {}): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const seed of seeds) outcomes.push(await liveOnce(seed, mutation));
  return outcomes;
}

/** Every `step`th seed. */
export function* seeds(from: number, to: number, step = 1): Generator<number> {
  for (let seed = from; seed <= to; seed += step) yield seed;
}

/** How often each thing happened, over all lives; of the longest history, the longest. */
export function totals(outcomes: readonly Outcome[]): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const { tally } of outcomes)
    for (const [what, count] of tally) {
      const before = all.get(what) ?? 0;
      all.set(what, what === "longest history" ? Math.max(before, count) : before + count);
    }
  return all;
}

/** Empty when all is well; else every life that is not, and the whole story of the shortest. */
export function complaint(outcomes: readonly Outcome[]): string {
  const bad = outcomes.filter(({ problems }) => problems.length > 0);
  const [shortest] = bad.toSorted((a, b) => story(a).length - story(b).length);
  if (shortest === undefined) return "";
  return [
    `${bad.length} of ${outcomes.length} lives went wrong:`,
    ...bad.slice(0, 20).map(({ seed, climate, problems }) => `  seed ${seed} (${climate}): ${problems[0]}`),
    `The shortest, seed ${shortest.seed}:`,
    ...story(shortest),
  ].join("\n");
}

/** Up to the first thing that must never happen. */
function story({ trace }: Outcome): readonly string[] {
  const end = trace.findIndex((line) => line.includes("***"));
  return end < 0 ? trace : trace.slice(0, end + 1);
}
