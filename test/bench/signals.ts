/**
 * `npm run bench -- signals`: whether the score can be trusted. The judge against a labelled corpus; lives of robots alone
 * and of people; what folding and recording cost; ledgers under other thresholds.
 */
import { Lines, type Outcome } from "./lines.ts";
import { type Folding, folding } from "./signals/folding.ts";
import { type Judged, judged } from "./signals/judging.ts";
import { type PeopleLives, peopleLives } from "./signals/people.ts";
import { recording } from "./signals/recording.ts";
import { replayed } from "./signals/replayed.ts";
import type { RobotLives } from "./signals/robots.ts";
import { sharedRobotLives } from "./signals/shares.ts";
import { percent, type Share, type Tally } from "./signals/tally.ts";

export interface Size {
  readonly leads: number;
  readonly robots: number;
  readonly people: number;
}

export const WHOLE: Size = { leads: 2_500, robots: 100_000, people: 5_000 };
export const TENTH: Size = { leads: 250, robots: 2_000, people: 500 };

export async function signals(size: Size, seed: number): Promise<Outcome> {
  const [told, times] = [new Lines(), new Lines()];
  // First, as long as nothing else has filled the memory.
  folds(folding(500, seed), times, size === WHOLE);
  judging(judged(size.leads, seed), told);
  robots(await sharedRobotLives(size.robots, seed), told);
  people(peopleLives(size.people, seed), told);
  await costs(told);
  return { lines: told.all, times: times.all, missed: [...told.missed, ...times.missed] };
}

function judging(found: Judged, told: Lines): void {
  const { machines, people, machineClicks, personClicks, machineOpens, personOpens } = found;
  told.say(`${found.deliveries} deliveries, ${found.events} events, raw as SES sends them`);
  told.hold(
    `robots' links recognised   ${percent(machines.total)} of ${machines.total.all}, at least 99 %`,
    atLeast(machines.total, 0.99),
  );
  byKind(machines, told);
  told.hold(
    `people's links misjudged   ${percent(wrong(people.total))} of ${people.total.all}, at most 1 %`,
    atLeast(people.total, 0.99),
  );
  byKind(people, told);
  told.say(`taken for a person's, but proving nothing: ${found.doubted} of the people's links`);
  told.say(
    `click by click: robots' ${percent(machineClicks.total)} of ${machineClicks.total.all}, people's misjudged ${percent(wrong(personClicks.total))} of ${personClicks.total.all}`,
  );
  for (const kind of ["a check at the click", "a chat's preview"]) {
    const share = machineClicks.kinds.get(kind) ?? { right: 0, all: 0 };
    told.say(
      `  ${kind}: ${percent(share)} of ${share.all}; it fetches what a person just followed, and so earns nothing of its own`,
    );
  }
  told.say(
    `opens, which earn nothing unless a campaign says so: robots' ${percent(machineOpens.total)} of ${machineOpens.total.all}, people's misjudged ${percent(wrong(personOpens.total))} of ${personOpens.total.all}`,
  );
}

function byKind({ kinds }: Tally, told: Lines): void {
  for (const [kind, share] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)))
    told.say(`  ${kind.padEnd(44)}${percent(share).padStart(9)} of ${share.all}`);
}

function robots({ lives, events, released, trusting }: RobotLives, told: Lines): void {
  told.hold(
    `handed over of ${lives} lives with nobody but robots (${events} events)   ${released.length}, none`,
    released.length === 0,
  );
  for (const each of released.slice(0, 10)) told.say(`  ${each}`);
  told.say(
    `  of one in twenty of them, with every click taken for a person's: ${trusting.released} of ${trusting.lives}`,
  );
}

function people({ lives, proven, delays, unproven, lived }: PeopleLives, told: Lines): void {
  told.say(`${lives} lives of fitting leads, ${proven.total.all} of whom gave a person's proof`);
  told.hold(`handed over of these   ${percent(proven.total)}, at least 99 %`, atLeast(proven.total, 0.99));
  for (const [by, share] of [...proven.kinds].sort(([a], [b]) => (a < b ? -1 : 1)))
    told.say(
      `  ${by.padEnd(44)}${percent(share).padStart(9)} of ${share.all}, half of them within ${seconds(delays.get(by))} s`,
    );
  const early = unproven.all - unproven.right;
  told.say(
    `  of ${unproven.all} others ${early} were: a scanner's click or two passed for theirs beside one of their own`,
  );
  const sample = lived.slice(0, 400);
  const shares = replayed(sample, [50, 60, 70, 80, 100]);
  told.say(
    `had the threshold been (the ledgers of ${sample.length} of them once more): ${shares.map(([at, count]) => `${at}: ${count}`).join(", ")}`,
  );
  told.hold(
    "a higher threshold ripens no more of them",
    shares.every(([, count], n) => count <= (shares[n - 1]?.[1] ?? count)),
  );
}

async function costs(told: Lines): Promise<void> {
  const { costs: each, lines } = await recording();
  for (const { signal, queries, writes } of each)
    told.hold(`recording ${signal}: ${queries} query, ${writes} write`, queries === 1 && writes <= 1);
  told.hold(`one picture fetched 400 times: ${lines} line`, lines === 1);
}

/** A share runs at every change, on machines that have other things to do: there the time is told, and not judged. */
function folds({ lines, anew, again }: Folding, told: Lines, isJudged: boolean): void {
  const line = `a ledger of ${lines} lines folds in ${anew.toFixed(2)} ms, once more in ${again.toFixed(2)} ms (the best of five medians, in turn); under 2 ms`;
  if (isJudged) told.hold(line, anew < 2);
  else told.say(line);
}

function atLeast({ right, all }: Share, least: number): boolean {
  return all > 0 && right >= least * all;
}

function wrong({ right, all }: Share): Share {
  return { right: all - right, all };
}

/** The median. */
function seconds(delays: readonly number[] = []): string {
  return ((delays[Math.floor(delays.length / 2)] ?? 0) / 1_000).toFixed(0);
}
