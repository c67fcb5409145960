import { describe, expect, test } from "vitest";
import { campaign, type Stated } from "../stories/campaign.ts";
import { FITTING, type Story, story } from "../stories/line.ts";
import { Meanwhile } from "../stories/meanwhile.ts";

const MODEST = { ...FITTING, employees: "3" };

describe("erased and back again", () => {
  test.each(["1 minute", "2 days", "80 days"])(
    "S52 erased, and the same address posts again after %s: a new execution runs",
    async (span) => {
      const { told } = begin();
      await told.posts(MODEST);
      const { leadId } = await told.life();
      told.line.leads.erase(leadId, told.now);
      await told.passes(span);
      await told.posts(MODEST);
      expect(await executions(told)).toBe(2);
      expect(told.touches()).toEqual(["welcome", "welcome"]);
      await told.passes("3 days");
      expect(told.touches()).toEqual(["welcome", "welcome", "second"]);
      expect((await told.lead()).enrolments).toHaveLength(1);
    },
  );

  test("S52 erased and back between a step's reading and its claim: the mail greets whoever came back", async () => {
    const { told, meanwhile } = begin();
    await told.postsUnsettled(MODEST);
    const { leadId } = await told.life();
    meanwhile.next("after a read", () => {
      told.line.leads.erase(leadId, told.now);
      told.line.clock.jumpTo(told.now + 1_000);
      return told.postsUnsettled({ ...MODEST, name: "Ines Cruz" });
    });
    await told.line.settle();
    expect(meanwhile.allHappened).toBe(true);
    expect(told.mails.map((mail) => mail.text)).toEqual(["Hello Ines"]);
    expect(await executions(told)).toBe(2);
  });

  test("S62 SES's Send event of a mail to an erased lead doesn't mark the same touch of the lead that came back", async () => {
    const { told } = begin();
    const held: (() => void)[] = [];
    told.line.mail.mood = () => "take and lose the answer";
    told.line.deliver = (what, hand) => (what === "queue" ? held.push(hand) : hand());
    await told.posts(MODEST);
    const ofTheErased = held.splice(0);
    told.line.leads.erase((await told.life()).leadId, told.now);
    await told.passes("1 minute");
    await told.posts(MODEST);
    for (const hand of ofTheErased) hand();
    await told.line.settle();
    expect((await told.lead()).touches).toMatchObject([{ name: "welcome", status: "claimed" }]);
    for (const hand of held) hand();
    await told.line.settle();
    expect((await told.lead()).touches).toMatchObject([
      { name: "welcome", status: "sent", messageId: "mail-2" },
    ]);
  });

  test("S62 a click in a mail to the lead that was erased earns the one that came back nothing", async () => {
    const { told } = begin();
    await told.posts(FITTING);
    const before = told.mailTo();
    told.line.leads.erase((await told.life()).leadId, told.now);
    await told.passes("1 minute");
    await told.posts(FITTING);
    await told.clicks(before);
    expect((await told.lead()).lead.score.engagement).toBe(0);
    expect(told.notices).toHaveLength(0);
  });
});

function begin(change: Stated = {}): { told: Story; meanwhile: Meanwhile } {
  const meanwhile = new Meanwhile();
  return { told: story({ around: meanwhile.around, campaigns: () => [campaign(change)] }), meanwhile };
}

async function executions(told: Story, email?: string): Promise<number> {
  return told.line.executionsOf((await told.life(email)).leadId).length;
}
