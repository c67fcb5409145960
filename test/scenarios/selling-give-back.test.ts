import { describe, expect, test } from "vitest";
import { FITTING, type Story } from "../stories/line.ts";
import { heard, loads, type Office, office, ripeAt, says } from "../stories/selling.ts";

const MONDAY = "2026-11-23T10:00:00Z";
const desk = (stated: Office = {}) => {
  const open = office(stated);
  return () => open;
};
const demo = { email: FITTING.email, message: "a demo please" };
const engagement = async (told: Story) => {
  await told.posts({ email: FITTING.email });
  return (await told.lead()).lead.score.engagement;
};

describe("given back", () => {
  test("S43 bad timing, Q2: engagement is cooled by half, and what it does since counts whole", async () => {
    const told = await ripeAt(MONDAY, desk());
    // Two webinars, of fifteen points each.
    await told.attends();
    expect(await engagement(told)).toBe(30);
    await told.rejects("Tom", "bad-timing", "2027-04-01");
    await told.passes("1 second");
    expect(await engagement(told)).toBe(15);
    await told.attends();
    expect(await engagement(told)).toBe(30);
  });

  test("S43 the third time it is given back it is disqualified, whoever gave it back and why, and nobody hears of it again", async () => {
    const told = await ripeAt(MONDAY, desk());
    await told.rejects("Tom", "no-budget");
    await told.passes("1 day");
    await told.posts(demo);
    await told.rejects("Ines", "bad-timing", "2027-04-01");
    expect((await told.lead()).lead.lifecycle).toBe("recycled");
    await told.passes("1 day");
    await told.posts(demo);
    await told.accepts("Tom");
    expect(await says(told, "not-now", { until: "2027-06-01" })).toBeUndefined();
    const { lead } = await told.lead();
    expect(lead.lifecycle).toBe("disqualified");
    expect(lead.because).toBe("Tom gave it back (bad-timing), as sales has 3 times");
    await told.passes("8 months");
    await told.posts(demo);
    expect(told.notices).toHaveLength(3);
    expect(told.touches()).toEqual(["welcome"]);
    expect(await loads(told)).toEqual({});
  });

  test("S43 what nobody answered is no giving back", async () => {
    const told = await ripeAt(MONDAY, desk({ giveBacks: 2 }));
    await told.passes("1 week");
    expect((await told.lead()).handoffs).toMatchObject([{ status: "expired" }]);
    await told.posts(demo);
    await told.rejects("Tom", "no-budget");
    expect((await told.lead()).lead.lifecycle).toBe("recycled");
  });

  test("S43 a customer by the third give-back is a customer, not disqualified", async () => {
    const told = await ripeAt(MONDAY, desk({ giveBacks: 1 }));
    await told.rejects("Tom", "already-customer");
    expect((await told.lead()).lead.lifecycle).toBe("customer");
  });

  test("S43 without a reason, or with one that isn't the desk's, it is refused, and nothing moves", async () => {
    const told = await ripeAt(MONDAY, desk());
    for (const reason of ["", "toString", "not-in-the-mood"])
      expect((await told.rejects("Tom", reason)).statusCode).toBe(400);
    expect(await loads(told)).toEqual({ tom: 1 });
  });

  test("S43 a reason of the desk's own means what the desk says", async () => {
    const reasons = { competitor: { say: "Sells what we sell", next: "never" as const } };
    const told = await ripeAt(MONDAY, desk({ reasons }));
    expect((await told.rejects("Tom", "no-budget")).statusCode).toBe(400);
    await told.rejects("Tom", "competitor");
    expect((await told.lead()).lead.lifecycle).toBe("disqualified");
  });
});

