/** Whatever is written in whatever order, on readings old and new: the table in memory and the one on DynamoDB hold the same life. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Change } from "../../workflows/rules/change.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import type { Life } from "../../workflows/rules/life.ts";
import { MONDAY } from "../stories/line.ts";
import { awsOutside } from "./aws-outside.ts";
import { creation, enrolment, freshId, handoff, line, sleepWrite, touch } from "./lives.ts";
import { memoryOutside } from "./memory-outside.ts";
import type { Outside } from "./port.ts";

let worlds: readonly [Outside, Outside];
beforeAll(async () => {
  worlds = [await memoryOutside(), await awsOutside()];
});
afterAll(async () => {
  for (const world of worlds ?? []) await world.stop();
});

const few = fc.integer({ min: 1, max: 3 });
const instant = fc.integer({ min: MONDAY, max: MONDAY + 50 });
const some = <T>(of: fc.Arbitrary<T>, key: (item: T) => string) =>
  fc.option(fc.uniqueArray(of, { maxLength: 3, selector: key }), { nil: undefined });

const change: fc.Arbitrary<Change> = fc
  .record({
    set: fc.option(
      fc.record(
        {
          because: fc.string({ maxLength: 8 }),
          lifecycle: fc.constantFrom("nurturing", "mql", "unsubscribed"),
          answers: fc.dictionary(fc.constantFrom("timeline", "size"), fc.string({ maxLength: 4 }), {
            noNullPrototype: true,
          }),
          score: fc.record({
            fit: few,
            engagement: fc.integer({ min: -9, max: 999 }).map((tenths) => tenths / 10),
            total: few,
            at: instant,
          }),
          nextWakeAt: instant,
          decidedAt: instant,
          endedAt: instant,
          generation: instant,
          troubles: few,
        },
        { requiredKeys: [] },
      ),
      { nil: undefined },
    ),
    wake: fc.option(fc.boolean(), { nil: undefined }),
    touches: some(
      fc
        .tuple(fc.constantFrom("welcome", "second"), fc.constantFrom("claimed", "sent", "unknown"))
        .map(([name, status]) => touch(name, { status })),
      ({ touchId }) => touchId,
    ),
    ledger: some(
      fc.constantFrom("a", "b#1", "b#10", "b#2", "é", "Z").map((key) => line(key)),
      ({ key }) => key,
    ),
    handoffs: some(
      few.map((n) => handoff(n * 4)),
      ({ n }) => String(n),
    ),
    enrolments: some(few.map(enrolment), ({ n }) => String(n)),
  })
  .map((made) => JSON.parse(JSON.stringify(made)) as Change);

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("write" as const), change, old: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("create" as const), generation: instant, old: fc.nat(1) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("sleep" as const), generation: instant, late: fc.nat(1) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("erase" as const), at: instant }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

test("random writes leave the same life in memory and on DynamoDB", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const leadId = freshId(steps.length);
      const [memory, aws] = await Promise.all(worlds.map((world) => live(world, leadId, steps)));
      expect(memory).toEqual(aws);
    }),
    { numRuns: 60, seed: 20_261_121 },
  );
});

/** What was answered, and what was read, after each step. */
async function live(outside: Outside, leadId: LeadId, steps: readonly Step[]): Promise<readonly unknown[]> {
  const { leads } = outside.world;
  const readings: Life[] = [await leads.read(leadId)];
  const told: unknown[] = [];
  for (const each of steps) {
    told.push(await take(outside, leadId, each, readings));
    readings.unshift(await leads.read(leadId));
    told.push(readings[0]);
  }
  return told;
}

async function take(
  outside: Outside,
  leadId: LeadId,
  each: Step,
  readings: readonly Life[],
): Promise<unknown> {
  const reading = (old: number): Life => readings[old] ?? (readings[0] as Life);
  const { leads } = outside.world;
  switch (each.do) {
    case "write":
      if (reading(each.old).lead === undefined) return "nobody to write to";
      return leads.write(reading(each.old), each.change);
    case "create":
      if (reading(each.old).lead !== undefined) return "there already";
      return leads.write(reading(each.old), creation(leadId, { generation: each.generation }));
    case "sleep": {
      const { ledgerSeq = 1, generation = each.generation } = reading(0).lead ?? {};
      const given = sleepWrite(leadId, ledgerSeq - each.late, generation, "token", MONDAY + 5);
      return outside.update(given).then(
        () => "asleep",
        ({ name }: Error) => name.replace(/^.*\./, ""),
      );
    }
    default:
      return outside.erase(leadId, each.at);
  }
}
