/** What happened once or several times, with its reason, against what was expected of it. */
import type { Instant } from "../../../workflows/rules/time.ts";
import { both, type Difference } from "./difference.ts";
import type { Event } from "./scenario.ts";
import type { Stage } from "./stage.ts";
import { isAt, local } from "./times.ts";

export interface Happened {
  readonly at: Instant;
  readonly because: string;
}

/** As many as expected, in order, each as far as its time and its reason are stated. */
export function compareEvents(
  stage: Stage,
  key: string,
  expected: readonly Event[] | undefined,
  happened: readonly Happened[],
): readonly Difference[] {
  if (expected === undefined) return [];
  const { zone } = stage;
  const path = ["then", key];
  const real = happened.map(({ at, because }) => `${local(at, zone)}, because: ${because}`);
  if (expected.length !== happened.length)
    return [both(path, times(expected.length), [times(happened.length), ...real].join("; "))];
  return expected.flatMap(({ at, because }, index) => {
    const one = happened[index];
    const holds =
      one !== undefined &&
      (at === undefined || isAt(one.at, at, zone)) &&
      one.because.includes(because ?? "");
    if (holds) return [];
    const wanted = [at?.text, because && `because: ${because}`].filter(Boolean).join(", ");
    return [both([...path, index], wanted, real[index] ?? "never")];
  });
}

function times(count: number): string {
  return count === 0 ? "never" : count === 1 ? "once" : `${count} times`;
}
