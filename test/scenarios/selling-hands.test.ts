/** Hands raised while sales has the lead, at hours when nobody is at work, and after it. */
import { describe, expect, test } from "vitest";
import { FITTING, type Story } from "../stories/line.ts";
import { office, openFrom } from "../stories/selling.ts";

const DEMO = { email: FITTING.email, message: "a demo please" };
const told = (line: Story) =>
  line.notices.map(({ at, attributes }) =>
    [new Date(at).toISOString().slice(5, 16), attributes?.["kind"], attributes?.["to"]].join(" "),
  );

async function arrivesAt(start: string, fields = {}): Promise<Story> {
  const line = openFrom(start, () => office());
  await line.posts({ ...FITTING, ...fields });
  return line;
}

describe("a hand raised while sales has yet to answer", () => {
  test("told again at once, and minutes count from then", async () => {
    const line = await arrivesAt("2026-11-23T09:00:00Z");
    await line.attends();
    await line.passes("10 minutes");
    await line.posts(DEMO);
    expect(told(line)).toEqual(["11-23T09:00 release tom", "11-23T09:10 release tom"]);
    expect((await line.lead()).handoffs).toMatchObject([
      { byHand: true, because: "asked for sales: “a demo please”" },
    ]);
    await line.passes("15 minutes");
    expect(told(line).at(-1)).toBe("11-23T09:25 reminder tom");
    await line.passes("15 minutes");
    expect(told(line).at(-1)).toBe("11-23T09:40 next-person ines");
  });

  test("a second one changes nothing more", async () => {
    const line = await arrivesAt("2026-11-23T09:00:00Z", { message: "a demo please" });
    await line.passes("1 minute");
    await line.posts({ ...DEMO, message: "a demo, any day" });
    expect(told(line)).toEqual(["11-23T09:00 release tom"]);
  });

  test("asked on Saturday, given back on Monday: sales had heard of it, and nothing is dropped unheard", async () => {
    const line = await arrivesAt("2026-11-27T17:00:00Z");
    await line.attends();
    await line.passesUntil("2026-11-28T10:00:00Z");
    await line.posts(DEMO);
    expect(told(line).at(-1)).toBe("11-28T10:00 release tom");
  });
});

describe("a hand raised when nobody is at work", () => {
  test("goes to two people and the manager in its minutes, and not back to nurture before somebody has been at work", async () => {
    const line = await arrivesAt("2026-11-27T21:38:00Z", { message: "a demo please" });
    await line.passesUntil("2026-11-30T09:59:00Z");
    expect(told(line)).toEqual([
      "11-27T21:38 release tom",
      "11-27T21:53 reminder tom",
      "11-27T22:08 next-person ines",
      "11-27T22:23 reminder ines",
      "11-27T22:38 manager ruth",
    ]);
    expect((await line.lead()).handoffs).toMatchObject([{ status: "released" }]);
    await line.passesUntil("2026-11-30T10:00:00Z");
    expect((await line.lead()).handoffs).toMatchObject([{ status: "expired" }]);
  });

  test("snoozed until a day: then it has working time, as whatever sales put off itself", async () => {
    const line = await arrivesAt("2026-11-23T09:00:00Z", { message: "a demo please" });
    await line.snoozes("Tom", "2026-12-07");
    await line.passesUntil("2026-12-07T10:59:00Z");
    expect(told(line).slice(1)).toEqual(["12-07T00:00 release tom"]);
    await line.passesUntil("2026-12-07T11:00:00Z");
    expect(told(line).at(-1)).toBe("12-07T11:00 reminder tom");
  });
});

describe("whoever has a lead that raised its hand", () => {
  test("hears of each further post, though it never got a mail", async () => {
    const line = await arrivesAt("2026-11-23T09:00:00Z", { message: "a demo please" });
    await line.accepts("Tom");
    await line.passes("1 hour");
    await line.posts({ email: FITTING.email, message: "Where is my demo? Please call me" });
    expect(told(line).at(-1)).toBe("11-23T10:00 act tom");
  });
});

describe("days too far", () => {
  test.each([
    ["snooze", { answer: "snooze" }],
    ["reject", { answer: "reject", reason: "bad-timing" }],
  ])("%s until the year 9999 is refused", async (_, answer) => {
    const line = await arrivesAt("2026-11-23T09:00:00Z", { message: "a demo please" });
    const said = await line.follows(line.handoffLink, "POST", { ...answer, until: "9999-12-31" });
    expect(said.statusCode).toBe(409);
    expect(said.body).toContain("within the next three years");
    expect((await line.lead()).handoffs).toMatchObject([{ status: "released" }]);
  });
});
