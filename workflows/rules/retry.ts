/** A touch that was refused, or of which nobody knows whether it was asked for, once more and by the same channel. */
import { touchNamed } from "./campaign.ts";
import type { Decision } from "./decision.ts";
import type { Touch } from "./life.ts";
import type { Look } from "./look.ts";
import { HOUSE, planned } from "./planned-touch.ts";
import type { Instant } from "./time.ts";
import { goesAt } from "./timing.ts";

/** At the earliest when its refusal says, and within its hours: SES's trouble is no reason to write at night. */
export function tryAgain(touch: Touch, { life, run, playbook, now, zone }: Look): Decision {
  const because =
    touch.status === "refused"
      ? `"${touch.name}" was refused (${touch.refusal})`
      : `nobody knows of "${touch.name}"`;
  const planning = touchNamed(touch.name, run.campaign) ?? {
    name: touch.name,
    promised: touch.name === HOUSE.confirm,
  };
  const retryAt = goesAt(planning, touch.retryAt ?? now, life, run, playbook, now);
  if (now < retryAt) return { do: "sleep", until: retryAt, because: `${because}; tried again then` };
  const { name, channel = "mail", round = 1 } = touch;
  const again = planned(run, { name, [channel]: `${name}.md` }, round, now, zone);
  const dueAt = dueOf(touch, now);
  return {
    do: "send",
    touch: dueAt === undefined ? again : { ...again, dueAt },
    because: `${because} and is tried again`,
  };
}

/** A task that nobody has heard of has all its time still; one that somebody may have heard of keeps its date. */
function dueOf({ status, dueAt, claimedAt }: Touch, now: Instant): Instant | undefined {
  return dueAt === undefined || status !== "refused" ? dueAt : now + (dueAt - claimedAt);
}
