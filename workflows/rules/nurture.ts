/** What a run of a campaign needs now: the next touch of the lead's own path, when, and whether it can be had at all. */
import { unreachable } from "./channel.ts";
import { after } from "./clock.ts";
import { askToConfirm } from "./confirming.ts";
import { awaitsConfirmation, mailable, reachableBy } from "./consent.ts";
import type { Decision } from "./decision.ts";
import { endRun } from "./ending.ts";
import { nextInTheLane } from "./evergreen.ts";
import { excluded } from "./excluded.ts";
import { type Facts, holds } from "./holds.ts";
import type { Touch, Wait } from "./journey.ts";
import type { Touch as HadTouch, Known } from "./life.ts";
import { type Look, lookAt } from "./look.ts";
import { pathOf } from "./path.ts";
import { HOUSE, planned } from "./planned-touch.ts";
import type { Playbook, Run } from "./playbook.ts";
import { tryAgain } from "./retry.ts";
import { silentAt, sunset } from "./sunset.ts";
import { briefOf, pendingTask } from "./task.ts";
import type { Instant, Span } from "./time.ts";
import { goesAt } from "./timing.ts";
import { channelOf } from "./touches.ts";
import { isOfValidation } from "./validation.ts";

/** After the last touch a lead has this long to answer before its run counts as over. */
export const QUIET_AFTER_LAST_TOUCH: Span = "1 month";

export function nurture(life: Known, run: Run, playbook: Playbook, now: Instant): Decision {
  const look = lookAt(life, run, playbook, now);
  const { campaign } = run;
  const stranger = excluded(life, campaign, playbook, now);
  if (stranger) return endRun(life, run, "excluded", stranger, now);
  const leaving = campaign.leave.find(({ when }) => holds(when, look.facts));
  if (leaving) return endRun(life, run, "left", leaving.because, now);
  const question = unconfirmed(look) ?? retried(look) ?? sunset(look);
  if (question) return question;
  const next = pendingTask(look) ?? nextStep(look);
  const silent = silentAt(life, run, look.zone);
  if (next.do !== "sleep" || next.until <= silent) return next;
  return {
    do: "sleep",
    until: silent,
    because: `until ${campaign.sunset} have passed without a sign of the lead`,
  };
}

/** Before its address is confirmed nothing goes out but the letter that asks, and what the lead agreed to for itself and bore out. */
function unconfirmed(look: Look): Decision | undefined {
  const { life, run } = look;
  if (!awaitsConfirmation(life.lead, run.campaign)) return undefined;
  if (mailable(life.lead, run.campaign.send.topic).may) return askToConfirm(look);
  const [call, letter] = (["call", "note"] as const).map((way) => reachableBy(life, run.campaign, way));
  if (call === undefined || call.may || letter?.may) return undefined;
  return { do: "end", because: call.because };
}

/**
 * What was refused is tried again before anything else goes; what the campaign dropped is not, and a letter that asks to
 * confirm, or to stay, only while that is asked. Whether to ask before sales is releasing's own question.
 */
function retried(look: Look): Decision | undefined {
  const { life, run } = look;
  const waiting = life.touches.find(
    (touch) =>
      touch.status === "refused" &&
      !isOfValidation(touch) &&
      touch.name !== HOUSE.confirm &&
      (touch.name !== HOUSE.stay || look.now >= silentAt(life, run, look.zone)) &&
      (isTask(touch) || mailable(life.lead, run.campaign.send.topic).may) &&
      touch.campaign === run.campaign.name &&
      touch.enrolment === run.enrolment.n &&
      (touch.name in run.campaign.mails || briefOf(run.campaign, touch.name) !== undefined),
  );
  return waiting && tryAgain(waiting, look);
}

function isTask({ channel = "mail" }: HadTouch): boolean {
  return channel !== "mail";
}

/** The first step ahead that is for this lead; after the last the evergreen lane, and after that the end. */
function nextStep(look: Look): Decision {
  const { run, facts, had } = look;
  const { missed, ahead } = pathOf(run, had, facts);
  const step = [...missed, ...ahead].find((each) => "wait" in each || isFor(each, facts));
  if (step === undefined) return nextRound(look);
  if ("wait" in step) return waitFor(step, look);
  const dueAt = after(standsSince(look) || startOf(look), step.after ?? "0 minutes", look.zone);
  return touchAt(step, 1, dueAt, look);
}

/** Of its segments, and its condition holds. */
function isFor({ segments, when }: Touch, facts: Facts): boolean {
  if (segments !== undefined && !segments.includes(facts.segment ?? "")) return false;
  return when === undefined || holds(when, facts);
}

