/** After the storm: is the lead where it should be, and was everything told that had to be? */
import { playbook } from "../../functions/commit.ts";
import type { NurtureLine } from "../../local/memory/nurture-line.ts";
import { after } from "../../workflows/rules/clock.ts";
import { decide, need, RENEW_AFTER } from "../../workflows/rules/decide.ts";
import type { Decision } from "../../workflows/rules/decision.ts";
import { NOBODY } from "../../workflows/rules/desk-people.ts";
import { holderOf } from "../../workflows/rules/holder.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { type Enrolment, isKnown, type Known } from "../../workflows/rules/life.ts";
import { MINUTE, SECOND } from "../../workflows/rules/time.ts";
import { allTouches } from "../../workflows/rules/touches.ts";
import { CAMPAIGNS } from "./campaigns.ts";
import type { Climate } from "./weather.ts";
import type { Witness } from "./witness.ts";

/** AWS ends an execution at 25,000 events; a life that comes near them has gone in circles. */
const WELL_UNDER = 5_000;

export async function verdict(line: NurtureLine, leadId: LeadId, witness: Witness, climate: Climate) {
  const names = line.executionsOf(leadId);
  if (new Set(names).size < names.length) witness.problem("started twice", names.join(", "));
  if (line.longestHistory > WELL_UNDER) witness.problem("in circles", `${line.longestHistory} events`);
  witness.tally.set("executions", names.length);
  witness.tally.set("longest history", line.longestHistory);
  for (const [metric, count] of line.counts) witness.tally.set(`metric ${metric}`, count);
  const life = await line.leads.read(leadId);
  if (life.remains) witness.problem("remains", "a life before this one was never deleted");
  if (!isKnown(life)) return;
  isNotLost(line, life, witness);
  isConsistent(life, witness);
  isTold(life, witness);
  isAnswered(life, witness);
  if (climate === "calm") isPunctual(life, witness);
}

/** Ended with a reason, or asleep where somebody will wake it, and not past anything that is due. */
function isNotLost(line: NurtureLine, life: Known, witness: Witness): void {
  const needs = needsOf(line, life, line.clock.now());
  const wrongs =
    life.lead.endedAt === undefined ? whileAsleep(line, life, needs) : onceEnded(line, life, needs);
  if (life.lead.trouble !== undefined) wrongs.push(`still in trouble with ${life.lead.trouble}`);
  for (const wrong of wrongs) witness.problem("lost", `${wrong}; it needs: ${needs.do}, ${needs.because}`);
}

/** An execution that is restless is renewed before it sleeps again: whoever has an hour or less left to sleep needs nothing yet. */
function needsOf(line: NurtureLine, life: Known, now: number): Decision {
  const rules = playbook(line.world);
  const decision = decide(life, rules, now);
  const isRenewal = decision.do === "record" && decision.change.set?.generation !== undefined;
  return isRenewal && now - life.lead.generation < RENEW_AFTER ? need(life, rules, now) : decision;
}

function onceEnded(line: NurtureLine, life: Known, needs: Decision): string[] {
  const wrongs: string[] = [];
  if (needs.do !== "end" || life.lead.because === "") wrongs.push("its workflow has ended");
  if (life.lead.nextWakeAt !== undefined) wrongs.push("it has ended and is still expected to wake");
  if (isRunning(line, life)) wrongs.push("it has ended and its execution runs on");
  return wrongs;
}

function whileAsleep(line: NurtureLine, life: Known, needs: Decision): string[] {
  const { wakeToken, nextWakeAt = 0 } = life.lead;
  const wrongs: string[] = [];
  if (!isRunning(line, life)) wrongs.push("no execution of its generation runs");
  else if (!sleeps(line, wakeToken)) wrongs.push("nobody sleeps on its token");
  if (needs.do !== "sleep") wrongs.push("it sleeps");
  else if (nextWakeAt > needs.until + SECOND) wrongs.push("it sleeps past what is due");
  if (nextWakeAt <= line.clock.now()) wrongs.push("it should have woken");
  return wrongs;
}

/** Others may act in between, but every call, record and message arrives: then nobody needs a sweeper. */
function nothingIsLost(climate: Climate): boolean {
  return climate === "calm" || climate === "crowd";
}

/**
 * Whenever all that was due is done: nobody sleeps past what it needs, nobody has ended who needs something. In trouble one
 * may, for six hours; and whoever is overdue is the sweeper's.
 */
export async function atRest(
  line: NurtureLine,
  leadId: LeadId,
  witness: Witness,
  climate: Climate,
): Promise<void> {
  await isCounted(line, witness);
  const life = await line.leads.read(leadId);
  if (!isKnown(life) || life.lead.trouble !== undefined) return;
  const now = line.clock.now();
  const needs = needsOf(line, life, now);
  const { endedAt, nextWakeAt = endedAt === undefined ? Number.POSITIVE_INFINITY : 0 } = life.lead;
  const ask = `it needs: ${needs.do}, ${needs.because}`;
  if (endedAt !== undefined && needs.do !== "end") witness.problem("ended past a fact", ask);
  // A sleep ends on the whole second after its time, at the latest.
  const wakesAtOnce = (line.clock.next() ?? Number.POSITIVE_INFINITY) <= now + SECOND;
  if (nothingIsLost(climate) && endedAt === undefined && nextWakeAt <= now && !wakesAtOnce)
    witness.problem("left to the sweeper", ask);
  if (nextWakeAt > (needs.do === "sleep" ? needs.until + SECOND : now))
    witness.problem("slept past a fact", ask);
}

