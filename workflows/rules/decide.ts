/**
 * The rule of rules: what does this lead need now? Asked by every step of the workflow and, before and after, by every
 * write from outside. Pure: the same life, playbook and instant always give the same answer.
 */
import { settlings } from "./acts.ts";
import { touchable } from "./consent.ts";
import type { Decision } from "./decision.ts";
import { endRun } from "./ending.ts";
import { withNewExecution } from "./execution.ts";
import { handoffLine } from "./handoff-line.ts";
import { heldHandoff } from "./holder.ts";
import { asOf, type Handoff, isKnown, type Known, type Life, type Touch } from "./life.ts";
import { noContactUntold } from "./no-contact.ts";
import { nurture } from "./nurture.ts";
import { pauseOf } from "./own-pause.ts";
import { type Playbook, type Run, runs } from "./playbook.ts";
import { isPromised, promise } from "./promise.ts";
import { provingSilences } from "./proof.ts";
import { disqualifier } from "./qualify.ts";
import { release } from "./release.ts";
import { replyTask } from "./reply-task.ts";
import { keptOrForgotten } from "./retention.ts";
import { cooledOffAt, raisedHand, ripe } from "./ripe.ts";
import { openHandoff, salesClock } from "./sales-clock.ts";
import { handRaisedMeanwhile, snoozed } from "./snooze.ts";
import { ended } from "./subscription.ts";
import { DAY, HOUR, type Instant, MINUTE } from "./time.ts";

/** An execution may live a year; a new one takes over well before. */
export const RENEW_AFTER = 320 * DAY;
/** One that wakes each hour, since nobody of sales has room or hears, is renewed after this. */
export const RENEW_RESTLESS_AFTER = 20 * DAY;
/** Nobody sleeps longer, so that an edited campaign reaches every lead within this. */
export const LONGEST_SLEEP = 30 * DAY;
/** A send without an answer this long is called unknown, and alarmed. */
export const DOUBT_AFTER = 15 * MINUTE;

/** `given` is the instant of the event or step that asks; what the life already holds may be later, and then counts. */
export function decide(life: Life, playbook: Playbook, given: Instant): Decision {
  if (!isKnown(life)) return { do: "end", because: "there is no such lead" };
  const now = asOf(given, life);
  const decision = need(life, playbook, now);
  return decision.do === "sleep" ? sleepWell(life, decision, now) : decision;
}

/**
 * The same without regard to the workflow's own limits: how long it may sleep, how old it may grow. Two needs can be compared.
 */
export function need(life: Known, playbook: Playbook, now: Instant): Decision {
  const doubtful = life.touches.find(
    ({ status, channel = "mail" }) => status === "claimed" && channel === "mail",
  );
  if (doubtful && now >= doubtful.claimedAt + DOUBT_AFTER) return giveUpWaiting(doubtful, now);
  const reply = replyTask(life, playbook, now);
  if (reply !== undefined && reply.do !== "sleep") return reply;
  const next = withoutReplies(life, playbook, now);
  const first = reply === undefined ? next : sooner(next, reply.until, reply.because);
  const decided = doubtful
    ? sooner(first, doubtful.claimedAt + DOUBT_AFTER, "until the mail service's answer is overdue")
    : first;
  return decided.do === "end" ? keptOrForgotten(life, decided, playbook, now) : decided;
}

/** Whatever a person is told of its replies stands beside that, and neither waits for the other. */
function withoutReplies(life: Known, playbook: Playbook, now: Instant): Decision {
  const next =
    noContactUntold(life, now) ??
    withSales(life, playbook, now) ??
    closed(life, playbook, now) ??
    deleted(life, playbook, now) ??
    released(life, playbook, now) ??
    nextTouch(life, playbook, now);
  const isSalesOwn = next.do === "sleep" && heldHandoff(life)?.status === "accepted";
  return (next.do === "end" || isSalesOwn ? closeClaim(life, now) : undefined) ?? next;
}

