/** A touch about to be made, and its id, which is the same across retries, wakes and generations. */
import { after } from "./clock.ts";
import type { PlannedTouch } from "./decision.ts";
import type { Touch } from "./journey.ts";
import type { TouchId } from "./life.ts";
import type { Run } from "./playbook.ts";
import type { Instant, Span } from "./time.ts";
import { channelOf } from "./touches.ts";

/** How long the people who call and write have, where the touch doesn't say. */
export const DUE_WITHIN: Span = "3 days";

/** `<campaign>_<enrolment>_<touch>_<round>`; the round is the evergreen lane's, or which try of a call it is. */
export function touchIdOf(run: Run, name: string, round = 1): TouchId {
  return `${run.campaign.name}_${run.enrolment.n}_${name}_${round}`;
}

export function planned(
  run: Run,
  touch: Pick<Touch, "name"> & Partial<Touch>,
  round: number,
  now: Instant,
  zone: string,
): PlannedTouch {
  const channel = channelOf(touch as Touch);
  return {
    touchId: touchIdOf(run, touch.name, round),
    campaign: run.campaign.name,
    enrolment: run.enrolment.n,
    name: touch.name,
    channel,
    round,
    version: run.campaign.version,
    ...(channel === "mail" ? {} : { dueAt: after(now, touch.due ?? DUE_WITHIN, zone) }),
  };
}

/** The round after all of these. */
export function nextRoundAfter(had: readonly { readonly round?: number | undefined }[]): number {
  return Math.max(0, ...had.map(({ round = 1 }) => round)) + 1;
}

/** Where a touch names its campaign: of a task that is the whole lead's. No campaign can be called so. */
export const NO_CAMPAIGN = "-";

/** The name and the channel of the task to answer what a lead wrote. */
export const REPLY = "reply";

/** Whether it is a task to answer what the lead wrote, which is of no campaign. */
export function isToAnswer({ touchId }: { readonly touchId?: TouchId | undefined }): boolean {
  return touchId?.startsWith(`${NO_CAMPAIGN}_`) ?? false;
}

/** The letters of the house, which no campaign lists among its touches. */
export const HOUSE = { confirm: "confirm", ask: "ask", stay: "stay", validate: "validate" } as const;

export function isOfTheHouse(name: string): boolean {
  return Object.hasOwn(HOUSE, name);
}
