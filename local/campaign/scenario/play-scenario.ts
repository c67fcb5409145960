/** Plays a scenario in virtual time, with the functions and the workflow that deploy, and says what was otherwise than expected. */

import { isKnown } from "../../../workflows/rules/life.ts";
import { timeline } from "../../../workflows/rules/timeline.ts";
import { actInWords, comesIn, perform } from "./acts.ts";
import type { Difference } from "./difference.ts";
import { judge } from "./judge.ts";
import { reach } from "./reach.ts";
import type { ReadScenario } from "./read-scenarios.ts";
import { CannotGoOn, lifeAt, openStage, type Stage } from "./stage.ts";
import { local } from "./times.ts";

export interface Played {
  /** None: all was as expected. */
  readonly differences: readonly Difference[];
  /** What happened, line by line, by the lead's own clock. */
  readonly happened: readonly string[];
  readonly zone: string;
}

export async function playScenario(
  { scenario, cast }: Pick<ReadScenario, "scenario" | "cast">,
  defaultTimeZone: string,
): Promise<Played> {
  const stage = await openStage(scenario, cast, defaultTimeZone);
  const stuck = await live(stage, scenario);
  const differences = stuck === undefined ? judge(stage, scenario) : [stuck];
  return { differences: [...differences, ...stumbles(stage)], happened: happened(stage), zone: stage.zone };
}

/** What could not be done, if anything; then the rest was not lived. */
async function live(
  stage: Stage,
  { given, when, until }: ReadScenario["scenario"],
): Promise<Difference | undefined> {
  await comesIn(stage, given);
  let last = stage.begins;
  for (const [index, act] of when.entries()) {
    const stuck = await trying(["when", index], actInWords(act), async () => {
      last = await reach(stage, act.after ?? act.at ?? { is: "span", span: "0 minutes" }, last);
      await perform(stage, act);
    });
    if (stuck) return stuck;
  }
  return trying(["until"], "the end", () => reach(stage, until, stage.begins));
}

async function trying(
  path: Difference["path"],
  what: string,
  act: () => Promise<unknown>,
): Promise<Difference | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error;
    return { path, lines: [`could not go on at “${what}”: ${error.message}`] };
  }
}

/** A step that failed for good is nobody's expectation. */
function stumbles(stage: Stage): readonly Difference[] {
  const { trouble } = lifeAt(stage)?.lead ?? {};
  const given = stage.line.deadLetters.length > 0 ? ["an event that nobody could record"] : [];
  const all = [...(trouble === undefined ? [] : [`a step of the workflow: ${trouble}`]), ...given];
  return all.map((what) => ({ path: ["title"], lines: [`this failed on the way: ${what}`] }));
}

function happened(stage: Stage): readonly string[] {
  const life = lifeAt(stage);
  if (life === undefined || !isKnown(life)) return [];
  return timeline(life).map(({ at, what }) => `${local(at, stage.zone)}  ${what}`);
}
