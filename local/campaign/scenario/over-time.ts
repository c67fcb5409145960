/** A value that changes in a life, at the moments at which a scenario looks at it. */
import { isKnown, type Known } from "../../../workflows/rules/life.ts";
import type { Instant } from "../../../workflows/rules/time.ts";
import { both, type Difference } from "./difference.ts";
import { neverCame, whenWas } from "./reach.ts";
import { THE_END } from "./scenario.ts";
import { lifeAt, now, type Stage } from "./stage.ts";
import { AnyMoment, local } from "./times.ts";

export function overTime<T extends string | number>(
  stage: Stage,
  key: string,
  expected: Readonly<Record<string, T>> = {},
  value: (life: Known, at: Instant) => T,
): readonly Difference[] {
  return Object.entries(expected).flatMap(([moment, wanted]) => {
    const path = moment === THE_END ? ["then", key] : ["then", key, moment];
    const real = valueAt(stage, moment, value);
    if (real.value === wanted) return [];
    const said = real.at === undefined ? "" : `${local(real.at, stage.zone)}: `;
    return [both(path, `${said}${wanted}`, `${said}${real.value ?? real.none}`)];
  });
}

interface Real<T> {
  readonly at?: Instant;
  readonly value?: T;
  /** Why there is no value. */
  readonly none?: string;
}

function valueAt<T>(stage: Stage, moment: string, value: (life: Known, at: Instant) => T): Real<T> {
  const written = moment === THE_END ? undefined : AnyMoment.parse(moment);
  const at = written === undefined ? now(stage) : whenWas(stage, written);
  if (at === undefined) return { none: written === undefined ? "" : neverCame(written) };
  if (at > now(stage)) return { at, none: `the scenario ends before, ${local(now(stage), stage.zone)}` };
  const life = lifeAt(stage, at);
  if (life === undefined || !isKnown(life)) return { at, none: "there was no lead" };
  return { at, value: value(life, at) };
}
