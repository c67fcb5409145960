/** Each way in which a lead leaves ends in its mark outside the table, whoever wrote it, so that a restore writes to nobody who left. */
import { describe, expect, test } from "vitest";
import { commit } from "../../functions/commit.ts";
import type { LeftMark } from "../../functions/world/sent-mails.ts";
import { faulty } from "../../local/memory/faults.ts";
import { lifeOfNobody } from "../../workflows/rules/life.ts";
import { wantsNoContact } from "../../workflows/rules/subscription.ts";
import { type Announcing, announcing, inShort } from "../stories/announcing.ts";
import { isErased } from "../stories/forgetting.ts";
import { MODEST } from "../stories/line.ts";

async function marksIn({ told }: Announcing): Promise<readonly LeftMark[]> {
  const found: LeftMark[] = [];
  for await (const mark of told.line.world.sentMails.left()) found.push(mark);
  return found;
}

async function silenced({ told }: Announcing): Promise<void> {
  const { leadId } = await told.life();
  await commit(told.line.world, leadId, told.now, (life) =>
    wantsNoContact(life, told.now, { how: "preferences" }),
  );
}

async function complains({ told }: Announcing): Promise<void> {
  const [mail] = told.mails;
  if (mail === undefined) throw new Error("no mail went out");
  told.line.tell(mail, { eventType: "Complaint" });
  await told.line.settle();
}

test.each<[string, LeftMark["why"], (lived: Announcing) => Promise<unknown>]>([
  ["it unsubscribes by the link in its mail", "unsubscribed", ({ told }) => told.unsubscribes()],
  ["it wants no contact at all", "no-contact", silenced],
  ["its address bounces for good", "suppressed", ({ told }) => told.bounces()],
  ["it calls our mail spam", "suppressed", complains],
])("%s: the mark says of which lead, since when and why, and nothing else", async (_, why, leaves) => {
  const lived = announcing();
  await lived.told.posts(MODEST);
  await lived.told.passes("1 hour");
  await lived.announce();
  expect(await marksIn(lived)).toEqual([]);
  await leaves(lived);
  const { lead } = await lived.told.lead();
  await lived.announce();
  const { withdrawnAt, noContactAt } = lead.consent;
  const leftAt = { unsubscribed: withdrawnAt, "no-contact": noContactAt, suppressed: lead.suppressedAt }[why];
  expect(leftAt).toBeDefined();
  expect(await marksIn(lived)).toEqual([{ leadId: lead.leadId, leftAt, why }]);
});

test("told again, its mark is the same one; whoever left already and says it again has no other", async () => {
  const lived = announcing();
  await lived.told.posts(MODEST);
  await lived.told.unsubscribes();
  await lived.told.passes("1 hour");
  await lived.told.unsubscribes();
  await lived.announce();
  await lived.announce();
  expect(await marksIn(lived)).toHaveLength(1);
});

test("first the mails, then no contact at all, then its mailbox is gone: a mark of each, since the last word may be the hardest", async () => {
  const lived = announcing();
  await lived.told.posts(MODEST);
  await lived.told.unsubscribes();
  await lived.told.passes("1 hour");
  await silenced(lived);
  await lived.told.passes("1 hour");
  await lived.told.bounces();
  await lived.announce();
  expect((await marksIn(lived)).map(({ why }) => why)).toEqual(["unsubscribed", "no-contact", "suppressed"]);
});

test("whoever leaves, comes back and leaves again has a mark of each time; coming back takes none away", async () => {
  const lived = announcing();
  await lived.told.posts(MODEST);
  await lived.told.unsubscribes();
  await lived.told.passes("1 day");
  await lived.told.posts(MODEST);
  await lived.announce();
  expect(await marksIn(lived)).toHaveLength(1);
  await lived.told.passes("1 hour");
  await lived.told.unsubscribes();
  await lived.announce();
  const [first, second] = await marksIn(lived);
  expect(second?.leftAt).toBeGreaterThan(Number(first?.leftAt));
});

