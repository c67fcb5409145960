/** One look at one run of a campaign: what its rules go by. */
import { factsOf } from "./facts.ts";
import type { Facts } from "./holds.ts";
import type { Known, Touch } from "./life.ts";
import { isOfTheHouse } from "./planned-touch.ts";
import { type Playbook, type Run, understood } from "./playbook.ts";
import type { Instant } from "./time.ts";

export interface Look {
  readonly life: Known;
  readonly run: Run;
  readonly playbook: Playbook;
  readonly now: Instant;
  /** The lead's own zone. */
  readonly zone: string;
  readonly facts: Facts;
  /** The run's own touches, without the letters of the house. */
  readonly had: readonly Touch[];
}

export function lookAt(life: Known, run: Run, playbook: Playbook, now: Instant): Look {
  const { zone } = understood(life.lead, playbook);
  const had = life.touches.filter(
    ({ campaign, enrolment, name }) =>
      campaign === run.campaign.name && enrolment === run.enrolment.n && !isOfTheHouse(name),
  );
  return { life, run, playbook, now, zone, had, facts: factsOf(life, run.campaign, playbook, now) };
}