/** Who holds how many leads, as the desk has counted with each write, is what the leads themselves say. */
async function isCounted(line: NurtureLine, witness: Witness): Promise<void> {
  const counted = new Map<string, number>();
  for (const life of line.leads.all()) {
    const holder = holderOf(life);
    if (holder !== undefined && holder !== NOBODY) counted.set(holder, (counted.get(holder) ?? 0) + 1);
  }
  const { open } = await line.leads.desk.read();
  for (const person of new Set([...open.keys(), ...counted.keys()])) {
    const [is, says] = [counted.get(person) ?? 0, open.get(person) ?? 0];
    if (is !== says) witness.problem("counted wrongly", `${person} holds ${is}, by the desk ${says}`);
  }
}

/** What ended more than 90 days ago is forgotten, so it does not run. */
function isRunning(line: NurtureLine, { leadId, lead }: Known): boolean {
  const arn = line.executionsOf(leadId).find((each) => each.endsWith(`${leadId}-${lead.generation}`));
  try {
    return arn !== undefined && line.engine.describe(arn).status === "RUNNING";
  } catch {
    return false;
  }
}

/** A heartbeat asks whether a task waits on the token, and changes nothing. */
function sleeps(line: NurtureLine, token: string | undefined): boolean {
  try {
    line.engine.sendTaskHeartbeat(token ?? "");
    return true;
  } catch {
    return false;
  }
}

/** What the service took is not recorded as refused; no claim is left open; nobody skipped a touch. */
function isConsistent(life: Known, witness: Witness): void {
  for (const { touchId, attempt, status, refusal } of life.touches) {
    const isOut = status === "sent" || status === "unknown";
    if (witness.mails.has(attempt) && !isOut)
      witness.problem("sent and forgotten", `${touchId} went out and is ${status}`);
    if (status === "claimed") witness.problem("claimed for ever", touchId);
    if (status === "failed" && refusal === undefined) witness.problem("failed without a reason", touchId);
  }
  for (const run of life.enrolments) isInOrder(life, run, witness);
}

function touchesOf(run: Enrolment) {
  return CAMPAIGNS.filter(({ name }) => name === run.campaign).flatMap(allTouches);
}

function isInOrder(life: Known, run: Enrolment, witness: Witness): void {
  const order = touchesOf(run).map((touch) => touch.name);
  const names = life.touches
    .filter((each) => each.campaign === run.campaign && each.enrolment === run.n && each.name !== "confirm")
    .map((touch) => touch.name);
  const had = [...new Set(names)];
  if (order.slice(0, had.length).some((name) => !had.includes(name)))
    witness.problem("a touch was skipped", `${run.campaign} ${run.n} had ${had.join(", ")}`);
}

/** Every hand-off was told at least once, or it says that nobody was there. */
function isTold(life: Known, witness: Witness): void {
  for (const { n, status, toldNobodyAt, releasedAt, closedAt } of life.handoffs) {
    // In the very millisecond of its release it can only be answered by a link of the lead that was erased within it.
    if (closedAt === releasedAt) continue;
    const nobody =
      toldNobodyAt !== undefined || life.ledger.some((line) => line.key.startsWith(`handoff#${n}#nobody`));
    if (!witness.told.has(`${witness.incarnation}#${n}`) && !nobody)
      witness.problem("never told", `hand-off ${n} (${status})`);
  }
}

/** Somebody heard of every reply, and nothing went out by itself after it in a run that it found open. */
function isAnswered(life: Known, witness: Witness): void {
  const heard = life.touches.filter(({ touchId }) =>
    witness.askedFor.has(`${witness.incarnation}#${touchId}`),
  );
  const about = new Set(heard.flatMap(({ about: keys = [] }) => keys));
  for (const { key, at } of life.ledger.filter(({ kind }) => kind === "reply")) {
    if (!about.has(key)) witness.problem("a reply nobody heard of", key);
    // A post that is slower than the reply by three seconds at most bears an earlier time, and begins its run after it.
    const runs = life.enrolments.filter(({ startedAt }) => startedAt + 3 * SECOND < at);
    const wrong = life.touches.find(
      ({ campaign, enrolment, claimedAt }) =>
        claimedAt > at + MINUTE && runs.some((run) => run.campaign === campaign && run.n === enrolment),
    );
    if (wrong) witness.problem("written to after its reply", `${wrong.touchId}, ${key}`);
  }
}

/** With nothing going wrong, each touch comes when its campaign says, to the second. */
function isPunctual(life: Known, witness: Witness): void {
  if (life.handoffs.length > 0) return;
  for (const run of life.enrolments) {
    const touches = touchesOf(run);
    const had = life.touches.filter((each) => each.campaign === run.campaign && each.enrolment === run.n);
    for (const [n, { name, after: span = "0 minutes" }] of touches.entries()) {
      const touch = had.find((each) => each.name === name && (each.round ?? 1) === 1);
      const before = had
        .filter((each) => each.name === touches[n - 1]?.name)
        .map(({ claimedAt, settledAt = 0 }) => Math.max(claimedAt, settledAt));
      // Whom nobody was there to ask waits until somebody is.
      if (!touch || touch.tries > 1 || before.length === 0) continue;
      const due = after(Math.max(...before), span, "Europe/Dublin");
      if (Math.abs(touch.claimedAt - due) > MINUTE)
        witness.problem("late", `${touch.touchId} ${(touch.claimedAt - due) / MINUTE} minutes off`);
    }
  }
}