test("an erase has its own mark, and takes none of these away", async () => {
  const lived = announcing();
  await lived.told.posts(MODEST);
  await lived.told.unsubscribes();
  await lived.announce();
  await isErased(lived.told, MODEST.email);
  await lived.announce();
  expect(await marksIn(lived)).toHaveLength(1);
});

describe("while S3 is down", () => {
  /** Each mark meets what stands next in the list. */
  function stormy(...blows: ("before" | "after" | undefined)[]) {
    return announcing({
      around: (world) =>
        faulty(world, (call) => {
          const when = call === "sentMails.markLeft" ? blows.shift() : undefined;
          return when && { kind: "fail", when, error: "ServiceUnavailable" };
        }),
    });
  }

  test("leaving holds for its reader and for every letter; the record comes again, and the mark is put then", async () => {
    const lived = stormy("before");
    const { told, bus, announce, records, warnings } = lived;
    await told.posts(MODEST);
    expect((await told.unsubscribes()).statusCode).toBe(200);
    expect((await told.lead()).lead.lifecycle).toBe("unsubscribed");
    const left = records.find(({ dynamodb }) => dynamodb?.NewImage?.["lifecycle"]?.S === "unsubscribed");
    expect(await announce()).toEqual({
      batchItemFailures: [{ itemIdentifier: left?.dynamodb?.SequenceNumber }],
    });
    expect(await marksIn(lived)).toEqual([]);
    expect(warnings).toEqual([
      ["who left could not be marked", { leadId: (await told.life()).leadId, code: "ServiceUnavailable" }],
    ]);
    // What happened before was told; nobody hears that it left before its mark stands.
    expect(bus.events.map(inShort)).toEqual(["LeadCaptured", "TouchSent small_1_welcome_1"]);
    expect(await announce()).toEqual({ batchItemFailures: [] });
    expect(await marksIn(lived)).toHaveLength(1);
    await told.passes("60 days");
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("put though no answer came, it is put once more and is one mark", async () => {
    const lived = stormy("after");
    await lived.told.posts(MODEST);
    await lived.told.unsubscribes();
    await lived.announce();
    await lived.announce();
    expect(await marksIn(lived)).toHaveLength(1);
  });

  test("a bus that is down keeps no mark back", async () => {
    const lived = announcing();
    lived.bus.down = "InternalException";
    await lived.told.posts(MODEST);
    await lived.told.unsubscribes();
    await lived.announce();
    expect(await marksIn(lived)).toHaveLength(1);
  });
});

describe("while the table is lost", () => {
  /** Her link works, and no row of hers is there. */
  async function lost(markLeft?: () => Promise<void>) {
    const lived = announcing();
    await lived.told.posts(MODEST);
    const { leadId } = await lived.told.life();
    const { leads, sentMails } = lived.told.line.world;
    Object.assign(leads, { read: async () => lifeOfNobody(leadId) });
    if (markLeft) Object.assign(sentMails, { markLeft });
    return { lived, leadId, answer: await lived.told.unsubscribes() };
  }

  test("whoever presses unsubscribe is marked by the page itself, so that the restore knows", async () => {
    const { lived, leadId, answer } = await lost();
    expect(answer.statusCode).toBe(200);
    expect(await marksIn(lived)).toEqual([{ leadId, leftAt: expect.any(Number), why: "unsubscribed" }]);
  });

  test("where that can't be kept either, the page doesn't say that it is done", async () => {
    expect((await lost(() => Promise.reject(new Error("S3 is down")))).answer.statusCode).toBe(500);
  });

  test("whoever was erased has no row either, and needs no mark", async () => {
    const lived = announcing();
    await lived.told.posts(MODEST);
    await isErased(lived.told, MODEST.email);
    expect((await lived.told.unsubscribes()).statusCode).toBe(200);
    expect(await marksIn(lived)).toEqual([]);
  });
});
