import { describe, expect, test } from "vitest";
import { FITTING, story, unsubscribeLink } from "../stories/line.ts";
import { Meanwhile } from "../stories/meanwhile.ts";

const MODEST = { ...FITTING, employees: "3" };
const ELSEWHERE = { ...FITTING, email: "ben@bakery.example", employees: "3" };

describe("leaving", () => {
  test("S25 unsubscribed a millisecond before the send: not sent, and the run says why it ended", async () => {
    const told = story();
    await told.posts(FITTING);
    await told.passesUntil("2026-11-26T08:59:59.999Z");
    await told.unsubscribes();
    await told.passes("2 months");
    expect(told.touches()).toEqual(["welcome"]);
    const { lead, enrolments } = await told.lead();
    expect(lead).toMatchObject({ lifecycle: "unsubscribed", because: expect.stringContaining("one click") });
    expect(enrolments).toMatchObject([{ because: lead.because, endedAt: lead.consent.withdrawnAt }]);
  });

  test("S25 unsubscribed in the very millisecond in which the next mail is due: not sent", async () => {
    const meanwhile = new Meanwhile();
    const told = story({ around: meanwhile.around });
    await told.posts(FITTING);
    meanwhile.next("before a read", () => told.followsUnsettled(unsubscribeLink(told.mails[0]), "POST"));
    await told.passes("3 days");
    expect(meanwhile.allHappened).toBe(true);
    await told.passes("2 months");
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("S25 unsubscribed just after the send: that mail is out, no other follows, and asking twice changes nothing", async () => {
    const told = story();
    await told.posts(FITTING);
    await told.passes("3 days");
    await told.unsubscribes(told.mails[1]);
    const before = (await told.lead()).lead.ledgerSeq;
    await told.unsubscribes(told.mails[0]);
    expect((await told.lead()).lead.ledgerSeq).toBe(before);
    await told.passes("2 months");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("S25 who agrees to mail anew begins anew", async () => {
    const told = story();
    await told.posts(FITTING);
    await told.unsubscribes();
    await told.passes("10 days");
    await told.posts(FITTING);
    expect(told.touches()).toEqual(["welcome", "welcome"]);
    expect(new Set(told.mails.map((mail) => mail.tags.touchId)).size).toBe(2);
    expect((await told.lead()).lead.lifecycle).toBe("nurturing");
  });

  test("S26 a forwarded mail's link, used by the manager, unsubscribes the lead it was sent to and nobody else", async () => {
    const told = story();
    const manager = { ...ELSEWHERE, email: "manager@dairy.example" };
    await told.posts(MODEST);
    await told.posts(manager);
    await told.unsubscribes(told.mails.find((mail) => mail.to === FITTING.email));
    await told.passes("3 days");
    expect(told.touches()).toEqual(["welcome"]);
    expect(told.touches(manager.email)).toEqual(["welcome", "second"]);
    expect((await told.lead(manager.email)).lead.lifecycle).toBe("nurturing");
  });

  test.each([
    ["a sign changed", (link: string) => `${link.slice(0, -3)}AAA`],
    ["cut off", (link: string) => link.slice(0, -10)],
    ["used as a confirmation", (link: string) => link.replace("/unsubscribe/", "/confirm/")],
    ["used as a hand-off", (link: string) => link.replace("/unsubscribe/", "/handoffs/")],
  ])("S26 an unsubscribe link %s opens nothing and says nothing", async (_how, mangle) => {
    const told = story();
    await told.posts(MODEST);
    const answer = await told.follows(mangle(unsubscribeLink(told.mails[0])), "POST");
    expect(answer.statusCode).toBe(403);
    expect((await told.lead()).lead.lifecycle).toBe("nurturing");
  });
});