describe("answered by somebody else than it was for", () => {
  test("S42 accepted by Ines, though it was Tom's: it is hers, and counts as hers alone", async () => {
    const told = await ripeAt(MONDAY, desk());
    await told.accepts("ines");
    expect(await loads(told)).toEqual({ ines: 1 });
    expect((await told.lead()).lead.owner).toMatchObject({ name: "Ines" });
    await told.passes("1 day");
    expect(heard(told).at(-1)).toBe("2026-11-24 10:00 follow-up ines");
  });

  test("S42 by somebody whose hands are full: refused by name, and it stays whose it was", async () => {
    const told = await ripeAt(MONDAY, desk({ ines: { atMost: 1 } }));
    const email = "ben@bakery.example";
    await told.posts({ ...FITTING, email });
    await told.attends(email);
    expect(await loads(told)).toEqual({ tom: 1, ines: 1 });
    const first = /https:\S+\/handoffs\/[^\s?]+/.exec(told.notices[0]?.text ?? "")?.[0];
    const answer = await told.accepts("Ines", first);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain("Ines has 1 lead to work on already");
    expect((await told.snoozes("Ines", "2026-12-01", first)).statusCode).toBe(409);
    expect(await loads(told)).toEqual({ tom: 1, ines: 1 });
    expect((await told.lead()).handoffs[0]).toMatchObject({ status: "released", to: "tom" });
    // To give it back needs no hands.
    expect((await told.rejects("Ines", "no-budget", "", first)).statusCode).toBe(200);
    expect(await loads(told)).toEqual({ ines: 1 });
  });

  test("S42 by somebody who isn't on the desk: asked who they are", async () => {
    const told = await ripeAt(MONDAY, desk());
    expect((await told.accepts("Mallory")).statusCode).toBe(400);
    expect(await loads(told)).toEqual({ tom: 1 });
  });
});

describe("snoozed", () => {
  test("S44 until a day on which that person is away: somebody else has it from that day", async () => {
    const told = await ripeAt(MONDAY, desk({ tom: { away: [{ from: "2026-11-30", to: "2026-12-11" }] } }));
    await told.snoozes("Tom", "2026-12-01");
    expect(await loads(told)).toEqual({ tom: 1 });
    await told.passesUntil("2026-12-01T00:00:00Z");
    expect(heard(told).at(-1)).toBe("2026-12-01 00:00 release ines");
    expect(await loads(told)).toEqual({ ines: 1 });
  });

  test("S44 by somebody who is taken off the file meanwhile: somebody else has it from that day", async () => {
    let now = office();
    const told = await ripeAt(MONDAY, () => now);
    await told.snoozes("Tom", "2026-12-01");
    now = office({ gone: ["tom"] });
    await told.passesUntil("2026-12-01T00:00:00Z");
    expect(heard(told).at(-1)).toBe("2026-12-01 00:00 release ines");
    expect(await loads(told)).toEqual({ ines: 1 });
  });

  test("S44 in the time of the next person, and then silence: a whole clock anew", async () => {
    const told = await ripeAt(MONDAY, desk());
    await told.passesUntil("2026-11-23T15:00:00Z");
    await told.snoozes("Ines", "2026-12-01");
    await told.passes("3 weeks");
    expect(heard(told).slice(3)).toEqual([
      "2026-12-01 00:00 release ines",
      "2026-12-01 11:00 reminder ines",
      "2026-12-01 13:00 next-person tom",
      "2026-12-01 15:00 reminder tom",
      "2026-12-01 17:00 manager ruth",
    ]);
    expect((await told.lead()).handoffs).toMatchObject([{ status: "expired" }]);
  });
});

describe("erased", () => {
  test("while somebody has it: they have room for another, and it is nobody's colleague any more", async () => {
    const told = await ripeAt(MONDAY, desk());
    const { leadId } = (await told.lead()).lead;
    await told.accepts("Tom");
    expect(await loads(told)).toEqual({ tom: 1 });
    told.line.leads.erase(leadId, told.now);
    expect(await loads(told)).toEqual({});
    const colleagues = [];
    for await (const each of told.line.world.rota.colleagues("dairy.example")) colleagues.push(each);
    expect(colleagues).toEqual([]);
    await told.passes("1 month");
    expect(told.notices).toHaveLength(1);
  });
});
