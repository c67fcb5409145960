/** Living on to a moment of a scenario, and finding one again in what was lived. */
import type { Instant } from "../../../workflows/rules/time.ts";
import { CannotGoOn, now, type Stage, tellings, wentOut } from "./stage.ts";
import { instantOf, inWords, local, type Moment, plus } from "./times.ts";

/** Nobody waits longer for something to happen. */
const LONGEST = { span: "5 years" } as const;

/** Lives on to the moment; a span counts from `from`. Throws CannotGoOn for what lies behind, and what never comes. */
export async function reach(stage: Stage, moment: Moment, from: Instant): Promise<Instant> {
  const at = await expected(stage, moment, from);
  if (at < now(stage))
    throw new CannotGoOn(
      `${inWords(moment)} was ${local(at, stage.zone)}, and by now it is ${local(now(stage), stage.zone)}`,
    );
  await stage.line.liveUntil(at);
  return at;
}

/**
 * For the first time that doesn't lie behind; where there is none yet, lives on until there is. One that lies behind is
 * the answer only where nothing more can come.
 */
async function expected(stage: Stage, moment: Moment, from: Instant): Promise<Instant> {
  const { line, zone, begins } = stage;
  const latest = plus(begins, LONGEST, zone);
  await line.settle();
  for (;;) {
    const times = whens(stage, moment, from);
    const last = times.at(-1);
    const ahead = times.find((at) => at >= now(stage));
    if (ahead !== undefined) return ahead;
    const comesByItself = moment.is === "touch" || moment.is === "told";
    if (comesByItself && line.nextEvent() <= latest) await line.liveUntil(line.nextEvent());
    else if (last === undefined) throw new CannotGoOn(neverCame(moment));
    else return last;
  }
}

/** When it was, in all that has been lived. The first time counts where there were several. */
export function whenWas(stage: Stage, moment: Moment): Instant | undefined {
  return whens(stage, moment, stage.begins)[0];
}

export function neverCame(moment: Moment): string {
  return moment.is === "touch" ? `"${moment.touch}" never went out` : "sales was never told";
}

function whens(stage: Stage, moment: Moment, from: Instant): readonly Instant[] {
  const { zone } = stage;
  switch (moment.is) {
    case "span":
      return [plus(from, moment, zone)];
    case "clock":
      return [instantOf(moment.clock, zone)];
    case "touch":
      return wentOut(stage)
        .filter(({ called }) => called === moment.touch)
        .map(({ claimedAt }) => plus(claimedAt, moment, zone));
    case "told":
      return tellings(stage).map(({ at }) => plus(at, moment, zone));
    default:
      return moment satisfies never;
  }
}
