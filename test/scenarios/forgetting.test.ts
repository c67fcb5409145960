import { describe, expect, test } from "vitest";
import { forgetPerson } from "../../functions/forget-person.ts";
import { personFile } from "../../functions/person-file.ts";
import { campaign } from "../stories/campaign.ts";
import { isErased, leftOf, ordersErase } from "../stories/forgetting.ts";
import { FITTING, MODEST, type Story, story } from "../stories/line.ts";
import { office, sold } from "../stories/selling.ts";

/** How the last execution of a lead stands. */
async function execution({ line }: Story, leadId: Awaited<ReturnType<Story["life"]>>["leadId"]) {
  const executionArn = line.executionsOf(leadId).at(-1);
  const { status } = (await line.engine.call("DescribeExecution", { executionArn })) as { status: string };
  return status;
}

describe("a person asks to be forgotten", () => {
  test("in the middle of a sleep: the execution ends at once, nothing is left anywhere, and no mail ever goes out again", async () => {
    const told = story();
    await told.posts(MODEST);
    const { leadId } = await told.life();
    expect(await execution(told, leadId)).toBe("RUNNING");
    await isErased(told);
    expect(await execution(told, leadId)).toBe("SUCCEEDED");
    expect(await told.life()).toMatchObject({ lead: undefined, tombstone: { doNotContact: true } });
    expect(await leftOf(told, leadId)).toEqual([]);
    await told.passes("1 year");
    expect(told.mails).toHaveLength(1);
    expect((await told.life()).tombstone).not.toHaveProperty("nextWakeAt");
  });

  test("while a salesperson has it: they are free for another, and each of their pages says that it is gone", async () => {
    const told = story({ campaigns: () => [sold()], desk: () => office() });
    await told.posts({ ...FITTING, message: "A demo, please" });
    const [dossier, link] = [await told.dossierLink(), told.handoffLink];
    await told.accepts("Tom");
    const { leadId } = await told.lead();
    expect((await told.line.leads.desk.read()).open.get("tom")).toBe(1);
    await isErased(told);
    expect((await told.line.leads.desk.read()).open.get("tom")).toBe(0);
    expect(await leftOf(told, leadId)).toEqual([]);
    for (const page of [dossier, link]) expect((await told.follows(page)).statusCode).toBe(410);
    const notices = told.notices.length;
    await told.passes("2 months");
    expect(
      told.notices
        .slice(notices)
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/zoe@|Zoë/);
  });

  test("everybody who was told of it is named once, with their address, in the order of time", async () => {
    const told = story({ campaigns: () => [sold()], desk: () => office() });
    await told.posts({ ...FITTING, message: "A demo, please" });
    await told.passes("3 hours");
    const { told: heard } = await personFile(told.line.world, FITTING.email, told.now);
    const address = (name: string) => `${name}, ${name.toLowerCase()}@orchard-cold-chain.example`;
    expect(heard.map(({ who, of }) => [who, of])).toEqual(
      ["Tom", "Ines", "Ruth"].map((name) => [address(name), "hand-off 1"]),
    );
    expect((await forgetPerson(told.line.world, FITTING.email, told.now)).told).toEqual(heard);
  });

  test("again, and again when there never was anybody: the answer is the same, and the list keeps it", async () => {
    const told = story();
    for (const email of [FITTING.email, FITTING.email, "nobody@dairy.example"])
      expect(await ordersErase(told, email)).toBe(200);
    for (const email of [FITTING.email, "nobody@dairy.example"])
      expect((await told.life(email)).tombstone).toMatchObject({ doNotContact: true });
  });

  test("in another spelling that is the same mailbox to us: it is the same person", async () => {
    const told = story();
    await told.posts(MODEST);
    await isErased(told, " ZOE@Dairy.Example ");
    expect((await told.life()).lead).toBeUndefined();
  });

  test("between a step's reading and its claim: not mailed, and no copy of what was to go is kept", async () => {
    const told = story();
    await told.posts(MODEST);
    const { leadId } = await told.life();
    const { leads, sentMails } = told.line.world;
    const { write } = leads;
    const kept: string[] = [];
    sentMails.keep = async (_, touchId) => void kept.push(touchId);
    Object.assign(leads, {
      write: async (...given: Parameters<typeof write>) => {
        if (given[1].touches === undefined) return write.apply(leads, given);
        Object.assign(leads, { write });
        await ordersErase(told);
        return write.apply(leads, given);
      },
    });
    await told.passes("4 days");
    expect(told.touches()).toEqual(["welcome"]);
    expect(kept).toEqual([]);
    expect(await leftOf(told, leadId)).toEqual([]);
  });

  test("between a claim and its mail: that one goes, and the copy that is kept after the erase goes too", async () => {
    const told = story();
    await told.posts(MODEST);
    const { leadId } = await told.life();
    const { sentMails } = told.line.world;
    const { keep } = sentMails;
    sentMails.keep = async (...given) => {
      Object.assign(sentMails, { keep });
      await ordersErase(told);
      return keep.apply(sentMails, given);
    };
    await told.passes("4 days");
    expect(await leftOf(told, leadId)).toEqual([]);
  });
});

