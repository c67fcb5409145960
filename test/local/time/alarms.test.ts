import fc from "fast-check";
import { expect, test } from "vitest";
import { Alarms } from "../../../local/time/alarms.ts";

test("alarms ring by instant, those of one instant as they were set, and none that was cancelled", () => {
  const some = fc.array(fc.record({ at: fc.nat(20), isCancelled: fc.boolean() }), { maxLength: 60 });
  fc.assert(
    fc.property(some, (planned) => {
      const alarms = new Alarms();
      const rung: number[] = [];
      const set = planned.map(({ at }, n) => alarms.add(at, "", () => rung.push(n)));
      for (const [n, { isCancelled }] of planned.entries()) if (isCancelled) set[n]?.cancel();
      const kept = planned.map(({ at, isCancelled }, n) => ({ at, n, isCancelled }));
      const expected = kept
        .filter(({ isCancelled }) => !isCancelled)
        .sort((a, b) => a.at - b.at || a.n - b.n);
      expect(alarms.first()?.at).toBe(expected[0]?.at);
      while (alarms.ringOne(20));
      expect(rung).toEqual(expected.map(({ n }) => n));
    }),
  );
});

test("an alarm that one before it cancels doesn't ring, and one that it sets at the same instant does", () => {
  const alarms = new Alarms();
  const rung: string[] = [];
  alarms.add(1, "", () => {
    second.cancel();
    alarms.add(1, "", () => rung.push("third"));
  });
  const second = alarms.add(1, "", () => rung.push("second"));
  while (alarms.ringOne(1));
  expect(rung).toEqual(["third"]);
  expect(alarms.first()).toBeUndefined();
});
