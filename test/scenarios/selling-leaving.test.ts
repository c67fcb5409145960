import { describe, expect, test } from "vitest";
import { FITTING, type Story } from "../stories/line.ts";
import { Meanwhile } from "../stories/meanwhile.ts";
import { heard, loads, office, ripeAt, says } from "../stories/selling.ts";

const MONDAY = "2026-11-23T09:00:00Z";
const desk = () => office();

async function isToldOnceAndNeverMailed(told: Story, mails: readonly string[]): Promise<void> {
  await told.passes("2 months");
  expect(heard(told).filter((each) => each.includes(" left "))).toHaveLength(1);
  expect(told.touches()).toEqual(mails);
}

describe("a lead that unsubscribes while sales has it", () => {
  test("S46 while it waits: whoever has it is told at once, once, and no mail goes out, whatever they answer", async () => {
    for (const answer of ["reject", "accept", "nothing"] as const) {
      const told = await ripeAt(MONDAY, desk);
      await told.passes("1 hour");
      await told.unsubscribes();
      expect(heard(told)).toEqual(["2026-11-23 09:00 release tom", "2026-11-23 10:00 left tom"]);
      await told.unsubscribes();
      if (answer === "reject") await told.rejects("Tom", "no-budget");
      if (answer === "accept") await told.accepts("Tom");
      await isToldOnceAndNeverMailed(told, ["welcome"]);
      if (answer !== "accept") expect((await told.lead()).lead.lifecycle).toBe("unsubscribed");
    }
  });

  test("S46 in the time of the next person: that one is told, the first no more", async () => {
    const told = await ripeAt(MONDAY, desk);
    await told.passesUntil("2026-11-23T13:30:00Z");
    await told.unsubscribes();
    expect(heard(told).at(-1)).toBe("2026-11-23 13:30 left ines");
    await isToldOnceAndNeverMailed(told, ["welcome"]);
  });

  test("S46 told to the first person, and then passed on: the next reads it in the notice, without another", async () => {
    const told = await ripeAt(MONDAY, desk);
    await told.unsubscribes();
    await told.passesUntil("2026-11-23T13:00:00Z");
    expect(told.notices.at(-1)?.text).toContain("withdrawn");
    await isToldOnceAndNeverMailed(told, ["welcome"]);
  });

  test("S46 while it is snoozed: told at once, once; and when the snooze is over, told again with its consent withdrawn", async () => {
    const told = await ripeAt(MONDAY, desk);
    await told.snoozes("Tom", "2026-12-01");
    await told.passes("1 hour");
    await told.unsubscribes();
    expect(heard(told).at(-1)).toBe("2026-11-23 10:00 left tom");
    await told.passesUntil("2026-12-01T00:00:00Z");
    expect(heard(told).at(-1)).toBe("2026-12-01 00:00 release tom");
    expect(told.notices.at(-1)?.text).toContain("withdrawn");
    await isToldOnceAndNeverMailed(told, ["welcome"]);
  });

  test("S46 after it was accepted: its owner is told, once; given back, it stays gone", async () => {
    const told = await ripeAt(MONDAY, desk);
    await told.accepts("Tom");
    await told.passes("1 hour");
    await told.unsubscribes();
    expect(heard(told).at(-1)).toBe("2026-11-23 10:00 left tom");
    expect(await says(told, "wrong-person")).toBeUndefined();
    expect((await told.lead()).lead.lifecycle).toBe("unsubscribed");
    await isToldOnceAndNeverMailed(told, ["welcome"]);
  });

  test("S46 after sales is done with it: nobody is told", async () => {
    const told = await ripeAt(MONDAY, desk);
    await told.accepts("Tom");
    await says(told, "won");
    await told.unsubscribes();
    await told.passes("2 months");
    expect(heard(told)).toEqual(["2026-11-23 09:00 release tom"]);
  });

  test("S46 a hard bounce is told like a leave", async () => {
    const told = await ripeAt(MONDAY, desk);
    await told.bounces();
    expect(heard(told).at(-1)).toBe("2026-11-23 09:00 left tom");
    expect(told.notices.at(-1)?.text).toContain("bounced");
    await isToldOnceAndNeverMailed(told, ["welcome"]);
  });

  test("S46 before anybody has room for it: nobody to tell; whoever gets it reads of it", async () => {
    const away = [{ from: "2026-11-23", to: "2026-11-24" }];
    const told = await ripeAt(MONDAY, () => office({ tom: { away }, ines: { away } }));
    await told.unsubscribes();
    await told.passesUntil("2026-11-25T01:00:00Z");
    expect(heard(told)).toEqual(["2026-11-23 13:00 nobody-free ruth", "2026-11-25 00:00 release tom"]);
    expect(told.notices.at(-1)?.text).toContain("withdrawn");
  });

  test("S46 in the very moment in which it is told to sales: told once, and that it left besides", async () => {
    const meanwhile = new Meanwhile();
    const told = await ripeAt(
      "2026-11-23T08:00:00Z",
      () => office({ gone: ["tom"], pools: [{ name: "a", people: ["ines"] }] }),
      {
        around: meanwhile.around,
      },
    );
    await told.rejects("Ines", "no-budget");
    await told.passes("1 day");
    meanwhile.next("before a publish", () => told.unsubscribesUnsettled());
    await told.posts({ email: FITTING.email, message: "a demo please" });
    expect(meanwhile.allHappened).toBe(true);
    await told.passes("10 minutes");
    expect(heard(told).slice(1)).toEqual(["2026-11-24 08:00 release ines", "2026-11-24 08:00 left ines"]);
    expect(await loads(told)).toEqual({ ines: 1 });
  });
});