/** Whoever is forgotten after so long, known to all functions. */
function keeping(retention: string, change: Parameters<typeof campaign>[0] = {}): Story {
  return story({
    campaigns: () => [campaign(change)],
    around: (world) => Object.assign(world, { settings: { ...world.settings, retention } }),
  });
}

describe("a lead that nothing is left to do for", () => {
  test("is erased when it has given no sign for as long as it is kept; nobody takes that for a lost lead", async () => {
    const told = keeping("8 months");
    await told.posts(MODEST);
    const { leadId, lead } = await told.lead();
    await told.passes("7 months");
    const ended = await told.lead();
    expect(ended.lead.endedAt).toBeDefined();
    expect(new Date(ended.lead.nextWakeAt ?? 0).toISOString()).toBe("2027-07-23T08:00:00.000Z");
    await told.passesUntil("2027-07-24T09:00:00Z");
    const { tombstone } = await told.life();
    expect(tombstone).toEqual({ leadId, erasedAt: expect.any(Number) });
    expect(await leftOf(told, leadId)).toEqual([]);
    expect(told.line.counts.get("LeadSwept")).toBeUndefined();
    expect(lead.createdAt).toBeLessThan(tombstone?.erasedAt ?? 0);
  });

  test("posts a day before its time: it begins anew, and is kept as long again", async () => {
    const told = keeping("8 months");
    await told.posts(MODEST);
    await told.passesUntil("2027-07-22T08:00:00Z");
    await told.posts({ ...MODEST, message: "Still interested" });
    await told.passes("7 months");
    expect((await told.lead()).lead.createdAt).toBeLessThan(Date.parse("2027-01-01"));
    await told.passes("2 months");
    expect((await told.life()).lead).toBeUndefined();
  });

  test("that has left stays off every list when it is forgotten", async () => {
    const told = keeping("8 months");
    await told.posts(MODEST);
    await told.unsubscribes();
    await told.passes("9 months");
    expect((await told.life()).tombstone).toMatchObject({ doNotContact: true });
  });

  test("is kept if it became a customer, or sales has it: whoever sold to it has reasons of their own", async () => {
    const told = keeping("8 months");
    await told.posts(FITTING);
    await told.attends();
    await told.accepts("Tom");
    await told.posts({ ...FITTING, email: "ben@dairy.example" });
    await told.attends("ben@dairy.example");
    await told.accepts("Tom");
    await told.sends("activities", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        activities: [{ key: "order-1", email: "ben@dairy.example", activity: "deal-won" }],
      }),
    });
    await told.passes("2 years");
    expect((await told.lead()).lead.lifecycle).toBe("sal");
    expect((await told.lead("ben@dairy.example")).lead.lifecycle).toBe("customer");
  });

  test("is kept for good where nothing is said of how long", async () => {
    const told = story();
    await told.posts(MODEST);
    await told.passes("5 years");
    expect((await told.lead()).lead.nextWakeAt).toBeUndefined();
  });
});
