/**
 * The protocol's guards, each taken away once, and what goes wrong without it. With all of them the same story goes well:
 * none is decoration, and the witness sees it.
 *
 * Guards inside a rule or function can only be taken away in a copy of the code. Done once, by hand; of the first lives,
 * so many showed it:
 * - `asOf` gives the step's own instant: 5 of 300, decided before what was decided, slept past a fact
 * - advance-lead goes on for another generation: 11 of 300, in circles, generation twice
 * - release-lead notes before it publishes: 334 of 600, told only on paper, never told
 * - an event settles any attempt of its touch: 3 of 1,500, sent only on paper
 * - a claim without an answer is tried again: 4 of 1,500, sent twice
 * - not shown by any: a late answer that settles a newer attempt, or overrides `sent`, or is news to nobody when another
 *   execution has taken over. Here a function that its caller gave up is dead; none lives on behind its caller's back.
 */
import { expect, test } from "vitest";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { allTouches } from "../../workflows/rules/touches.ts";
import { GUIDE } from "./campaigns.ts";
import {
  changing,
  claimingAfterwards,
  neverSweeping,
  publishingAfterwards,
  recreating,
  replacing,
  seen,
  tryingAgain,
  unguarded,
} from "./mutations.ts";
import type { Mutation } from "./one-life.ts";
import { Trial } from "./trial.ts";

interface Guard {
  readonly guard: string;
  readonly without: Mutation;
  /** What happens to one lead. */
  readonly story: (trial: Trial) => Promise<void>;
  /** The kind of problem that shows without the guard. */
  readonly shows: string;
  readonly campaign?: RunningCampaign;
}

const SLEEP_GUARD = "ledgerSeq = :seen AND generation = :generation";
const NO_CONSENT = { consent: "no" };
/** A letter now and the next in half a year, so that nothing but sales is on the lead's mind. */
const PATIENT: RunningCampaign = {
  ...GUIDE,
  touches: allTouches(GUIDE)
    .slice(0, 2)
    .map((touch) => ({ ...touch, after: touch.name === "welcome" ? "0 minutes" : "6 months" })),
};

async function welcomed(trial: Trial): Promise<void> {
  await trial.posts();
  await trial.passes("1 hour");
}

/** Trouble's write, under a condition that holds for any lead of which nothing was heard yet. */
const anyLeadMaySleepOut: Mutation = {
  workflow: (file) =>
    file
      .replace(
        '"ConditionExpression": "generation = :generation"',
        '"ConditionExpression": "wakeSeq = :none"',
      )
      .replace('":error": {', '":none": { "N": "0" }, ":error": {'),
};

