import { describe, expect, test } from "vitest";
import { HOUR } from "../../workflows/rules/time.ts";
import { heard, loads, type Office, office, ripeAt, says } from "../stories/selling.ts";

const desk = (stated: Office = {}) => {
  const open = office(stated);
  return () => open;
};

describe("full desks", () => {
  const one = { atMost: 1 };

  test("S44 nobody has room: tried hourly, the manager told once after four hours, on within the hour after somebody has room", async () => {
    const told = await ripeAt(
      "2026-11-23T09:00:00Z",
      desk({ tom: one, ines: one, contact: { within: "3 days" } }),
    );
    for (const email of ["ben@bakery.example", "kim@brewery.example"]) {
      await told.posts({ email, name: "Ben", employees: "200", consent: "yes" });
      await told.attends(email);
    }
    expect(heard(told)).toEqual(["2026-11-23 09:00 release tom", "2026-11-23 09:00 release ines"]);
    expect(await loads(told)).toEqual({ tom: 1, ines: 1 });
    // Both answer, and so hold on to theirs.
    const [first, second] = told.notices.map(
      ({ text }) => /https:\S+\/handoffs\/[^\s?]+/.exec(text)?.[0] ?? "",
    );
    await told.accepts("Tom", first);
    await told.accepts("Ines", second);
    await told.passesUntil("2026-11-23T12:59:59.999Z");
    expect(told.notices).toHaveLength(2);
    await told.passesUntil("2026-11-23T19:30:00Z");
    expect(heard(told).slice(2)).toEqual(["2026-11-23 13:00 nobody-free ruth"]);
    const waiting = await told.lead("kim@brewery.example");
    expect(waiting.handoffs[0]).toMatchObject({ triedAt: Date.parse("2026-11-23T19:00:00Z") });
    expect(waiting.handoffs[0]?.to).toBeUndefined();
    expect(waiting.ledger.filter(({ what }) => what.startsWith("nobody can have it yet"))).toHaveLength(1);
    expect(await says(told, "lost")).toBeUndefined();
    expect(await loads(told)).toEqual({ ines: 1 });
    await told.passes("1 hour");
    expect(heard(told).slice(3)).toEqual(["2026-11-23 20:00 release tom"]);
    expect(await loads(told)).toEqual({ tom: 1, ines: 1 });
  });

  test("S44 two full people: neither reminder nor clock runs for a lead that nobody has, for as long as it lasts", async () => {
    const told = await ripeAt(
      "2026-11-23T09:00:00Z",
      desk({ tom: one, pools: [{ name: "europe", people: ["tom"] }] }),
    );
    await told.accepts("Tom");
    const email = "ben@bakery.example";
    await told.posts({ email, name: "Ben", employees: "200", consent: "yes" });
    await told.attends(email);
    await told.passesUntil("2026-11-23T23:30:00Z");
    const { handoffs } = await told.lead(email);
    expect(handoffs[0]).toMatchObject({ status: "released", fullSince: Date.parse("2026-11-23T09:00:00Z") });
    expect(handoffs[0]?.dueAt).toBeUndefined();
    expect(handoffs[0]?.fullToldAt).toBe(Date.parse("2026-11-23T13:00:00Z"));
  });

  test("S44 the last place goes, and the next full spell tells the manager anew only once per lead", async () => {
    const told = await ripeAt(
      "2026-11-23T09:00:00Z",
      desk({ tom: one, ines: one, pools: [{ name: "europe", people: ["tom"] }] }),
    );
    const email = "ben@bakery.example";
    await told.posts({ email, name: "Ben", employees: "200", consent: "yes" });
    await told.attends(email);
    await told.passesUntil("2026-11-23T14:30:00Z");
    expect(heard(told).filter((each) => each.includes("nobody-free"))).toHaveLength(1);
    await told.rejects(
      "Tom",
      "no-budget",
      "",
      /https:\S+\/handoffs\/[^\s?]+/.exec(told.notices[0]?.text ?? "")?.[0],
    );
    const freed = told.now;
    await told.passes("1 hour");
    const got = told.notices.find(
      ({ attributes, text }) => attributes?.["kind"] === "release" && text.includes("Ben"),
    );
    expect(got?.at).toBeGreaterThan(freed);
    expect(got?.at).toBeLessThanOrEqual(freed + HOUR);
    expect(await loads(told)).toEqual({ tom: 1 });
  });
});
