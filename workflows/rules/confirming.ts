/** Asking a lead to confirm its address: one letter and one reminder, however many campaigns want it. */
import { after } from "./clock.ts";
import type { Decision } from "./decision.ts";
import { isOurs } from "./entering.ts";
import type { Touch } from "./life.ts";
import type { Look } from "./look.ts";
import { HOUSE, nextRoundAfter, planned } from "./planned-touch.ts";
import { tryAgain } from "./retry.ts";
import type { Instant, Span } from "./time.ts";
import { goesAt } from "./timing.ts";

/** Whoever hasn't confirmed its address is asked once more after this. */
export const REMIND_TO_CONFIRM_AFTER: Span = "3 days";

/**
 * What of any run was asked since the lead last agreed counts; what the mail service would not take is asked by whichever
 * run comes first. Once reminded, never again: mail to an address that says nothing may be mail to somebody who never asked.
 */
export function askToConfirm(look: Look): Decision {
  const { life, run } = look;
  const { givenAt = 0 } = life.lead.consent;
  const letters = life.touches
    .filter(({ name, claimedAt }) => name === HOUSE.confirm && claimedAt >= givenAt)
    .toSorted((a, b) => a.claimedAt - b.claimedAt);
  const [first, reminder] = letters.filter(({ status }) => status !== "refused");
  if (reminder !== undefined)
    return { do: "end", because: "the lead was asked twice to confirm its address and has not" };
  const at = first === undefined ? firstAt(look) : reminderAt(first, look);
  const refused = letters.find((touch) => touch.status === "refused" && isOf(run, touch));
  return letter(look, at, refused, first !== undefined);
}

function letter(look: Look, at: Instant, refused: Touch | undefined, isReminder: boolean): Decision {
  const { life, run, now, zone } = look;
  const what = isReminder ? "is reminded" : "is asked";
  if (now < at) return { do: "sleep", until: at, because: `until it ${what} to confirm its address` };
  if (refused !== undefined) return tryAgain(refused, look);
  const had = life.touches.filter((touch) => touch.name === HOUSE.confirm && isOf(run, touch));
  return {
    do: "send",
    touch: planned(run, { name: HOUSE.confirm }, nextRoundAfter(had), now, zone),
    because: isReminder
      ? `the address was not confirmed within ${REMIND_TO_CONFIRM_AFTER}: one reminder`
      : "the address is not confirmed yet",
  };
}

/** Whoever posted waits for the letter; whom we brought in ourselves gets it at its hour. */
function firstAt({ life, run, playbook, now }: Look): Instant {
  const { enrolment } = run;
  if (!isOurs(enrolment)) return now;
  return goesAt({ name: HOUSE.confirm }, enrolment.startedAt, life, run, playbook, now);
}

function reminderAt(first: Touch, { life, run, playbook, now, zone }: Look): Instant {
  const due = after(first.claimedAt, REMIND_TO_CONFIRM_AFTER, zone);
  return goesAt({ name: HOUSE.confirm }, due, life, run, playbook, now);
}

function isOf({ campaign, enrolment }: Look["run"], touch: Touch): boolean {
  return touch.campaign === campaign.name && touch.enrolment === enrolment.n;
}
