/**
 * `npm run test:crash`: twenty leads on the laptop, which is killed again and again in the middle of sends and sleeps,
 * and started anew on the same state. Nothing may be sent twice, nobody lost, and virtual time may not go back.
 * `-- --seed 7` plays the same rounds again; what is under way at the very moment still differs, as it does in life.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { seeded } from "../local/memory/seeded.ts";
import { compileCampaigns } from "../workflows/compile/compile-campaigns.ts";
import { look, type View } from "./crash/console.ts";
import {
  endAll,
  helpersOf,
  killHelpers,
  type LaptopProcess,
  startAndKill,
  startProcess,
} from "./crash/laptop-process.ts";
import { storedMails } from "./crash/post-mortem.ts";
import { type Round, roundsOf } from "./crash/rounds.ts";
import { Story } from "./crash/story.ts";
import { type Known, RULES, repeated } from "./crash/verdict.ts";

const [GREEN_BANANAS] = compileCampaigns(join(import.meta.dirname, "../workflows/campaigns")).filter(
  ({ name }) => name === "green-bananas",
);
/** Until the shell that watches over the engine must have ended it. */
const MOST_FOR_HELPERS = 5_000;
/** A moment that doesn't come, because the deed and what follows from it were over sooner. */
const MOST_FOR_MOMENT = 10_000;
const MOST_FOR_REST = 1_000;
/** On an idle machine all rounds take about 50 s. */
const MOST_FOR_ALL = 300_000;
const TOO_LONG = `the rounds were not over after ${MOST_FOR_ALL / 60_000} minutes`;

const say = (text: string) => void process.stdout.write(`${text}\n`);
const tally = { passed: 0, misses: [] as string[] };

function check(rule: string, misses: readonly string[]): void {
  if (misses.length === 0) tally.passed++;
  else tally.misses.push(...misses.map((miss) => `${rule}: ${miss}`));
}

async function main(seed: number): Promise<void> {
  const state = mkdtempSync(join(tmpdir(), "ripen-crash-"));
  say(`seed ${seed}, state in ${state}`);
  try {
    await Promise.race([
      wholeStory(seed, state),
      wait(MOST_FOR_ALL).then(() => Promise.reject(new Error(TOO_LONG))),
    ]);
  } catch (error) {
    tally.misses.push(error instanceof Error ? error.message : String(error));
  }
  await endAll();
  killHelpers(state);
  for (const miss of tally.misses) say(`  lost: ${miss}`);
  if (tally.misses.length === 0) rmSync(state, { recursive: true, force: true });
  else say(`Its state is kept in ${state}; its log is ${join(state, "ripen.log")}.`);
  say(`${tally.passed} passed, ${tally.misses.length} failed`);
  process.exit(tally.misses.length === 0 ? 0 : 1);
}

async function wholeStory(seed: number, state: string): Promise<void> {
  let laptop = await startProcess(state);
  const story = new Story(laptop.urls);
  for (const round of roundsOf(seeded(seed))) laptop = await play(round, story, laptop, state);
  await calmly(story);
  check("Ctrl-C ends it cleanly", await interrupted(laptop));
  check("nothing runs on", await helpersLeft(state, 0));
}

/** One round: begin the deed, end the laptop at the moment, start it again, finish the deed, and look whether all is well. */
async function play(
  round: Round,
  story: Story,
  laptop: LaptopProcess,
  state: string,
): Promise<LaptopProcess> {
  const before = storedMails(state).count;
  const deed = (round.deed?.(story) ?? Promise.resolve()).catch(() => "cut off" as const);
  await Promise.race([moment(round, before, state), deed.then(() => wait(MOST_FOR_REST))]);
  await endIt(round, laptop, state);
  await deed;
  const died = storedMails(state);
  for (const after of round.stillborn ?? []) await startAndKill(state, laptop.urls, after);

  const latest = Math.max(story.latest, died.newest);
  const risen = await startProcess(state, laptop.urls);
  check("one engine for one laptop", await helpersLeft(state, 1));
  const restartedAt = await story.clock();
  await (round.afterwards ?? round.deed)?.(story);
  await story.settle();
  const view = await look(story.urls);
  judge(view, { ...story, latest, restartedAt, calmSince: Number.POSITIVE_INFINITY });
  const under = round.moment === undefined ? "" : `, ${died.count - before} mails on`;
  const back = (risen.startedIn / 1_000).toFixed(1);
  say(`${round.during}${under} → ${round.end} → restarted → woke, ${summary(view, `back in ${back} s, `)}`);
  return risen;
}

/** The rest of the story without a crash: now no letter has an excuse. */
async function calmly(story: Story): Promise<void> {
  const calmSince = await story.clock();
  await story.setOut(65);
  const view = await look(story.urls);
  judge(view, { ...story, restartedAt: calmSince, latest: calmSince, calmSince });
  say(`in peace → ${summary(view)}`);
}

async function moment({ moment }: Round, before: number, state: string): Promise<void> {
  if (moment === undefined) return;
  if ("ms" in moment) return wait(moment.ms);
  const patience = performance.now() + MOST_FOR_MOMENT;
  while (storedMails(state).count < before + moment.mails && performance.now() < patience) await wait(1);
}

async function endIt({ end }: Round, laptop: LaptopProcess, state: string): Promise<void> {
  if (end === "ended by Ctrl-C") return check("Ctrl-C ends it cleanly", await interrupted(laptop));
  if (end === "killed with its engine") killHelpers(state);
  await laptop.kill();
}

async function interrupted(laptop: LaptopProcess): Promise<readonly string[]> {
  const code = await Promise.race([laptop.interrupt(), wait(10_000, "nothing" as const)]);
  return code === 0 ? [] : [`it ended with ${code}`];
}

/** What is wrong if the laptop's helpers are not what they should be, once there was time to tidy up. */
async function helpersLeft(state: string, engines: 0 | 1): Promise<readonly string[]> {
  const count = () => helpersOf(state).filter(({ isEngine }) => engines === 0 || isEngine).length;
  const patience = performance.now() + MOST_FOR_HELPERS;
  while (count() !== engines && performance.now() < patience) await wait(20);
  return count() === engines ? [] : [`${count()} processes instead of ${engines}`];
}

function judge(view: View, known: Omit<Known, "campaign">): void {
  if (GREEN_BANANAS === undefined) throw new Error("there is no campaign green-bananas");
  for (const [rule, misses] of Object.entries(RULES))
    check(rule, misses(view, { ...known, campaign: GREEN_BANANAS }));
}

function summary({ leads, mails }: View, detail = ""): string {
  const duplicates = repeated(mails.map(({ leadId, touchId }) => `${leadId} ${touchId}`)).length;
  const asleep = leads.filter(({ needs }) => needs.do === "sleep").length;
  const doubt = leads.flatMap(({ touches }) => touches).filter(({ status }) => status !== "sent").length;
  return `${duplicates} duplicates (${detail}${leads.length} leads, ${asleep} asleep, ${mails.length} mails, ${doubt} in doubt)`;
}

await main(Number(/^--seed[ =](\d+)$/.exec(process.argv.slice(2).join(" "))?.[1] ?? 1));