/** While sales has the lead, its clock is all that counts. */
function withSales(life: Known, playbook: Playbook, now: Instant): Decision | undefined {
  const open = openHandoff(life);
  if (open?.status === "released")
    return (
      withdrawn(life, open, playbook, now) ??
      handRaisedMeanwhile(life, open, now) ??
      salesClock(life, open, playbook, now)
    );
  if (open) return snoozed(life, open, playbook, now);
  const last = life.handoffs.at(-1);
  if (last?.status === "accepted" && last.doneAt === undefined)
    return isPromised(last)
      ? promise(life, last, playbook, now)
      : { do: "end", because: `sales has it: ${last.answeredBy ?? "somebody"} accepted` };
  // Sales said "later" of what it knew: a lead that asks for sales since then has a better say.
  if (last?.until !== undefined && now < last.until && raisedHand(life) === undefined) {
    return { do: "sleep", until: last.until, because: `sales asked to wait (${last.reason})` };
  }
  return undefined;
}

/** A lead that turned out to be none before sales heard of it is not handed over any more. */
function withdrawn(life: Known, handoff: Handoff, playbook: Playbook, now: Instant): Decision | undefined {
  const isUnheard = handoff.notifiedAt === undefined && handoff.asked === undefined;
  const reason = isUnheard ? disqualifier(life, playbook) : undefined;
  if (reason === undefined) return undefined;
  const what = `not handed over after all: ${reason}`;
  return {
    do: "record",
    because: what,
    change: {
      handoffs: [{ ...handoff, status: "expired", closedAt: now, reason }],
      ledger: [handoffLine(handoff, "withdrawn", now, what)],
    },
  };
}

/** Nobody sells to or mails a lead that is disqualified or a customer. */
function closed(life: Known, playbook: Playbook, now: Instant): Decision | undefined {
  const { lead } = life;
  if (lead.lifecycle === "disqualified" || lead.lifecycle === "customer")
    return { do: "end", because: lead.because };
  const because = disqualifier(life, playbook);
  if (because === undefined) return undefined;
  return {
    do: "record",
    because,
    change: {
      set: { lifecycle: "disqualified", because },
      enrolments: ended(life, now, because),
      ledger: [
        { key: `disqualified#${now}`, at: now, kind: "qualification", what: `disqualified: ${because}` },
      ],
    },
  };
}

/** The first thing due over all open runs; without any, or without leave to mail, the end. */
function nextTouch(life: Known, playbook: Playbook, now: Instant): Decision {
  const may = touchable(life.lead);
  const open = runs(life, playbook).filter(({ enrolment }) => enrolment.endedAt === undefined);
  const plansAt = (at: Instant) =>
    may.may ? open.map((run) => held(paused(life, ofRun(life, run, playbook, at), at), playbook, at)) : [];
  const plans = plansAt(now);
  const act = plans.find(isAct);
  if (act) return act;
  const sleeps = plans.filter((plan) => plan.do === "sleep").sort((a, b) => a.until - b.until);
  const rest: Decision = sleeps[0] ??
    plans[0] ?? { do: "end", because: may.may ? "no campaign has anything left for it" : may.because };
  const cooled = ripeAfterCoolOff(life, playbook, now);
  const next = cooled === undefined ? rest : sooner(rest, cooled, "until its cool-off is over");
  const turn = runs(life, playbook)
    .flatMap(({ campaign }) => settlings(life, campaign, now))
    .concat(provingSilences(life, now))
    .sort((a, b) => a - b)
    .filter((at) => next.do !== "sleep" || at < next.until)
    .find((at) => release(life, playbook, at) !== undefined || plansAt(at).some(isAct));
  return turn === undefined ? next : sooner(next, turn, "until a click has stood long enough to count");
}

function isAct(plan: Decision): boolean {
  return plan.do !== "sleep" && plan.do !== "end";
}

/** A ripe lead that is paused, or whose campaign is, can't be asked whether to call: meanwhile its other campaigns go on. */
function released(life: Known, playbook: Playbook, now: Instant): Decision | undefined {
  const decision = release(life, playbook, now);
  const wait = decision && held(paused(life, decision, now), playbook, now);
  if (wait === undefined || wait === decision || wait.do !== "sleep") return wait;
  return sooner(nextTouch(life, playbook, now), wait.until, wait.because);
}

