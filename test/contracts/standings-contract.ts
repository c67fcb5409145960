/** What every record of paused campaigns, and of how their mails fared, must do. */
import { expect, test } from "vitest";
import { type Counted, dayOfMail, type MailDay } from "../../workflows/rules/reputation.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import type { Outside } from "./port.ts";

export function standingsContract(outside: () => Outside): void {
  const standings = () => outside().world.standings;

  test("a campaign that nobody has paused stands empty", async () => {
    expect(await standings().read("never-paused")).toEqual({});
  });

  test("a paused campaign says since when and why; the others stand as before", async () => {
    await standings().pause("paused", MONDAY, "a wrong price");
    expect(await standings().read("paused")).toEqual({ pausedAt: MONDAY, because: "a wrong price" });
    expect(await standings().read("pause")).toEqual({});
    expect(await standings().read("paused-too")).toEqual({});
  });

  test("paused again, it is paused since the first time, for the newer reason", async () => {
    await standings().pause("twice", MONDAY, "a wrong price");
    await standings().pause("twice", MONDAY + 1_000, "and a wrong date");
    expect(await standings().read("twice")).toEqual({ pausedAt: MONDAY, because: "and a wrong date" });
  });

  test("resumed, it is paused no more; resumed again, or never paused, it stands as it stood", async () => {
    await standings().pause("resumed", MONDAY, "a wrong price");
    await standings().resume("resumed", MONDAY + 1_000);
    const resumed = await standings().read("resumed");
    expect(resumed).toEqual({ countedBefore: counts(MONDAY) });
    await standings().resume("resumed", MONDAY + 9 * DAY);
    await standings().resume("never-heard-of", MONDAY);
    expect(await standings().read("resumed")).toEqual(resumed);
    expect(await standings().read("never-heard-of")).toEqual({});
  });

  test("paused anew after a resume, it counts from then", async () => {
    await standings().pause("anew", MONDAY, "a wrong price");
    await standings().resume("anew", MONDAY + 500);
    await standings().pause("anew", MONDAY + 1_000, "a wrong date");
    expect(await standings().read("anew")).toMatchObject({
      pausedAt: MONDAY + 1_000,
      because: "a wrong date",
    });
  });

  test("a campaign without mails has no days", async () => {
    expect(await daysOf("no-mails")).toEqual([]);
  });

  test("what became of its mails is counted by the day of UTC, the newest first, each campaign for itself", async () => {
    for (const day of [1, 12, 0]) await counted("counted", "sent", MONDAY + day * DAY);
    await counted("counted", "sent", LAST_OF_MONDAY);
    await counted("counted", "bounced", MONDAY + DAY);
    await counted("counted", "complained", MONDAY + 12 * DAY);
    await counted("counted-too", "complained", MONDAY);
    await counted("counte", "bounced", MONDAY);
    expect(await daysOf("counted")).toEqual([
      counts(MONDAY + 12 * DAY, { sent: 1, complained: 1 }),
      counts(MONDAY + DAY, { sent: 1, bounced: 1 }),
      counts(MONDAY, { sent: 2 }),
    ]);
  });

  test("64 mails counted at once are 64", async () => {
    await Promise.all(Array.from({ length: 64 }, () => counted("crowded", "sent", MONDAY)));
    expect(await daysOf("crowded")).toEqual([counts(MONDAY, { sent: 64 })]);
  });

  test("counting pauses nothing, and a pause or a resume takes no count away", async () => {
    await counted("kept", "complained", MONDAY);
    expect(await standings().read("kept")).toEqual({});
    await standings().pause("kept", MONDAY, "a wrong price");
    await standings().resume("kept", MONDAY + DAY);
    expect(await daysOf("kept")).toEqual([counts(MONDAY, { complained: 1 })]);
  });

  test("a resume notes what its day had counted by then", async () => {
    await counted("noted", "sent", MONDAY);
    await counted("noted", "bounced", MONDAY);
    await counted("noted", "sent", MONDAY - DAY);
    await standings().pause("noted", MONDAY, "bounces");
    await standings().resume("noted", MONDAY + 1_000);
    await counted("noted", "sent", MONDAY);
    expect(await standings().read("noted")).toEqual({
      countedBefore: counts(MONDAY, { sent: 1, bounced: 1 }),
    });
  });

  const counted = (campaign: string, what: Counted["what"], at: number) =>
    standings().count({ campaign, what, at });

  async function daysOf(campaign: string): Promise<readonly MailDay[]> {
    const days: MailDay[] = [];
    for await (const day of standings().days(campaign)) days.push(day);
    return days;
  }
}

const LAST_OF_MONDAY = Date.parse("2026-11-23T23:59:59.999Z");

function counts(at: number, of: Partial<MailDay> = {}): MailDay {
  return { day: dayOfMail(at), sent: 0, bounced: 0, complained: 0, ...of };
}
