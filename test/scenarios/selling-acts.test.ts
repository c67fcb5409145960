import { describe, expect, test } from "vitest";
import { FITTING, type Story } from "../stories/line.ts";
import { Meanwhile } from "../stories/meanwhile.ts";
import { heard, office, ripeAt, says, worker } from "../stories/selling.ts";

/** Ten on a Monday: a working day from then is ten on Tuesday. */
const MONDAY = "2026-11-23T10:00:00Z";
const desk = () => office();

/** Accepted by Tom the moment he was told. */
async function accepted(at = MONDAY, of = desk, options: Parameters<typeof ripeAt>[2] = {}): Promise<Story> {
  const told = await ripeAt(at, of, options);
  expect((await told.accepts("Tom")).statusCode).toBe(200);
  return told;
}

describe("what an accepted lead does itself", () => {
  test("a form post, an attendance and a reply are told to its owner once each, at once", async () => {
    const told = await accepted();
    await told.passes("1 hour");
    await told.posts({ ...FITTING, message: "When do you call?" });
    await told.passes("1 hour");
    await told.attends();
    await told.passes("1 hour");
    await told.sends("activities", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        activities: [
          { key: "reply/1", email: FITTING.email, activity: "replied", at: new Date(told.now).toISOString() },
        ],
      }),
    });
    await told.line.settle();
    await told.passes("1 hour");
    expect(heard(told).slice(1)).toEqual([
      "2026-11-23 11:00 act tom",
      "2026-11-23 12:00 act tom",
      "2026-11-23 13:00 act tom",
    ]);
  });

  test("a click is no act of a person's own: nobody is told", async () => {
    const told = await accepted();
    await told.passes("1 hour");
    await told.clicks(told.mailTo());
    await told.passes("1 hour");
    expect(told.notices).toHaveLength(1);
  });

  test("an act that is told of days later, and bears a time before the acceptance: its owner hears of it, once", async () => {
    const told = await accepted();
    await told.passes("1 hour");
    const before = told.notices.length;
    const at = new Date(told.now - 2 * 3_600_000).toISOString();
    const activities = [
      { key: "list-7", email: FITTING.email, activity: "attended", about: "The list of Friday", at },
    ];
    const upload = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ activities }),
    };
    await told.sends("activities", upload);
    await told.line.settle();
    expect(told.notices.slice(before).map(({ text }) => text.includes("The list of Friday"))).toEqual([true]);
    await told.sends("activities", upload);
    await told.passes("1 hour");
    expect(told.notices).toHaveLength(before + 1);
  });

  test("an act that crosses the notice of another is told too", async () => {
    const meanwhile = new Meanwhile();
    const told = await accepted(MONDAY, desk, { around: meanwhile.around });
    await told.passes("1 hour");
    meanwhile.next("before a publish", () => told.attendsUnsettled());
    await told.posts({ ...FITTING, message: "When do you call?" });
    expect(meanwhile.allHappened).toBe(true);
    await told.passes("1 minute");
    const all = told.notices.slice(1).map(({ text }) => text);
    expect(all.some((text) => text.includes("Cold in July"))).toBe(true);
  });

  test("acts that come while their owner is being told, one after the other in the same instant, are written once and cost no step", async () => {
    const meanwhile = new Meanwhile();
    const told = await accepted(MONDAY, desk, { around: meanwhile.around });
    await told.passes("1 hour");
    for (let more = 0; more < 3; more++) {
      const before = told.notices.length;
      meanwhile.next("before a publish", () => told.attendsUnsettled());
      await told.attends();
      expect(told.notices.length - before).toBeLessThanOrEqual(2);
    }
    expect((await told.lead()).lead.troubles).toBeUndefined();
    await told.passes("1 day");
    expect(told.line.counts.get("Trouble")).toBeUndefined();
  });

  test("what it does after sales is done with it is nobody's news", async () => {
    const told = await accepted();
    await says(told, "lost");
    await told.passes("1 hour");
    await told.attends();
    await told.passes("1 day");
    expect(heard(told).filter((each) => each.includes(" act "))).toEqual([]);
  });

  test("it asks for sales while somebody has it: told to them, and no second hand-off", async () => {
    const told = await accepted();
    await told.passes("1 hour");
    await told.posts({ email: FITTING.email, message: "a demo please" });
    expect(heard(told).slice(1)).toEqual(["2026-11-23 11:00 act tom"]);
    expect((await told.lead()).handoffs).toHaveLength(1);
  });

  test("to whom it went after the first dropped it, that person alone is told", async () => {
    const others = { mia: worker("Mia") };
    const told = await accepted(MONDAY, () => office({ others }));
    await told.passesUntil("2026-11-26T10:30:00Z");
    await told.accepts("Ines");
    await told.passes("1 hour");
    await told.attends();
    expect(heard(told).at(-1)).toBe("2026-11-26 11:30 act ines");
  });
});
