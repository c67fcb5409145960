import { describe, expect, test } from "vitest";
import type { MailEvent } from "../../local/memory/mail-events.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../workflows/rules/time.ts";
import { timeline } from "../../workflows/rules/timeline.ts";
import { campaign, letter } from "../stories/campaign.ts";
import { MODEST, MONDAY, type Story, story } from "../stories/line.ts";
import { COMPLAINT, HARD, hears, SOFT } from "../stories/mail-events.ts";
import { permutations } from "../stories/permutations.ts";

const UNDETERMINED: MailEvent = { eventType: "Bounce", bounceType: "Undetermined" };
/** Three letters, three days apart. */
const THREE = campaign({
  touches: [letter("welcome", "0 minutes"), letter("second", "3 days"), letter("third", "3 days")],
});

const lines = async (told: Story) => (await told.lead()).ledger.map(({ what }) => what);
const welcome = async (told: Story) => (await told.lead()).touches.find(({ name }) => name === "welcome");

describe("every type of event that SES knows", () => {
  const unheardOf = { eventType: "Telepathy" } as unknown as MailEvent;
  test.each<[string, MailEvent, string | undefined, string]>([
    ["Send", { eventType: "Send" }, undefined, "sent"],
    ["Delivery", { eventType: "Delivery" }, undefined, "sent"],
    ["DeliveryDelay", { eventType: "DeliveryDelay" }, 'delivery of "welcome" is delayed', "sent"],
    ["Open", { eventType: "Open" }, 'opened "welcome"', "sent"],
    ["Click", { eventType: "Click", link: "https://x.example" }, 'clicked a link in "welcome"', "sent"],
    ["Bounce", HARD, '"welcome" bounced (Permanent, General)', "sent"],
    ["Bounce", SOFT, '"welcome" bounced (Transient, General)', "sent"],
    ["Bounce", UNDETERMINED, '"welcome" bounced (Undetermined, General)', "sent"],
    ["Complaint", COMPLAINT, 'called "welcome" spam', "sent"],
    [
      "Complaint that is none",
      { eventType: "Complaint", complaintFeedbackType: "not-spam" },
      'told the mail service that "welcome" is no spam',
      "sent",
    ],
    ["Reject", { eventType: "Reject" }, 'the mail service rejected "welcome"', "failed"],
    [
      "Rendering Failure",
      { eventType: "Rendering Failure" },
      'the mail service could not make "welcome" from its template',
      "failed",
    ],
    [
      "Subscription",
      { eventType: "Subscription" },
      `changed the mail service's own lists by "welcome"; ours are as they were`,
      "sent",
    ],
    ["of a type nobody knows", unheardOf, 'the mail service said "Telepathy" of "welcome"', "sent"],
  ])("%s", async (_type, event, what, status) => {
    const told = story();
    await told.posts(MODEST);
    const before = await lines(told);
    await hears(told, event);
    expect((await lines(told)).filter((line) => !before.includes(line))).toEqual(
      what === undefined ? [] : [what],
    );
    expect((await welcome(told))?.status).toBe(status);
    expect(told.line.counts.get("EventOfUnknownType")).toBe(event === unheardOf ? 1 : undefined);
    expect(told.line.deadLetters).toEqual([]);
  });

  test("a type nobody knows is counted once, however often it is told, and goes to no dead letters", async () => {
    const told = story();
    await told.posts(MODEST);
    for (let n = 0; n < 3; n++) await hears(told, unheardOf);
    expect(told.line.counts.get("EventOfUnknownType")).toBe(1);
    expect((await told.lead()).lead.lifecycle).toBe("nurturing");
  });

  test("that a mail is no spam suppresses nobody", async () => {
    const told = story();
    await told.posts(MODEST);
    await hears(told, { eventType: "Complaint", complaintFeedbackType: "not-spam" });
    expect((await told.lead()).lead.suppressedAt).toBeUndefined();
  });
});

