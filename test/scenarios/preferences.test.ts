import { describe, expect, test } from "vitest";
import { manageSubscription } from "../../functions/manage-subscription.ts";
import type { World } from "../../functions/world/world.ts";
import { invoking } from "../../local/memory/invoking.ts";
import { memoryLinks } from "../../local/memory/memory-links.ts";
import { API_URL } from "../../local/memory/memory-world.ts";
import { asked, BRIEF, FIRST_CALL, ZOE } from "../stories/calling.ts";
import { choosable, chooses, choosing, EVENTS, MAILS, presses } from "../stories/choosing.ts";
import { FORM, httpEvent } from "../stories/http-event.ts";
import { type Answer, FITTING, linkIn, MODEST, story, unsubscribeLink } from "../stories/line.ts";
import { heard, loads, office, ripeAt, sold } from "../stories/selling.ts";

const desk = () => office();
const MONDAY = "2026-11-23T09:00:00Z";

describe("what is pressed on the page holds at once, in the middle of a sleep", () => {
  test("a pause of thirty days: the next letter waits for its end, and then the rest follows", async () => {
    const told = choosing();
    await told.posts(MODEST);
    await told.passes("2 days");
    const { body } = await presses(told, "pause");
    expect(body).toContain("Until Friday 25 December 2026 nothing comes.");
    await told.passesUntil("2026-12-25T08:59:59Z");
    expect(told.touches()).toEqual(["welcome"]);
    await told.passesUntil("2026-12-25T09:00:01Z");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("letters again: what the pause held back goes out in that moment", async () => {
    const told = choosing();
    await told.posts(MODEST);
    await presses(told, "pause");
    await told.passes("10 days");
    expect(told.touches()).toEqual(["welcome"]);
    await presses(told, "resume");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("a topic taken away stops its campaign and no other; back again, it goes on where it stood", async () => {
    const told = choosing(choosable(), EVENTS);
    await told.posts(MODEST);
    expect(told.mails.map(({ tags }) => tags.touchId)).toEqual(["small_1_welcome_1", "events_1_welcome_1"]);
    await told.passes("2 days");
    await chooses(told, { "topic-events": false });
    await told.passes("10 days");
    const sent = () => told.mails.map(({ tags }) => tags.touchId).slice(2);
    expect(sent()).toEqual(["small_1_second_1"]);
    await chooses(told, { "topic-events": true });
    expect(sent()).toEqual(["small_1_second_1", "events_1_second_1"]);
    await told.passes("2 months");
    expect(sent().toSorted()).toEqual([
      "events_1_second_1",
      "events_1_third_1",
      "small_1_second_1",
      "small_1_third_1",
    ]);
  });

  test("tracking off: from the next mail on SES is asked to track nothing, and nothing in the mail is there to count by", async () => {
    const told = choosing();
    await told.posts(MODEST);
    expect(told.mails[0]?.untracked).toBeUndefined();
    expect(told.mails[0]?.html).toContain("unseen");
    await chooses(told, { untracked: true });
    await told.passes("3 days");
    expect(told.touches()).toEqual(["welcome", "second"]);
    expect(told.mails[1]?.untracked).toBe(true);
    expect(told.mails[1]?.html).not.toMatch(/ses:|unseen/);
    expect(told.mails[1]?.html).toContain('href="https://www.orchard-cold-chain.example/guide">read on</a>');
    await chooses(told, { untracked: false });
    await told.passes("1 month");
    expect(told.mails[2]?.untracked).toBeUndefined();
  });

  test.each([
    ["one press", (told: ReturnType<typeof choosing>) => presses(told, "leave")],
    [
      "the last topic taken away",
      (told: ReturnType<typeof choosing>) => chooses(told, { "topic-letters": false }),
    ],
    ["wanting no contact", (told: ReturnType<typeof choosing>) => presses(told, "no-contact")],
  ])("S25 %s on the page a moment before the send: not sent", async (_how, leaves) => {
    const told = choosing();
    await told.posts(MODEST);
    await told.passesUntil("2026-11-26T08:59:59.999Z");
    await leaves(told);
    await told.passes("2 months");
    expect(told.touches()).toEqual(["welcome"]);
    const { lead, enrolments } = await told.lead();
    expect(lead.lifecycle).toBe("unsubscribed");
    expect(enrolments[0]?.endedAt).toBe(lead.consent.withdrawnAt);
  });

  test("S58 who left and ticks the topic again goes on where it stood, and no mail comes twice", async () => {
    const told = choosing();
    await told.posts(MODEST);
    await presses(told, "leave");
    await told.passes("1 week");
    await chooses(told, { "topic-letters": true });
    await told.passes("2 months");
    expect(told.touches()).toEqual(["welcome", "second", "third"]);
    expect((await told.lead()).lead.lifecycle).not.toBe("unsubscribed");
  });
});

describe("leaving", () => {
  test("by a link of a key that was rotated away twice is taken, and leads on to nothing: whoever stole that key forges no more than leaving", async () => {
    const told = choosing();
    await told.posts(MODEST);
    const { leadId } = await told.lead();
    const stolen = "the key that somebody stole, long before it was found out";
    const keyOf = (keyId: string) =>
      keyId === "k1" ? stolen : `${keyId} of this test, long enough for a key`;
    const ring = (keyId: string, former: readonly string[]) => ({
      keyId,
      key: keyOf(keyId),
      former: Object.fromEntries(former.map((each) => [each, keyOf(each)])),
      ...(former.length === 0 ? {} : { previous: former.at(-1) ?? "" }),
    });
    const linksOf = (...keys: string[]) =>
      memoryLinks(() => ring(keys.at(-1) ?? "", keys.slice(0, -1)), API_URL);
    const touchId = "small_1_welcome_1";
    const token = async (links: World["links"]) =>
      (await links.url({ purpose: "unsubscribe", leadId, touchId })).split("/").at(-1) ?? "";
    const world = { ...told.line.world, links: linksOf("k1", "k2", "k3") };
    const visit = async (method: string, from: World["links"]) => {
      const request = { method, token: await token(from), headers: FORM, body: "" };
      return (await invoking(manageSubscription(world))(
        httpEvent("unsubscribe", request, told.now),
      )) as Answer;
    };
    expect((await visit("GET", linksOf("k1", "k2"))).body).toContain("/preferences/");
    for (const method of ["GET", "POST"]) {
      const answer = await visit(method, linksOf("k1"));
      expect(answer.statusCode).toBe(200);
      expect(answer.body).not.toContain("/preferences/");
    }
    expect((await told.lead()).lead.consent.withdrawnAt).toBe(told.now);
  });

  test("is never refused because the link to the preferences can't be made", async () => {
    const told = choosing();
    await told.posts(MODEST);
    const { links } = told.line.world;
    const broken = async () => {
      throw new Error("no address");
    };
    const world = { ...told.line.world, links: { ...links, url: broken } };
    const token = unsubscribeLink(told.mails[0]).split("/").at(-1) ?? "";
    for (const method of ["GET", "POST"]) {
      const event = httpEvent("unsubscribe", { method, token, headers: FORM, body: "" }, told.now);
      const answer = (await invoking(manageSubscription(world))(event)) as { readonly statusCode: number };
      expect(answer.statusCode).toBe(200);
    }
    expect((await told.lead()).lead.consent.withdrawnAt).toBe(told.now);
  });
});

describe("the proof of leaving and confirming", () => {
  test("one click is told from our own page, each with the address that it came from", async () => {
    for (const [fields, how] of [
      [{ "List-Unsubscribe": "One-Click" }, "one click"],
      [{}, "preferences"],
    ] as const) {
      const told = choosing();
      await told.posts(MODEST);
      await told.follows(unsubscribeLink(told.mails[0]), "POST", { ...fields });
      const channels = ["mail", "call", "letter"];
      expect((await told.lead()).ledger.at(-1)?.proof).toEqual({ how, channels, ip: "127.0.0.1" });
    }
  });

  test("a confirmation has it too", async () => {
    const mails = {
      ...MAILS,
      confirm: { ...MAILS["welcome"], html: '<a href="{{ links.confirm }}">Yes</a>' },
    };
    const told = story({
      campaigns: () => [choosable({ consent: { doubleOptIn: true }, mails: mails as never })],
    });
    await told.posts(MODEST);
    await told.follows(linkIn(told.mails[0], "confirm"), "POST");
    const line = (await told.lead()).ledger.find(({ kind }) => kind === "confirm");
    expect(line?.proof).toMatchObject({ how: "double opt-in", ip: "127.0.0.1" });
  });
});

describe("calls and letters by post", () => {
  const LATER = { ...FIRST_CALL, after: "3 days" };
  const WELCOME = { name: "welcome", after: "0 minutes", mail: "welcome.md", helps: "Know what comes." };
  const calls = { touches: [WELCOME, LATER], briefs: { "first-call": BRIEF }, mails: MAILS };

  test("S25 end with the mails, where nothing else was agreed to", async () => {
    const told = await asked(calls);
    await told.unsubscribes();
    await told.passes("1 month");
    expect(told.tasks).toEqual([]);
  });

  test("go on after leaving the mails, where they were agreed to for themselves; and whoever calls is not held back", async () => {
    const told = await asked(calls, { consent_call: "yes" });
    await told.unsubscribes();
    await told.passes("3 days");
    expect(told.tasks.map(({ subject }) => subject)).toEqual([
      "To do by 28 November: Call Zoë (Zoë Müller, Dairy Süd)",
    ]);
    expect((await told.follows(told.taskLink)).body).not.toContain("unsubscribed");
    expect(told.touches(ZOE.email)).toEqual(["welcome"]);
    await presses(told, "no-contact", linkIn(told.mails[0], "preferences"));
    expect((await told.follows(told.taskLink)).body).toContain("asked not to be contacted any more");
  });

  test("who takes calls away on the page gets letters, and a call already asked for is held back", async () => {
    const told = await asked(calls);
    await told.passes("3 days");
    expect(told.tasks).toHaveLength(1);
    await chooses(told, { calls: false });
    expect((await told.follows(told.taskLink)).body).toContain("wants no calls any more");
  });

  test("who ticks calls after it left is called, and mailed no more", async () => {
    const told = await asked(calls);
    await presses(told, "leave");
    await chooses(told, { calls: true });
    await told.passes("3 days");
    expect(told.tasks).toHaveLength(1);
    expect(told.touches(ZOE.email)).toEqual(["welcome"]);
  });
});

describe("contact me no more", () => {
  test.each([
    ["that waits for an answer", false, "2026-11-23 09:00 no-contact tom"],
    ["that was accepted", true, "2026-11-23 09:00 no-contact tom"],
  ])(
    "S46 a lead %s is closed, the place is free, and sales is told, once",
    async (_what, isAccepted, says) => {
      const told = await ripeAt(MONDAY, desk, { campaigns: () => [sold({ mails: MAILS })] });
      if (isAccepted) await told.accepts("Tom");
      expect(await loads(told)).toEqual({ tom: 1 });
      const answer = told.handoffLink;
      await presses(told, "no-contact");
      expect(await loads(told)).toEqual({});
      await presses(told, "no-contact");
      await told.passes("1 month");
      expect(heard(told)).toEqual(["2026-11-23 09:00 release tom", says]);
      expect(told.notices.at(-1)?.text).toContain("please don't write, call or visit");
      expect((await told.follows(answer, "POST", { answer: "accept", by: "Tom" })).statusCode).toBe(409);
      expect((await told.follows(answer)).body).toContain("asked not to be contacted any more");
      expect(told.touches()).toEqual(["welcome"]);
      const answers: string[] = [];
      for await (const { status } of told.line.world.rota.answers("tom", 0)) answers.push(status);
      expect(answers).toEqual(isAccepted ? ["accepted"] : []);
    },
  );

  test("a form that anybody can post brings neither mail back nor sales, whatever it says", async () => {
    const told = await ripeAt(MONDAY, desk, { campaigns: () => [sold({ mails: MAILS })] });
    await presses(told, "no-contact");
    await told.passes("1 day");
    await told.posts({ ...FITTING, message: "Please, a demo!", consent_call: "yes" });
    await told.passes("2 months");
    expect(told.touches()).toEqual(["welcome"]);
    expect(heard(told).at(-1)).toBe("2026-11-23 09:00 no-contact tom");
    expect((await told.lead()).lead.consent).toMatchObject({ noContactAt: Date.parse(MONDAY) });
  });

  test("one that sales never had is told to everybody, once somebody listens", async () => {
    const told = choosing();
    await told.posts(MODEST);
    told.line.sales.subscribers = 0;
    await presses(told, "no-contact");
    expect(told.notices).toEqual([]);
    told.line.sales.subscribers = 1;
    await told.passes("2 hours");
    expect(heard(told)).toEqual(["2026-11-23 10:00 no-contact everybody"]);
  });
});