/** The runs of a campaign that is no more end with that reason. */
function deleted(life: Known, playbook: Playbook, now: Instant): Decision | undefined {
  const orphan = life.enrolments.find(
    ({ campaign, endedAt }) =>
      endedAt === undefined && !playbook.campaigns.some(({ name }) => name === campaign),
  );
  if (orphan === undefined) return undefined;
  const campaign = { name: orphan.campaign, version: "none" };
  return endRun(
    life,
    { enrolment: orphan, campaign },
    "deleted",
    `the campaign ${orphan.campaign} was deleted`,
    now,
  );
}

/** Somebody asked that no letters go out for a while: what a campaign would do then waits. */
function paused({ lead }: Known, decision: Decision, now: Instant): Decision {
  const pause = pauseOf(lead, now);
  return pause === undefined || decision.do !== "send" ? decision : { do: "sleep", ...pause };
}

/** A campaign speaks of its own topic to those who agreed to that. */
function ofRun(life: Known, run: Run, playbook: Playbook, now: Instant): Decision {
  const may = touchable(life.lead, run.campaign.send.topic);
  return may.may ? nurture(life, run, playbook, now) : { do: "end", because: may.because };
}

/**
 * What a paused campaign would send waits. It is looked at again after as long as the pause has lasted so far, a quarter
 * of an hour at least and a day at most: 15 + 15 + 30 + 60 … minutes, so that a long pause costs little.
 */
function held(decision: Decision, { paused }: Playbook, now: Instant): Decision {
  const since = decision.do === "send" ? paused?.get(decision.touch.campaign) : undefined;
  if (decision.do !== "send" || since === undefined) return decision;
  const until = now + Math.min(DAY, Math.max(15 * MINUTE, now - since));
  return { do: "sleep", until, because: `${decision.touch.campaign} is paused; looked at again then` };
}

/** The instant at which the lead turns ripe without anything happening: a cool-off ends. */
function ripeAfterCoolOff(life: Known, playbook: Playbook, now: Instant): Instant | undefined {
  const ends = runs(life, playbook).map(({ campaign }) => {
    const at = cooledOffAt(life, campaign, playbook, now);
    return at !== undefined && ripe(life, campaign, playbook, at) ? at : undefined;
  });
  return ends.find((at) => at !== undefined);
}

/** No claim outlives what ends: a task that nobody knows of is told no more to a lead that has left, or that sales has. */
function closeClaim(life: Known, now: Instant): Decision | undefined {
  const task = life.touches.find(
    ({ status, channel = "mail" }) => status === "claimed" && channel !== "mail" && channel !== "reply",
  );
  if (task === undefined) return undefined;
  const what = `nobody knows whether "${task.name}" was asked for, and the lead needs it no more`;
  return unknown(task, what, what, now);
}

function giveUpWaiting(touch: Touch, now: Instant): Decision {
  const what = `the mail service never answered for "${touch.name}": not sent again, its own events may still settle it`;
  return unknown(touch, `no answer for "${touch.name}"`, what, now);
}

function unknown(touch: Touch, because: string, what: string, now: Instant): Decision {
  const { touchId, attempt } = touch;
  return {
    do: "record",
    because,
    change: {
      touches: [{ ...touch, status: "unknown" }],
      ledger: [{ key: `touch#${touchId}#unknown#${attempt}`, at: now, kind: "touch", what, touchId }],
    },
  };
}

/**
 * Nobody sleeps past the longest sleep, and an execution near its year hands over before it sleeps again. So does one that
 * wakes each hour, much sooner: an hour costs twenty lines of a history that may have 25,000.
 */
function sleepWell(life: Known, sleep: Decision & { do: "sleep" }, now: Instant): Decision {
  const isRestless = sleep.until - now <= HOUR;
  if (now - life.lead.generation >= (isRestless ? RENEW_RESTLESS_AFTER : RENEW_AFTER)) {
    return {
      do: "record",
      because: "this execution grows old",
      change: withNewExecution({}, life.lead.generation, now),
    };
  }
  return { ...sleep, until: Math.min(sleep.until, now + LONGEST_SLEEP) };
}

function sooner(decision: Decision, at: Instant, because: string): Decision {
  if (decision.do === "end") return { do: "sleep", until: at, because };
  return decision.do === "sleep" && at < decision.until ? { do: "sleep", until: at, because } : decision;
}