/** At its hour the touch goes out, or what stands in for it; a lead that neither reaches does without. */
function touchAt(touch: Touch, round: number, dueAt: Instant, look: Look): Decision {
  const { life, run, playbook, now, zone, facts } = look;
  const at = goesAt(touch, dueAt, life, run, playbook, now);
  if (now < at) return { do: "sleep", until: at, because: `until "${touch.name}" is due` };
  const may = reachableBy(life, run.campaign, channelOf(touch));
  const obstacle = may.may ? unreachable(channelOf(touch), life, facts) : may.because;
  if (obstacle === undefined)
    return { do: "send", touch: planned(run, touch, round, now, zone), because: whyDue(touch, look) };
  if (touch.else !== undefined && isFor(touch.else, facts)) return touchAt(touch.else, round, dueAt, look);
  return skip(touch, round, obstacle, look);
}

function skip(touch: Touch, round: number, obstacle: string, look: Look): Decision {
  const { run, now, zone } = look;
  const { dueAt, ...known } = planned(run, touch, round, now, zone);
  const because = `"${touch.name}" is left out: ${obstacle}`;
  return {
    do: "record",
    because,
    change: {
      touches: [
        {
          ...known,
          status: "skipped",
          attempt: "",
          tries: 0,
          claimedAt: now,
          subject: "",
          refusal: obstacle,
        },
      ],
      ledger: [
        {
          key: `touch#${known.touchId}#skipped`,
          at: now,
          kind: "touch",
          what: because,
          touchId: known.touchId,
        },
      ],
    },
  };
}

/** What already holds is not waited for; at the deadline the lead goes the other way. */
function waitFor(step: Wait, look: Look): Decision {
  const { facts, now, zone } = look;
  if (holds(step.until, facts)) return goesOn(step, "do", `"${step.wait}" has come true`, look);
  const deadline = after(standsSince(look) || startOf(look), step.atMost, zone);
  if (now >= deadline)
    return goesOn(step, "else", `"${step.wait}" did not come true within ${step.atMost}`, look);
  return { do: "sleep", until: deadline, because: `until "${step.wait}" comes true, or its time is over` };
}

function goesOn(step: Wait, way: "do" | "else", because: string, { run, now }: Look): Decision {
  const { enrolment, campaign } = run;
  const passed = [...(enrolment.passed ?? []), { step: step.wait, way, at: now, version: campaign.version }];
  const key = `enrolment#${campaign.name}#${enrolment.n}#passed#${step.wait}#${now}`;
  return {
    do: "record",
    because,
    change: {
      enrolments: [{ ...enrolment, passed }],
      ledger: [{ key, at: now, kind: "enrolment", what: because }],
    },
  };
}

function nextRound(look: Look): Decision {
  const { life, run, had, facts, now, zone } = look;
  const since = standsSince(look) || startOf(look);
  const lane = run.campaign.evergreen;
  if (lane === undefined) return afterTheLast(look, after(since, QUIET_AFTER_LAST_TOUCH, zone));
  const dueAt = after(since, lane.every, zone);
  if (dueAt <= since)
    return endRun(
      life,
      run,
      "broken",
      "the evergreen lane goes round without a wait: give it an `every`",
      now,
    );
  const next = nextInTheLane(lane, had, (touch) => isFor(touch, facts));
  if (next === undefined)
    return {
      do: "sleep",
      until: silentAt(life, run, zone),
      because: "nothing in the evergreen lane is for this lead, until it tells more",
    };
  return touchAt(next.touch, next.round, dueAt, look);
}

function afterTheLast({ life, run, now }: Look, over: Instant): Decision {
  if (now < over)
    return { do: "sleep", until: over, because: "every touch was sent; time to answer the last" };
  const because = `every touch of ${run.campaign.name} was sent and it did not ripen`;
  return endRun(life, run, "completed", because, now);
}

/** Since when the lead stands where it stands: its last touch, or the end of its last wait. 0 before the first. */
function standsSince({ run, had }: Look): Instant {
  const touched = had.map((touch) => Math.max(touch.claimedAt, touch.settledAt ?? 0));
  const waited = (run.enrolment.passed ?? []).map(({ at }) => at);
  return Math.max(0, ...touched, ...waited);
}

/** The first touch counts from the enrolment, or from the moment mail became welcome, if that was later. */
function startOf({ life, run }: Look): Instant {
  const { givenAt = 0, confirmedAt = 0 } = life.lead.consent;
  return Math.max(run.enrolment.startedAt, givenAt, run.campaign.consent.doubleOptIn ? confirmedAt : 0);
}

function whyDue({ name, after: span }: Touch, look: Look): string {
  if (standsSince(look) === 0) return `"${name}" opens the campaign`;
  return span === undefined
    ? `"${name}" is next in the evergreen lane`
    : `"${name}" is due ${span} after the touch before it`;
}
