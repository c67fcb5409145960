/** Whether somebody who fell asleep under a release fares with today's functions as with its own. */
import type { LineOptions } from "../../local/memory/nurture-line.ts";
import { CAST, type Sleeper, surroundings } from "./cast.ts";
import { answerProblems } from "./contract.ts";
import { outcomeOf } from "./outcome.ts";
import type { Frozen, Release } from "./release.ts";
import { thaw } from "./thaw.ts";

/** What a test does to today's functions, or to what lies in the table. */
export interface Changed {
  readonly answer?: (answer: unknown) => unknown;
  readonly frozen?: (frozen: Frozen) => Frozen;
}

/** Why it doesn't, in words; nothing where all is well. */
export async function verdict(
  release: Release,
  name: string,
  changed: Changed = {},
): Promise<readonly string[]> {
  const told = new Set<string>();
  const kept = release.sleepers[name];
  const sleeper = CAST[name];
  if (kept === undefined || sleeper === undefined)
    return [`nobody "${name}" sleeps under ${release.version}`];
  const frozen = changed.frozen?.(kept) ?? kept;
  const aroundInvoke: LineOptions["aroundInvoke"] = async (invoke, func) => {
    const answered = await invoke();
    const answer = changed.answer?.(answered) ?? answered;
    if (func === "advance") for (const each of answerProblems(release.contract, answer)) told.add(each);
    return answer;
  };
  const outcome = await live(sleeper, frozen, release.workflow, { aroundInvoke });
  return [...told, ...differences(release.outcomes[name] ?? [], outcome)];
}

/** Thaws it, lets it live, and says what became of it. */
export async function live(
  sleeper: Sleeper,
  frozen: Frozen,
  workflow: string,
  options: Partial<LineOptions> = {},
): Promise<readonly string[]> {
  const told = await thaw(frozen, workflow, { ...surroundings(sleeper), ...options });
  await told.line.settle();
  // Where the functions don't do what they did, an act may find nothing to act on.
  const stopped = await sleeper.after(told).then(() => undefined, String);
  return [...(stopped === undefined ? [] : [`stopped: ${stopped}`]), ...(await outcomeOf(told, frozen))];
}

/** Line by line, those that come more than once counted. */
function differences(was: readonly string[], is: readonly string[]): readonly string[] {
  return [
    ...without(was, is).map((line) => `no longer: ${line}`),
    ...without(is, was).map((line) => `now: ${line}`),
  ];
}

function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