const GUARDS: readonly Guard[] = [
  {
    guard: "a claim requires the ledgerSeq that was read: the lead leaves between reading and claim",
    without: unguarded((read, now) => seen(read, now.lead.ledgerSeq, read.lead.generation)),
    async story(trial) {
      await welcomed(trial);
      trial.crosses("leads.write", () => trial.unsubscribes());
      await trial.passes("4 days");
    },
    shows: "claimed after leaving",
  },
  {
    guard: "a claim requires the generation that was read: the lead is erased and returns without consent",
    without: unguarded((read, now) => seen(read, read.lead.ledgerSeq, now.lead.generation)),
    async story(trial) {
      await trial.posts();
      trial.crosses("leads.write", async () => {
        await trial.isErased();
        await trial.posts(NO_CONSENT);
      });
      await trial.passes("4 days");
    },
    shows: "claimed after leaving",
  },
  {
    guard:
      "sleep requires the ledgerSeq that was decided on: the lead sits through a webinar between decision and sleep",
    without: replacing(SLEEP_GUARD, "generation = :generation"),
    async story(trial) {
      await trial.posts();
      trial.crosses("workflow's write", () => trial.attends());
      await trial.passes("4 days");
    },
    shows: "slept past a fact",
  },
  {
    guard: "sleep requires its own generation: another lead has come, of the same count, whom nobody heard",
    without: replacing(SLEEP_GUARD, "ledgerSeq = :seen"),
    async story(trial) {
      await trial.posts();
      trial.crosses("workflow's write", () =>
        trial.unheard(async () => {
          await trial.isErased();
          for (const city of ["Cork", "Galway", "Sligo"]) await trial.posts({ city });
        }),
      );
      await trial.passes("1 day");
    },
    shows: "slept past a fact",
  },
  {
    guard:
      "trouble requires its own generation: a dying step of the erased lead puts the one that returned to sleep",
    without: anyLeadMaySleepOut,
    async story(trial) {
      await trial.posts();
      await trial.unheard(async () => {
        await trial.isErased();
        await trial.posts();
      });
      // Once and three times again: then the workflow gives in to trouble.
      for (let tries = 0; tries < 4; tries++)
        trial.next("leads.read", { kind: "die", when: "before", error: "Lambda.Unknown" });
      await trial.passes("31 minutes");
      if (trial.line.mail.sent.length === 0) trial.witness.problem("late", "no welcome within half an hour");
    },
    shows: "late",
  },
  {
    campaign: PATIENT,
    guard: "sleep writes the instant of its decision: a webinar of a second earlier is told of afterwards",
    without: replacing(", decidedAt = :now", ""),
    async story(trial) {
      await welcomed(trial);
      await trial.attends();
      await trial.passes("1 hour");
      await trial.answers({ answer: "reject", reason: "bad-timing", until: "2027-01-11" });
      await trial.line.liveUntil(Date.parse("2027-01-11T00:00:00Z"));
      await trial.attends(trial.line.clock.now() - 1_000);
      await trial.passes("2 days");
    },
    shows: "slept past a fact",
  },
  {
    guard: "a mail is claimed before it is sent",
    without: claimingAfterwards(),
    async story(trial) {
      await trial.posts();
      await trial.passes("1 day");
    },
    shows: "sent without a claim",
  },
  {
    guard: "a mail is tried once: the answer is lost",
    without: tryingAgain,
    async story(trial) {
      await trial.posts();
      trial.line.mail.mood = () => "take and lose the answer";
      await trial.passes("1 day");
    },
    shows: "sent twice",
  },
  {
    guard: "the end is guarded like a sleep: the lead agrees to mail between decision and end",
    without: unguarded((read, now, change) =>
      change.set?.endedAt === undefined ? read : seen(read, now.lead.ledgerSeq, now.lead.generation),
    ),
    async story(trial) {
      await trial.posts(NO_CONSENT);
      trial.crosses("leads.write", () => trial.posts());
      await trial.passes("1 day");
    },
    shows: "ended past a fact",
  },
  {
    guard: "the end takes the alarm off",
    without: changing(({ remove = [], ...change }) => ({
      ...change,
      remove: remove.filter((name) => name !== "nextWakeAt"),
    })),
    async story(trial) {
      await trial.posts(NO_CONSENT);
      await trial.passes("1 minute");
    },
    shows: "lost",
  },
  {
    guard: "a fact that changes the plan wakes the lead",
    without: changing(({ wake, ...change }) => change),
    async story(trial) {
      await welcomed(trial);
      await trial.clicks();
      await trial.passes("4 days");
      await trial.clicks();
      await trial.passes("1 day");
    },
    shows: "left to the sweeper",
  },
  {
    guard: "a fact that changes the plan sets nextWakeAt: its record is lost",
    without: changing((change) => {
      const { nextWakeAt, ...set } = change.set ?? {};
      return change.wake ? { ...change, set } : change;
    }),
    async story(trial) {
      await welcomed(trial);
      await trial.unheard(() => trial.attends());
      await trial.passes("1 hour");
    },
    shows: "slept past a fact",
  },
  {
    guard: "the sweeper: the record of a new lead is lost",
    without: neverSweeping,
    async story(trial) {
      await trial.unheard(() => trial.posts());
      await trial.passes("31 minutes");
    },
    shows: "lost",
  },
  {
    guard: "sales counts as told after the publish, not before: the function dies between the two",
    without: publishingAfterwards("sales"),
    async story(trial) {
      await welcomed(trial);
      await trial.attends();
      await trial.passes("1 hour");
    },
    shows: "told only on paper",
  },
  {
    guard: "a task counts as asked for after the publish, not before: the function dies between the two",
    without: publishingAfterwards("tasks"),
    async story(trial) {
      await trial.posts({ employees: "3", phone: "+353 21 555 0134" });
      await trial.passes("11 days");
    },
    shows: "asked only on paper",
  },
  {
    guard: "nothing is written to a lead that was erased",
    without: recreating,
    async story(trial) {
      await welcomed(trial);
      trial.crosses("leads.write", () => trial.isErased());
      await trial.passes("4 days");
    },
    shows: "generation twice",
  },
];

const kinds = (problems: readonly string[]) => problems.map((problem) => problem.split(":")[0]);

async function told(
  { story, campaign = GUIDE }: Guard,
  mutation: Mutation,
): Promise<readonly (string | undefined)[]> {
  const trial = await Trial.of(mutation, campaign);
  await story(trial);
  return kinds(await trial.ends());
}

test.each(GUARDS)("$guard", async (guard) => {
  expect(await told(guard, {})).toEqual([]);
  expect(await told(guard, guard.without)).toContain(guard.shows);
});
