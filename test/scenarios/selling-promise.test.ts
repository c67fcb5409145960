import { describe, expect, test } from "vitest";
import type { Story } from "../stories/line.ts";
import { Meanwhile } from "../stories/meanwhile.ts";
import { replies } from "../stories/replying.ts";
import { heard, loads, moment, office, ripeAt, says, saysUnsettled } from "../stories/selling.ts";

/** Ten on a Monday: a working day from then is ten on Tuesday. */
const MONDAY = "2026-11-23T10:00:00Z";
const desk = () => office();

/** Accepted by Tom the moment he was told. */
async function accepted(at = MONDAY, of = desk, options: Parameters<typeof ripeAt>[2] = {}): Promise<Story> {
  const told = await ripeAt(at, of, options);
  expect((await told.accepts("Tom")).statusCode).toBe(200);
  return told;
}

const promised = async (told: Story) => (await told.lead()).handoffs.at(-1)?.promised;

describe("a promise that nobody keeps", () => {
  test("S42 accepted on Friday afternoon: due Monday afternoon, asked once, the manager a day later, then to somebody else", async () => {
    const told = await accepted("2026-11-20T15:30:00Z");
    expect(moment((await promised(told))?.contactBy ?? 0)).toBe("2026-11-23 15:30");
    await told.passesUntil("2026-11-25T15:29:59Z");
    expect(heard(told)).toEqual([
      "2026-11-20 15:30 release tom",
      "2026-11-23 15:30 follow-up tom",
      "2026-11-24 15:30 follow-up-manager ruth",
    ]);
    expect(await loads(told)).toEqual({ tom: 1 });
    await told.passesUntil("2026-11-25T15:30:00Z");
    expect(heard(told).slice(3)).toEqual(["2026-11-25 15:30 release ines"]);
    expect(await loads(told)).toEqual({ ines: 1 });
    expect((await told.lead()).lead.lifecycle).toBe("mql");
    expect((await told.lead()).handoffs).toMatchObject([
      { n: 1, to: "tom", outcome: "no-word" },
      { n: 2, to: "ines", status: "released", asked: ["tom"] },
    ]);
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("back from the pool and then ignored or given back, nurture goes on where it stood", async () => {
    for (const way of ["ignored", "given back"]) {
      const told = await accepted();
      await told.passesUntil("2026-11-26T10:00:00Z");
      expect(heard(told).at(-1)).toBe("2026-11-26 10:00 release ines");
      if (way === "given back") await told.rejects("Ines", "no-budget");
      await told.passes("2 months");
      expect((await told.lead()).handoffs[1]?.status).toBe(way === "ignored" ? "expired" : "rejected");
      expect(told.touches(), way).toEqual(["welcome", "second", "third"]);
    }
  });

  test("back from the pool and accepted by the next: one promise anew, and whoever dropped it hears no more of it", async () => {
    const told = await accepted();
    await told.passesUntil("2026-11-26T10:00:00Z");
    expect((await told.accepts("Ines")).statusCode).toBe(200);
    await told.passesUntil("2026-11-27T10:00:00Z");
    expect(heard(told).at(-1)).toBe("2026-11-27 10:00 follow-up ines");
    expect(await says(told, "spoke", { by: "tom", n: 1 })).toContain("Tom");
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("whoever accepted it and is taken off the file: to somebody else at the next step", async () => {
    let now = office();
    const told = await accepted(MONDAY, () => now);
    now = office({ gone: ["tom"] });
    await told.passesUntil("2026-11-23T12:00:00Z");
    expect(heard(told).at(-1)).toBe("2026-11-23 12:00 release ines");
    expect(await loads(told)).toEqual({ ines: 1 });
  });

  test("a pool of one: it comes back to the same person, who is told anew", async () => {
    const told = await accepted(MONDAY, () => office({ pools: [{ name: "a", people: ["tom"] }] }));
    await told.passesUntil("2026-11-26T10:00:00Z");
    expect(heard(told).at(-1)).toBe("2026-11-26 10:00 release tom");
    expect(await loads(told)).toEqual({ tom: 1 });
  });

  test("a first contact falls due after an absence, not in it", async () => {
    const away = [{ from: "2026-11-24", to: "2026-11-27" }];
    const told = await accepted("2026-11-23T15:00:00Z", () => office({ tom: { away } }));
    expect(moment((await promised(told))?.contactBy ?? 0)).toBe("2026-11-30 15:00");
  });
});

test("who wrote back while somebody had it, and is given back then: nothing goes out by itself", async () => {
  const told = await accepted();
  await told.passes("1 hour");
  await replies(told);
  expect(await says(told, "wrong-person")).toBeUndefined();
  await told.passes("3 months");
  expect(told.touches()).toEqual(["welcome"]);
});

describe("who promised and is away", () => {
  const away = (from: string, to: string) => office({ tom: { away: [{ from, to }] } });

  test("entered on the desk after the acceptance: asked on the day all the same, and the manager at once, who has a day", async () => {
    let now = office();
    const told = await accepted(MONDAY, () => now);
    now = away("2026-11-24", "2027-01-29");
    await told.passesUntil("2026-11-25T10:00:00Z");
    expect(heard(told).slice(1)).toEqual([
      "2026-11-24 10:00 follow-up tom",
      "2026-11-24 10:00 follow-up-manager ruth",
      "2026-11-25 10:00 release ines",
    ]);
  });

  test("who leaves in the time of the question: the manager is told the moment they do", async () => {
    const told = await accepted(MONDAY, () => away("2026-11-25", "2027-01-29"));
    await told.passesUntil("2026-11-25T00:00:00Z");
    expect(heard(told).slice(1)).toEqual([
      "2026-11-24 10:00 follow-up tom",
      "2026-11-25 00:00 follow-up-manager ruth",
    ]);
  });

  test("who says something in an absence of the file's promises from that day on, not from their return", async () => {
    let now = office();
    const told = await accepted(MONDAY, () => now);
    now = away("2026-11-01", "2027-12-31");
    expect(await says(told, "voicemail")).toBeUndefined();
    expect(moment((await promised(told))?.contactBy ?? 0)).toBe("2026-11-24 10:00");
    await told.passes("1 hour");
    expect(await says(told, "voicemail", { until: "2027-01-11" })).toBeUndefined();
    expect(moment((await promised(told))?.contactBy ?? 0)).toBe("2027-01-11 09:00");
  });

  test("for more than a year: told once and not over and over, and a late word of theirs still counts", async () => {
    let now = office();
    const told = await accepted(MONDAY, () => now);
    now = away("2026-11-24", "2028-12-31");
    await told.passesUntil("2026-11-24T12:00:00Z");
    expect(heard(told).slice(1)).toEqual([
      "2026-11-24 10:00 follow-up tom",
      "2026-11-24 10:00 follow-up-manager ruth",
    ]);
    expect(await says(told, "voicemail")).toBeUndefined();
  });
});

describe("did you reach them?", () => {
  test("voicemail three times, then out of reach: nurture goes on where it stood, and nothing is repeated", async () => {
    const told = await accepted();
    for (const day of ["24", "25", "26"]) {
      await told.passesUntil(`2026-11-${day}T10:00:00Z`);
      expect(heard(told).at(-1)).toContain("follow-up tom");
      expect(await says(told, "voicemail")).toBeUndefined();
    }
    expect((await promised(told))?.attempts).toHaveLength(3);
    expect(await says(told, "unreachable")).toBeUndefined();
    const { lead, handoffs } = await told.lead();
    expect([lead.lifecycle, handoffs[0]?.status, handoffs[0]?.reason]).toEqual([
      "recycled",
      "rejected",
      "not-reached",
    ]);
    expect(await loads(told)).toEqual({});
    await told.passes("3 months");
    expect(told.touches()).toEqual(["welcome", "second", "third"]);
    expect(heard(told).filter((each) => each.includes("manager"))).toEqual([]);
  });

  test("out of reach after two tries is refused, and says that one is missing", async () => {
    const told = await accepted();
    await says(told, "voicemail");
    await told.passes("1 hour");
    await says(told, "voicemail");
    expect(await says(told, "unreachable")).toBe(
      "It counts as out of reach after 3 tries; one is still missing.",
    );
    expect((await told.lead()).handoffs).toMatchObject([{ status: "accepted" }]);
  });

  test("the next try may be put on a day; then that day is asked for, at its beginning", async () => {
    const told = await accepted();
    expect(await says(told, "voicemail", { until: "2026-12-02" })).toBeUndefined();
    await told.passesUntil("2026-12-01T23:59:59.999Z");
    expect(told.notices).toHaveLength(1);
    expect(await says(told, "voicemail", { until: "2026-12-01" })).toBe("Give a day that is still to come.");
  });

  test("“not yet” three times in a row: the manager is told at once; a try between begins the count anew", async () => {
    const told = await accepted();
    for (const result of ["not-yet", "not-yet", "voicemail", "not-yet", "not-yet"] as const) {
      expect(await says(told, result)).toBeUndefined();
      await told.passes("12 minutes");
    }
    expect(told.notices).toHaveLength(1);
    expect(await says(told, "not-yet")).toBeUndefined();
    expect(heard(told).slice(1)).toEqual(["2026-11-23 11:00 follow-up-manager ruth"]);
    await told.passesUntil("2026-11-24T11:00:00Z");
    expect(heard(told).slice(2)).toEqual(["2026-11-24 11:00 release ines"]);
  });

  test("a button pressed twice counts once, and says that it was noted", async () => {
    const told = await accepted();
    expect(await says(told, "voicemail")).toBeUndefined();
    expect(await says(told, "voicemail")).toBe("This was noted a moment ago.");
    await told.passes("59 seconds");
    expect(await says(told, "voicemail")).toBe("This was noted a moment ago.");
    expect((await promised(told))?.attempts).toHaveLength(1);
    await told.passes("1 second");
    expect(await says(told, "voicemail")).toBeUndefined();
    expect((await promised(told))?.attempts).toHaveLength(2);
  });

  test("the wrong person: given back, and nurture goes on", async () => {
    const told = await accepted();
    expect(await says(told, "wrong-person", { note: "Left in May" })).toBeUndefined();
    const { handoffs, lead } = await told.lead();
    expect(handoffs[0]).toMatchObject({ status: "rejected", reason: "wrong-person", note: "Left in May" });
    expect(lead.lifecycle).toBe("recycled");
    await told.passes("3 months");
    expect(told.touches()).toEqual(["welcome", "second", "third"]);
  });

  test("S43 not now, from a day on: it sleeps until then, goes on where it stood, and repeats nothing", async () => {
    const told = await accepted();
    expect(await says(told, "not-now")).toBe("Say from which day on it may be asked again.");
    expect(await says(told, "not-now", { until: "2027-04-01" })).toBeUndefined();
    await told.passesUntil("2027-03-31T22:59:59Z");
    expect(told.touches()).toEqual(["welcome"]);
    await told.passes("2 months");
    expect(told.touches()).toEqual(["welcome", "second", "third"]);
    expect(told.notices).toHaveLength(1);
  });

  test("spoke: nothing for ten working days, then what came of it is asked; silence leaves it theirs and asks again", async () => {
    const told = await accepted();
    expect(await says(told, "spoke")).toBeUndefined();
    await told.passesUntil("2026-12-07T09:59:59Z");
    expect(told.notices).toHaveLength(1);
    await told.passesUntil("2026-12-09T10:00:00Z");
    expect(heard(told).slice(1)).toEqual([
      "2026-12-07 10:00 follow-up tom",
      "2026-12-08 10:00 follow-up-manager ruth",
    ]);
    expect(await loads(told)).toEqual({ tom: 1 });
    expect((await told.lead()).handoffs).toHaveLength(1);
    await told.passes("3 weeks");
    expect(heard(told).slice(3).at(0)).toContain("follow-up tom");
  });

  test.each([
    ["won", "customer"],
    ["lost", "dormant"],
  ] as const)(
    "qualified, then %s: the lead is %s, nobody is asked any more and no letter goes out",
    async (result, lifecycle) => {
      const told = await accepted();
      expect(await says(told, "qualified")).toBeUndefined();
      expect((await told.lead()).lead.lifecycle).toBe("sql");
      await told.passes("1 day");
      expect(await says(told, result)).toBeUndefined();
      expect((await told.lead()).lead.lifecycle).toBe(lifecycle);
      expect(await loads(told)).toEqual({});
      await told.passes("3 months");
      expect(told.notices).toHaveLength(1);
      expect(told.touches()).toEqual(["welcome"]);
      const late = await says(told, "voicemail");
      expect(late).toBe(`Tom is done with this lead already: ${result}.`);
    },
  );

  test("a late word after the lead moved on is refused, and says what became of it", async () => {
    const told = await accepted();
    await told.passesUntil("2026-11-26T10:00:00Z");
    expect(await says(told, "voicemail", { by: "tom", n: 1 })).toBe(
      "Tom accepted this lead on Monday 23 November 2026, 10:00 (Europe/Dublin), but told of no contact: it was given to somebody else.",
    );
    expect((await told.lead()).handoffs).toMatchObject([{ n: 1 }, { n: 2, status: "released", to: "ines" }]);
  });

  test("a word that crosses the question answers it: the next one comes with the next try, and before the manager's", async () => {
    const meanwhile = new Meanwhile();
    const told = await accepted(MONDAY, desk, { around: meanwhile.around });
    meanwhile.next("after a publish", async () => {
      await saysUnsettled(told, "voicemail");
    });
    await told.passesUntil("2026-11-24T10:00:00Z");
    expect(meanwhile.allHappened).toBe(true);
    await told.passesUntil("2026-11-26T09:00:00Z");
    expect(heard(told).slice(1)).toEqual([
      "2026-11-24 10:00 follow-up tom",
      "2026-11-25 10:00 follow-up tom",
    ]);
  });
});
