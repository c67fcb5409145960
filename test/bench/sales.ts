/**
 * `npm run bench -- sales`: whether a hand-off can be dropped. Ten thousand leads over twelve people in a virtual quarter;
 * a referee that takes nothing from the rules counts what became of each.
 */
import { Lines, type Outcome } from "./lines.ts";
import { fatesOf } from "./sales/fates.ts";
import { type LivedQuarter, liveQuarter } from "./sales/live.ts";
import { recounted } from "./sales/loads.ts";
import { type Quarter, WHOLE } from "./sales/quarter.ts";

/** In seconds, of the whole quarter on a machine with nothing else to do. */
const AT_MOST = 60;

export async function sales(quarter: Quarter, seed: number): Promise<Outcome> {
  const lived = await liveQuarter(quarter, seed);
  const [told, times] = [new Lines(), new Lines()];
  const handoffs = fates(lived, quarter, told);
  shares(lived, told);
  capacity(lived, told);
  accounts(lived, told);
  clocks(lived, told);
  const { transitions, writes } = lived.referee;
  told.say(
    `a hand-off takes ${(transitions / handoffs).toFixed(1)} state transitions and ${(writes / handoffs).toFixed(1)} writes, from the release until sales is done with it`,
  );
  speed(lived, quarter, times);
  return { lines: told.all, times: times.all, missed: [...told.missed, ...times.missed] };
}

function fates(
  { lives, referee, notices, answers, lost }: LivedQuarter,
  quarter: Quarter,
  told: Lines,
): number {
  const found = fatesOf(lives, referee.managed, quarter.settled);
  told.say(
    `${lives.length} leads, ${found.leads} of them released in ${found.handoffs} hand-offs; ${notices} notices`,
  );
  told.say(`answered ${sum(found.answered)}: ${inWords(found.answered)}`);
  told.say(`recycled ${sum(found.recycled)}: ${inWords(found.recycled)}`);
  told.say(
    `the manager was told of ${found.escalated}; somebody's still, with a day to be asked: ${found.pending}`,
  );
  const all = sum(found.answered) + sum(found.recycled) + found.pending;
  told.none(`neither answered nor escalated and recycled, of ${found.handoffs}`, found.dropped);
  told.hold(`each counted once: ${all} of ${found.handoffs}`, all + found.dropped.length === found.handoffs);
  told.say(`people said: ${inWords(answers)}`);
  const broken = [...answers]
    .filter(([what]) => !/ (200|409)$/.test(what))
    .map(([what, n]) => `${what}: ${n}`);
  told.none("answers that were neither taken nor refused with a reason", broken);
  told.none("messages that nobody could handle", lost);
  told.none(
    "leads in trouble",
    lives.flatMap(({ lead }) => (lead?.trouble ? [`${lead.leadId} ${lead.trouble}`] : [])),
  );
  return found.handoffs;
}

function shares({ referee: { turns } }: LivedQuarter, told: Lines): void {
  told.say("turns of each person, and leads that came to them by a claim:");
  for (const line of turns.totals()) told.say(`  ${line}`);
  told.none(
    `turns that passed over whoever was served longer ago and could have had it, of ${turns.turns}`,
    turns.unfair,
  );
  told.hold(
    `two people of a pool, over turns that both could have had: ${turns.widest} apart, at most 1 (${turns.stretches} stretches, the longest ${turns.longest} turns of theirs)`,
    turns.widest <= 1 && turns.stretches > 0,
  );
}

function capacity({ referee: { loads }, lives, counted }: LivedQuarter, told: Lines): void {
  told.say(`full were, so often: ${inWords(loads.filled)}`);
  told.none("writes after which somebody held more than they can", loads.tooMany);
  told.none("leads with two open hand-offs", loads.twice);
  const open = recounted(lives);
  const keys = [...new Set([...open.keys(), ...counted.keys()])];
  const differs = keys.filter((key) => (open.get(key) ?? 0) !== (counted.get(key) ?? 0));
  told.none(`people of whom the desk has another count than the leads (${sum(open)} open)`, differs);
}

function accounts({ referee: { accounts: found } }: LivedQuarter, told: Lines): void {
  told.say(
    `to the company's person went ${found.kept}; to others, because its person: ${inWords(found.exceptions)}`,
  );
  told.none("leads that passed over somebody with a claim who could have had them", found.broken);
}

function clocks({ referee: { deadlines } }: LivedQuarter, told: Lines): void {
  told.none("hand-offs that ended before anybody was told", deadlines.untold);
  told.say(`on time by the reference clock: ${inWords(deadlines.right)}`);
  told.none("reminders, next persons, managers and returns at another minute", deadlines.wrong);
}

/** A share runs at every change, on machines that have other things to do: there the time is told, and not judged. */
function speed({ times: { wall, fair } }: LivedQuarter, quarter: Quarter, times: Lines): void {
  const line = `${wall.toFixed(1)} s, ${(quarter.leads / wall).toFixed(0)} leads a second; at the machine's best pace ${fair.toFixed(1)} s, ${(quarter.leads / fair).toFixed(0)} leads a second`;
  if (quarter === WHOLE) times.hold(`${line}; under ${AT_MOST} s`, Math.min(wall, fair) < AT_MOST);
  else times.say(line);
}

function inWords(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([what, n]) => `${what} ${n}`).join(", ") || "none";
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, each) => total + each, 0);
}
