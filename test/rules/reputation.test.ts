import { describe, expect, test } from "vitest";
import type { Change } from "../../workflows/rules/change.ts";
import {
  countedBy,
  dayOfMail,
  isEnough,
  type MailDay,
  reputation,
  whyStop,
} from "../../workflows/rules/reputation.ts";
import { DAY, HOUR } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { life, line, touch } from "../stories/lives.ts";

/** `ago` days before Monday. */
function day(ago: number, sent: number, bad: Partial<MailDay> = {}): MailDay {
  return { day: dayOfMail(MONDAY - ago * DAY), sent, bounced: 0, complained: 0, ...bad };
}

describe("a campaign stops itself", () => {
  test.each<[string, readonly MailDay[], string | undefined]>([
    ["without any mail: never", [], undefined],
    ["at 999 mails that all bounced: never", [day(0, 999, { bounced: 999 })], undefined],
    ["at 1 complaint of 1,000, just 0.1 %: not yet", [day(0, 1_000, { complained: 1 })], undefined],
    [
      "at 2 complaints of 1,000",
      [day(0, 1_000, { complained: 2 })],
      "complaints 0.20 % of the last 1,000 mails",
    ],
    [
      "at 2 complaints of 1,420",
      [day(0, 20), day(1, 700, { complained: 2 }), day(2, 700)],
      "complaints 0.14 % of the last 1,420 mails",
    ],
    ["at 20 hard bounces of 1,000, just 2 %: not yet", [day(0, 1_000, { bounced: 20 })], undefined],
    [
      "at 21 hard bounces of 1,000",
      [day(0, 400, { bounced: 21 }), day(3, 600)],
      "hard bounces 2.10 % of the last 1,000 mails",
    ],
    [
      "for both at once",
      [day(0, 1_000, { bounced: 31, complained: 2 })],
      "complaints 0.20 % and hard bounces 3.10 % of the last 1,000 mails",
    ],
    [
      "for its newest days alone: what came before the thousandth mail is over",
      [day(0, 1_000), day(1, 1_000, { complained: 100, bounced: 900 })],
      undefined,
    ],
    [
      "reaching back whole days: the day of the thousandth mail counts whole",
      [day(0, 999), day(1, 1_001, { complained: 3 })],
      "complaints 0.15 % of the last 2,000 mails",
    ],
    [
      "reaching back years, where it sends little",
      [day(0, 500, { complained: 2 }), day(900, 500)],
      "complaints 0.20 % of the last 1,000 mails",
    ],
    [
      "of a million mails",
      [day(0, 1_234_567, { complained: 1_235 })],
      "complaints 0.10 % of the last 1,234,567 mails",
    ],
  ])("%s", (_what, days, because) => {
    expect(whyStop(days)).toBe(because);
  });
});

describe("once it was resumed", () => {
  const before = day(1, 700, { bounced: 50, complained: 9 });
  test.each<[string, readonly MailDay[], string | undefined]>([
    ["what was counted by then is no reason any more", [day(1, 1_700, before)], undefined],
    ["nor are the days before", [day(0, 400), day(1, 1_299, before), day(2, 5_000, before)], undefined],
    [
      "what came later on that day is",
      [day(0, 400), day(1, 1_300, { bounced: 50, complained: 11 })],
      "complaints 0.20 % of the last 1,000 mails",
    ],
    [
      "a complaint of a mail that went out on a day before is not",
      [day(0, 1_000), day(2, 9, before)],
      undefined,
    ],
  ])("%s", (_what, days, because) => {
    const counted = days.map((each) => ({ ...each, day: each.day }));
    expect(whyStop(counted, before)).toBe(because);
  });

  test("a thousand new mails must have gone out before it is judged again", () => {
    expect(isEnough([day(0, 999)], before)).toBe(false);
    expect(isEnough([day(0, 999), day(1, 701)], before)).toBe(true);
    expect(reputation([day(0, 300), day(1, 700), day(2, 9_000)], before)).toMatchObject({ mails: 300 });
  });
});

describe("what is counted", () => {
  const claimed = touch({ status: "claimed" });
  const sent = touch({ sentAt: MONDAY + HOUR });
  const bounce = line({
    key: "bounce#1",
    kind: "bounce",
    bounce: "hard",
    touchId: sent.touchId,
    messageId: "mail-welcome",
    at: MONDAY + 3 * DAY,
  });
  const complaint = { ...bounce, key: "complaint#1", kind: "complaint" as const };
  const at = MONDAY + HOUR;
  test.each<[string, Parameters<typeof life>[0], Change, readonly string[]]>([
    ["a mail that is now known as sent", { touches: [claimed] }, { touches: [sent] }, ["sent"]],
    ["one that was known already", { touches: [sent] }, { touches: [{ ...sent, deliveredAt: MONDAY }] }, []],
    ["one that was rejected", { touches: [claimed] }, { touches: [{ ...sent, status: "failed" }] }, []],
    [
      "a call that was asked for",
      { touches: [{ ...claimed, channel: "call" }] },
      { touches: [{ ...sent, channel: "call" }] },
      [],
    ],
    ["a hard bounce", { touches: [sent] }, { ledger: [bounce] }, ["bounced"]],
    [
      "a bounce that is the first word of its mail",
      { touches: [claimed] },
      { touches: [sent], ledger: [bounce] },
      ["sent", "bounced"],
    ],
    ["a soft bounce", { touches: [sent] }, { ledger: [{ ...bounce, bounce: "soft" }] }, []],
    ["a complaint", { touches: [sent] }, { ledger: [complaint] }, ["complained"]],
    [
      "a second bounce of the same mail",
      { touches: [sent], ledger: [bounce] },
      { ledger: [{ ...bounce, key: "bounce#2" }] },
      [],
    ],
    [
      "a complaint of a mail that bounced",
      { touches: [sent], ledger: [bounce] },
      { ledger: [complaint] },
      ["complained"],
    ],
    ["an open", { touches: [sent] }, { ledger: [{ ...bounce, kind: "open", bounce: undefined }] }, []],
    ["what happened again", { touches: [sent] }, { amended: [bounce] }, []],
  ])("%s", (_what, before, change, what) => {
    const counted = countedBy(life(before), change);
    expect(counted).toEqual(what.map((each) => ({ campaign: "small", what: each, at })));
  });
});
