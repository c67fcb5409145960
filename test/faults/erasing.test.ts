/** A function dies at any call it makes while a lead is erased: what was ordered twice, or swept, is done; and nothing of a first life is ever read in the second. */
import { describe, expect, test } from "vitest";
import { type Blow, faulty, type OutsideCall } from "../../local/memory/faults.ts";
import { isErased, leftOf, ordersErase } from "../stories/forgetting.ts";
import { MODEST, type Story, story } from "../stories/line.ts";

const CALLS = [
  "leads.read",
  "erasing.bury",
  "sentMails.markErased",
  "sentMails.clear",
  "erasing.clear",
] as const;
const BLOWS = CALLS.flatMap((call) => (["before", "after"] as const).map((when) => ({ call, when })));
/** What happened by then. */
const isBuried = ({ call, when }: (typeof BLOWS)[number]) =>
  call !== "leads.read" && (call !== "erasing.bury" || when === "after");

function stormy(): { readonly told: Story; next(call: OutsideCall, blow: Blow): void } {
  const armed: { call: OutsideCall; blow: Blow }[] = [];
  const told = story({
    around: (world) =>
      faulty(world, (call) => {
        const at = armed.findIndex((each) => each.call === call);
        return at < 0 ? undefined : armed.splice(at, 1)[0]?.blow;
      }),
  });
  return { told, next: (call, blow) => void armed.push({ call, blow }) };
}

/** The marks that a restore will find; each once, as it was left. */
async function marksIn({ line }: Story): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const mark of line.world.sentMails.erased()) found.add(JSON.stringify(mark));
  return found;
}

const dead = (when: Blow["when"]): Blow => ({ kind: "die", when, error: "Sandbox.Timedout" });

async function livedFourDays() {
  const { told, next } = stormy();
  await told.posts(MODEST);
  await told.passes("4 days");
  expect(told.mails).toHaveLength(2);
  return { told, next, leadId: (await told.life()).leadId };
}

describe.each(BLOWS)("whoever erases is dead $when $call", (blow) => {
  test("the sweeper finishes what was begun, and what wasn't is done when it is ordered again", async () => {
    const { told, next, leadId } = await livedFourDays();
    next(blow.call, dead(blow.when));
    expect(await ordersErase(told)).toBe(500);
    if (!isBuried(blow)) expect(await marksIn(told)).toEqual(new Set());
    expect((await told.life()).lead === undefined).toBe(isBuried(blow));
    if (!isBuried(blow)) await isErased(told);
    await told.passes("31 minutes");
    expect(await leftOf(told, leadId)).toEqual([]);
    const { tombstone } = await told.life();
    expect(tombstone).toEqual({ leadId, erasedAt: expect.any(Number), doNotContact: true });
    expect(await marksIn(told)).toEqual(new Set([JSON.stringify(tombstone)]));
    await told.passes("1 year");
    expect(told.mails).toHaveLength(2);
  });

  test("back a minute later with the very same post: a life of its own, and nothing is left of the one before", async () => {
    const { told, next, leadId } = await livedFourDays();
    next(blow.call, dead(blow.when));
    await ordersErase(told);
    if (!isBuried(blow)) return;
    await told.passes("1 minute");
    await told.posts(MODEST);
    const back = await told.lead();
    expect(back.remains).toBeUndefined();
    const marks = [...(await marksIn(told))].map((each) => JSON.parse(each));
    expect(marks).not.toEqual([]);
    for (const { erasedAt } of marks) expect(erasedAt).toBeLessThan(back.lead.createdAt);
    expect([back.touches.map(({ name }) => name), back.enrolments.length]).toEqual([["welcome"], 1]);
    expect(back.ledger.filter(({ kind }) => kind === "form")).toHaveLength(1);
    expect((await leftOf(told, leadId)).filter((each) => each.startsWith("mail"))).toEqual([
      "mail small_1_welcome_1",
    ]);
    await told.passes("4 days");
    expect(told.touches()).toEqual(["welcome", "second", "welcome", "second"]);
  });
});

test.each([
  ["sentMails.markErased", "before"],
  ["sentMails.markErased", "after"],
  ["sentMails.clear", "before"],
  ["sentMails.clear", "after"],
  ["erasing.clear", "before"],
  ["erasing.clear", "after"],
  ["erasing.seal", "before"],
  ["erasing.seal", "after"],
] as const)("the sweeper is dead %2$s %1$s too: the next one finishes", async (call, when) => {
  const { told, next, leadId } = await livedFourDays();
  next("sentMails.clear", dead("before"));
  await ordersErase(told);
  next(call, dead(when));
  await told.passes("1 hour");
  expect(await leftOf(told, leadId)).toEqual([]);
  expect((await told.life()).tombstone).not.toHaveProperty("nextWakeAt");
});

test("somebody writes between the reading and the burial: read again, and buried as it then stands", async () => {
  const { told, next, leadId } = await livedFourDays();
  const act = async () => void (await told.attendsUnsettled());
  next("erasing.bury", { kind: "meanwhile", when: "before", act });
  await isErased(told);
  expect(await leftOf(told, leadId)).toEqual([]);
  await told.passes("1 month");
  expect(told.mails).toHaveLength(2);
});

test("a click, an answer and a post that cross an erase bring nothing back but the post its own new life", async () => {
  const { told, next } = await livedFourDays();
  const click = { mail: told.mailTo(), event: { eventType: "Click", link: "https://a.example" } } as const;
  next("erasing.bury", { kind: "meanwhile", when: "after", act: () => told.hears(click) });
  await isErased(told);
  expect((await told.life()).lead).toBeUndefined();
  await told.posts(MODEST);
  expect((await told.lead()).ledger.some(({ kind }) => kind === "click")).toBe(false);
});
