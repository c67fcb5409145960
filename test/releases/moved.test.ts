/** Moving whoever sleeps under an old workflow file to today's, by `npm run leads -- restart`: nobody fares otherwise by it. */
import { expect, test } from "vitest";
import { restartLeads } from "../../local/leads/restart.ts";
import { memoryArrivals } from "../../local/memory/memory-arrivals.ts";
import { filled } from "../../local/memory/nurture-line.ts";
import type { Story } from "../stories/line.ts";
import { CAST, type Sleeper, surroundings } from "./cast.ts";
import { releases } from "./release.ts";
import { TODAYS_WORKFLOW, thaw } from "./thaw.ts";
import { live } from "./verdict.ts";

const newest = releases().at(-1);

async function restartAll(told: Story): Promise<number> {
  const { chosen } = await restartLeads({
    arrivals: memoryArrivals(told.line.leads),
    world: told.line.world,
    where: { begunBefore: told.now },
    rate: Number.POSITIVE_INFINITY,
    go: true,
  });
  await told.line.settle();
  return chosen;
}

/** It is restarted as soon as it wakes up in the new release. */
const movedFirst = (sleeper: Sleeper): Sleeper => ({
  ...sleeper,
  after: async (told) => {
    await restartAll(told);
    await sleeper.after(told);
  },
});

/** Whoever waits to be tried again is tried at once: its letters come sooner, and it is out of its trouble. */
const SOONER = ["trying again", "waiting out a trouble", "resting, since the table is out of reach"];

const isOfTheWorkflow = (line: string) => line.startsWith("executions ");

test.each(Object.entries(CAST).filter(([name]) => !SOONER.includes(name)))(
  "%s: fares as it would have",
  async (name, sleeper) => {
    const frozen = newest?.sleepers[name];
    if (newest === undefined || frozen === undefined) throw new Error(`"${name}" was not recorded`);
    const became = await live(movedFirst(sleeper), frozen, newest.workflow);
    const outcome = newest.outcomes[name] ?? [];
    expect(became.filter((line) => !isOfTheWorkflow(line))).toEqual(
      outcome.filter((line) => !isOfTheWorkflow(line)),
    );
  },
);

test.each(SOONER)("%s: is tried at once, and nothing goes out twice", async (name) => {
  const [frozen, sleeper] = [newest?.sleepers[name], CAST[name]];
  if (newest === undefined || frozen === undefined || sleeper === undefined)
    throw new Error(`"${name}" was not recorded`);
  const told = await thaw(frozen, newest.workflow, surroundings(sleeper));
  expect(await restartAll(told)).toBe(1);
  expect(told.touches()).toEqual(["welcome", "second"]);
  await told.passes("5 weeks");
  const ids = told.mails.map(({ tags }) => tags.touchId);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the new execution runs today's file; the old one kept its own until it ended", async () => {
  const name = "asleep until its second letter";
  const [frozen, sleeper] = [newest?.sleepers[name], CAST[name]];
  if (frozen === undefined || sleeper === undefined) throw new Error(`"${name}" was not recorded`);
  const before = TODAYS_WORKFLOW.replace(/"Comment": "One execution/, '"Comment": "Of old. One execution');
  const told = await thaw(frozen, before, surroundings(sleeper));
  const [old] = frozen.executions;
  expect(await restartAll(told)).toBe(1);
  const [leadId] = told.line.leads.all().map((life) => life.leadId);
  const [now] = leadId === undefined ? [] : told.line.executionsOf(leadId);
  const under = (arn = "") =>
    told.line.engine.call("DescribeStateMachineForExecution", { executionArn: arn });
  expect(await under(old?.arn)).toMatchObject({ definition: filled(before) });
  expect(await under(now)).toMatchObject({ definition: filled(TODAYS_WORKFLOW) });
  expect([old?.arn, now].map((arn) => told.line.engine.describe(arn ?? "").status)).toEqual([
    "SUCCEEDED",
    "RUNNING",
  ]);
});
