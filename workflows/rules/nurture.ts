/** Which touch of a campaign is next, and when. */
import type { CampaignTouch, RunningCampaign } from "./campaign.ts";
import { awaitsConfirmation } from "./consent.ts";
import type { Decision, PlannedTouch } from "./decision.ts";
import type { Known, Touch } from "./life.ts";
import { type Playbook, type Run, understood } from "./playbook.ts";
import { after, type Instant, type Span } from "./time.ts";

/** After the last touch a lead has this long to answer before its run counts as over. */
export const QUIET_AFTER_LAST_TOUCH: Span = "1 month";
const CONFIRM = "confirm";

/**
 * What this run needs now. The lead stands after the furthest touch that it has had and the campaign still names: an
 * added touch ahead comes, one behind does not, a removed one is skipped. A renamed touch counts as a new one.
 */
export function nurture(life: Known, run: Run, playbook: Playbook, now: Instant): Decision {
  const { enrolment, campaign } = run;
  const { zone } = understood(life.lead, playbook);
  if (awaitsConfirmation(life.lead, campaign)) return askToConfirm(life, run, now);
  const had = life.touches.filter(
    (touch) => touch.campaign === campaign.name && touch.enrolment === enrolment.n,
  );
  const waiting = had.find((touch) => touch.status === "refused" && touch.name in campaign.mails);
  if (waiting) return tryAgain(waiting, run, now);
  const next = campaign.touches[standsAt(campaign, had) + 1];
  const last = had
    .filter((touch) => touch.name !== CONFIRM)
    .reduce((latest, touch) => Math.max(latest, touch.claimedAt), 0);
  if (next === undefined)
    return afterTheLast(life, run, after(last || enrolment.startedAt, QUIET_AFTER_LAST_TOUCH, zone), now);
  const dueAt = after(last || startOf(life, run), next.after, zone);
  if (now < dueAt) return { do: "sleep", until: dueAt, because: `until "${next.name}" is due` };
  return { do: "send", touch: planned(run, next.name), because: whyDue(next, last) };
}

/** `<campaign>_<enrolment>_<touch>_<round>`; the round is for evergreen lanes. */
export function touchIdOf(run: Run, name: string): string {
  return `${run.campaign.name}_${run.enrolment.n}_${name}_1`;
}

function planned(run: Run, name: string): PlannedTouch {
  return {
    touchId: touchIdOf(run, name),
    campaign: run.campaign.name,
    enrolment: run.enrolment.n,
    name,
    mail: name,
  };
}

function standsAt(campaign: RunningCampaign, had: readonly Touch[]): number {
  const names = new Set(had.map((touch) => touch.name));
  return campaign.touches.findLastIndex((touch) => names.has(touch.name));
}

/** The first touch counts from the enrolment, or from the moment mail became welcome, if that was later. */
function startOf(life: Known, run: Run): Instant {
  const { givenAt = 0, confirmedAt = 0 } = life.lead.consent;
  return Math.max(run.enrolment.startedAt, givenAt, run.campaign.consent.doubleOptIn ? confirmedAt : 0);
}

function tryAgain(touch: Touch, run: Run, now: Instant): Decision {
  const retryAt = touch.retryAt ?? now;
  if (now < retryAt)
    return {
      do: "sleep",
      until: retryAt,
      because: `"${touch.name}" was refused (${touch.refusal}); tried again then`,
    };
  return {
    do: "send",
    touch: planned(run, touch.name),
    because: `"${touch.name}" was refused (${touch.refusal}) and is tried again`,
  };
}

function askToConfirm(life: Known, run: Run, now: Instant): Decision {
  const asked = life.touches.find((touch) => touch.touchId === touchIdOf(run, CONFIRM));
  if (asked === undefined)
    return { do: "send", touch: planned(run, CONFIRM), because: "the address is not confirmed yet" };
  if (asked.status === "refused") return tryAgain(asked, run, now);
  return { do: "end", because: "the lead was asked to confirm its address and has not" };
}

function afterTheLast(life: Known, run: Run, over: Instant, now: Instant): Decision {
  if (now < over)
    return { do: "sleep", until: over, because: "every touch was sent; time to answer the last" };
  const because = `every touch of ${run.campaign.name} was sent and it did not ripen`;
  return {
    do: "record",
    because,
    change: {
      ...(othersRun(life, run) ? {} : { set: { lifecycle: "dormant" as const, because } }),
      enrolments: [{ ...run.enrolment, endedAt: now, because }],
      ledger: [
        {
          key: `enrolment#${run.campaign.name}#${run.enrolment.n}#ended`,
          at: now,
          kind: "enrolment",
          what: because,
        },
      ],
    },
  };
}

function othersRun(life: Known, run: Run): boolean {
  return life.enrolments.some((each) => each.endedAt === undefined && each.campaign !== run.campaign.name);
}

function whyDue(touch: CampaignTouch, last: Instant): string {
  return last
    ? `"${touch.name}" is due ${touch.after} after the touch before it`
    : `"${touch.name}" opens the campaign`;
}
