/** A function dies at any call it makes while a lead is handed over: somebody is told, one person has it, and the desk counts it once. */
import { expect, test } from "vitest";
import type { OutsideCall } from "../../local/memory/faults.ts";
import { Trial } from "./trial.ts";

const CALLS: readonly OutsideCall[] = [
  "leads.read",
  "leads.write",
  "rota.read",
  "rota.accountOwner",
  "sales.confirmedSubscribers",
  "secrets.links",
  "sales.publish",
];

const BLOWS = CALLS.flatMap((call) =>
  (["before", "after"] as const).flatMap((when) =>
    (call.startsWith("leads.") ? [1, 2, 3, 4] : [1]).map((nth) => ({ call, when, nth })),
  ),
);

test.each(BLOWS)("dead $when call $nth of $call", async ({ call, when, nth }) => {
  const trial = await Trial.of({});
  await trial.posts();
  await trial.passes("1 hour");
  await trial.attends();
  for (let passed = 1; passed < nth; passed++)
    trial.next(call, { kind: "meanwhile", when: "before", act: async () => undefined });
  trial.next(call, { kind: "die", when, error: "Sandbox.Timedout" });
  await trial.passes("12 hours");
  const { line } = trial;
  expect(line.sales.notices.length).toBeGreaterThan(0);
  expect(line.sales.notices.length).toBeLessThanOrEqual(2);
  expect(new Set(line.sales.notices.map(({ attributes }) => attributes?.["to"]))).toEqual(new Set(["tom"]));
  expect([...(await line.leads.desk.read()).open]).toEqual([["tom", 1]]);
  expect(await trial.ends()).toEqual([]);
});