describe("when a mail arrived", () => {
  test("its touch says the first time that it was delivered", async () => {
    const told = story();
    told.line.deliver = (what, hand) => (what === "queue" ? undefined : hand());
    await told.posts(MODEST);
    told.line.deliver = (_what, hand) => hand();
    await told.line.liveUntil(MONDAY + HOUR);
    for (const at of [MONDAY + 9 * SECOND, MONDAY + 3 * SECOND, MONDAY + 6 * SECOND, MONDAY + 3 * SECOND])
      await hears(told, { eventType: "Delivery" }, told.mailTo(), at);
    expect(await welcome(told)).toMatchObject({
      status: "sent",
      sentAt: MONDAY,
      deliveredAt: MONDAY + 3 * SECOND,
    });
  });

  test("S62 another attempt's delivery is not this one's", async () => {
    const told = story();
    await told.posts(MODEST);
    const before = await told.lead();
    const stray = { ...told.mailTo(), tags: { ...told.mailTo().tags, attempt: "another" } };
    await hears(told, { eventType: "Delivery" }, stray, MONDAY - DAY);
    expect(await told.lead()).toEqual(before);
  });

  test("S24 a delivery after the bounce is noted, and brings nobody back", async () => {
    const told = story();
    told.line.deliver = (what, hand) => (what === "queue" ? undefined : hand());
    await told.posts(MODEST);
    told.line.deliver = (_what, hand) => hand();
    await hears(told, HARD);
    await told.passes("1 hour");
    await hears(told, { eventType: "Delivery" });
    expect(await welcome(told)).toMatchObject({ deliveredAt: MONDAY + HOUR });
    expect((await told.lead()).lead).toMatchObject({ lifecycle: "suppressed", suppressedAt: MONDAY });
    await told.passes("2 months");
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("S24 open, delivery, bounce and complaint of one mail: every order, each told twice, ends the same", async () => {
    const events: readonly (readonly [MailEvent, number])[] = [
      [{ eventType: "Open" }, MONDAY + 5 * MINUTE],
      [{ eventType: "Delivery" }, MONDAY + 2 * SECOND],
      [UNDETERMINED, MONDAY + 7 * MINUTE],
      [COMPLAINT, MONDAY + 6 * MINUTE],
    ];
    const ends = new Set<string>();
    for (const order of permutations(events)) {
      const told = story();
      told.line.deliver = (what, hand) => (what === "queue" ? undefined : hand());
      await told.posts(MODEST);
      told.line.deliver = (_what, hand) => hand();
      await told.line.liveUntil(MONDAY + HOUR);
      for (const [event, at] of [...order, ...order]) await hears(told, event, told.mailTo(), at);
      const { lead, enrolments, touches, ledger } = await told.lead();
      const { ledgerSeq, wakeSeq, wakeToken, nextWakeAt, decidedAt, endedAt, score, ...row } = lead;
      ends.add(JSON.stringify({ row, enrolments, touches, ledger }));
    }
    expect(ends.size).toBe(1);
    expect([...ends][0]).toContain('"because":"the reader called a mail spam"');
  });
});

describe("an address that three mails in a row came back from", () => {
  async function bounced(...events: readonly (MailEvent | undefined)[]): Promise<Story> {
    const told = story({ campaigns: () => [THREE] });
    await told.posts(MODEST);
    for (const event of events) {
      if (event !== undefined) await hears(told, event);
      await told.passes("3 days");
    }
    return told;
  }

  test("S23 the third soft bounce suppresses the lead, with the letters' names", async () => {
    const told = await bounced(SOFT, UNDETERMINED, SOFT);
    const { lead, enrolments } = await told.lead();
    expect(lead).toMatchObject({ lifecycle: "suppressed", suppressedAt: MONDAY + 6 * DAY });
    expect(lead.because).toBe('three mails in a row bounced: "welcome", "second", "third"');
    expect(enrolments).toMatchObject([{ endedAt: MONDAY + 6 * DAY, because: lead.because }]);
  });

  test("S23 one that arrived between them, and they were not in a row", async () => {
    const told = await bounced(SOFT, undefined, SOFT);
    expect((await told.lead()).lead.lifecycle).not.toBe("suppressed");
    expect(told.touches()).toEqual(["welcome", "second", "third"]);
  });

  test("S23 the same bounce three times is one", async () => {
    const told = story();
    await told.posts(MODEST);
    for (let n = 0; n < 3; n++) await hears(told, SOFT);
    expect((await told.lead()).lead.suppressedAt).toBeUndefined();
  });

  test.each([
    ["a hard bounce", HARD],
    ["a complaint", COMPLAINT],
  ])("S23 %s of one campaign's letter ends every campaign at once", async (_what, event) => {
    const told = story({ campaigns: () => [campaign(), campaign({ name: "other" })] });
    await told.posts(MODEST);
    await hears(told, event, told.mails[0]);
    const { enrolments } = await told.lead();
    expect(enrolments.map(({ endedAt }) => endedAt)).toEqual([MONDAY, MONDAY]);
    const mails = told.mails.length;
    await told.passes("2 months");
    expect(told.mails).toHaveLength(mails);
  });
});

describe("an image that is fetched 400 times", () => {
  test("S33 is one line with 400 instants, in whatever order they are told, and one act", async () => {
    const told = story();
    await told.posts(MODEST);
    await told.line.liveUntil(MONDAY + DAY);
    const mail = told.mailTo();
    const instants = Array.from({ length: 400 }, (_, n) => MONDAY + ((n * 7_919) % 400) * MINUTE);
    for (const at of [...instants, ...instants.slice(0, 100)])
      told.line.tell(mail, { eventType: "Open" }, at);
    await told.line.settle();
    const life = await told.lead();
    const opens = life.ledger.filter(({ kind }) => kind === "open");
    expect(opens).toHaveLength(1);
    expect([opens[0]?.at, ...(opens[0]?.again ?? [])]).toEqual(instants.toSorted((a, b) => a - b));
    expect(timeline(life).filter(({ kind }) => kind === "open")).toMatchObject([
      { at: MONDAY, what: 'opened "welcome", 400 times' },
    ]);
  });
});
