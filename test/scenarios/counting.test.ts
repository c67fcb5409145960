/** What is counted for the operators, where no other story tells of it. */
import { expect, test } from "vitest";
import { countStages } from "../../functions/count-stages.ts";
import type { Report } from "../../functions/world/report.ts";
import type { World } from "../../functions/world/world.ts";
import { invoking } from "../../local/memory/invoking.ts";
import { Lifecycle } from "../../workflows/rules/lead.ts";
import { FITTING, story } from "../stories/line.ts";
import { office, ripeAt } from "../stories/selling.ts";

/** A story, and the stages and scores that the stream's follower told of, in order. */
function counting() {
  const stages: string[] = [];
  const scores: number[] = [];
  const report: Report = {
    info: () => undefined,
    warn: () => undefined,
    count: (_metric, { stage } = {}) => void (stage && stages.push(stage)),
    measure: (_what, value) => void scores.push(value),
  };
  const around = (world: World): World => ({ ...world, report });
  return { told: story({ around }), stages, scores };
}

test("each stage that a lead comes into is counted once, and its score whenever it has become another", async () => {
  const { told, stages, scores } = counting();
  await told.posts(FITTING);
  await told.attends();
  expect(stages).toEqual(["nurturing", "mql"]);
  expect(scores).toEqual([50, 65]);
});

test("a lead that sales never answered for is counted, at the moment it goes back to nurture and not again", async () => {
  const told = story();
  await told.posts(FITTING);
  await told.attends();
  await told.passesUntil("2026-12-01T08:59:59.999Z");
  expect(told.line.counts.get("SalesSilent")).toBeUndefined();
  await told.passes("3 days");
  expect(told.line.counts.get("SalesSilent")).toBe(1);
});

test("a lead that was accepted and never told of is counted when it is taken away again", async () => {
  const told = await ripeAt("2026-11-23T10:00:00Z", () => office());
  await told.accepts("Tom");
  await told.passes("2 days");
  expect(told.line.counts.get("SalesSilent")).toBeUndefined();
  await told.passes("1 day");
  expect(told.line.counts.get("SalesSilent")).toBe(1);
});

test("the leads in each stage are told, and a stage that nobody is in as 0; who was erased is in none", async () => {
  const told = story();
  for (const email of ["una@bakery.example", "ben@bakery.example"]) await told.posts({ ...FITTING, email });
  await told.posts(FITTING);
  await told.attends();
  const inStages = new Map<string | undefined, number>();
  const measure: Report["measure"] = (_what, value, { stage } = {}) => void inStages.set(stage, value);
  const { world, leads } = told.line;
  const counts = invoking(countStages({ ...world, report: { ...world.report, measure } }));
  await counts({});
  const nobody = Object.fromEntries(Lifecycle.options.map((stage) => [stage, 0]));
  expect(Object.fromEntries(inStages)).toEqual({ ...nobody, nurturing: 2, mql: 1 });
  for (const { leadId } of leads.all()) leads.erase(leadId, told.now);
  await counts({});
  expect(Object.fromEntries(inStages)).toEqual(nobody);
});
