import { describe, expect, test } from "vitest";
import { choosable, chooses, choosing, EVENTS, pageOf, presses } from "../stories/choosing.ts";
import { FITTING, linkIn, MODEST, unsubscribeLink } from "../stories/line.ts";

describe("the page", () => {
  test("S47 GET and HEAD of it change nothing, whoever follows the link", async () => {
    const told = choosing();
    await told.posts(MODEST);
    const before = await told.life();
    for (const method of ["GET", "HEAD"] as const)
      expect((await told.follows(pageOf(told), method, { do: "no-contact" })).statusCode).toBe(200);
    expect(await told.life()).toEqual(before);
  });

  test("says in words what holds, and keeps the proof of it: when, from where, for what", async () => {
    const told = choosing(choosable(), EVENTS);
    await told.posts(MODEST);
    const { body } = await chooses(told, { "topic-events": false, calls: false });
    for (const words of [
      "By mail: A small campaign.",
      "We don't call you",
      "We may send you letters by post.",
    ])
      expect(body?.replaceAll("&#39;", "'")).toContain(words);
    expect(body).not.toContain("By mail: Events.");
    expect((await told.lead()).ledger.at(-1)).toMatchObject({
      kind: "consent",
      at: told.now,
      what: 'wants no more "events", wants no calls',
      proof: { how: "preferences", channels: ["mail", "letter"], topics: ["letters"], ip: "127.0.0.1" },
    });
  });

  test("pressed again, nothing is written", async () => {
    const told = choosing();
    await told.posts(MODEST);
    for (const act of ["pause", "leave", "no-contact"]) {
      await presses(told, act);
      const { lead } = await told.lead();
      await presses(told, act);
      expect((await told.lead()).lead.ledgerSeq).toBe(lead.ledgerSeq);
    }
  });

  test("an old tab that is saved after its reader has left brings nothing back", async () => {
    const told = choosing();
    await told.posts(MODEST);
    const was = "topic-letters calls letters";
    await told.unsubscribes();
    const boxes = { "topic-letters": "on", calls: "on", letters: "on", untracked: "on" };
    await told.follows(pageOf(told), "POST", { do: "save", was, ...boxes });
    const { consent } = (await told.lead()).lead;
    expect(consent).toMatchObject({ withdrawnAt: told.now, untrackedAt: told.now });
    expect(consent.call).toBeUndefined();
  });

  test("a press of nothing we know changes nothing, and says so", async () => {
    const told = choosing();
    await told.posts(MODEST);
    const before = await told.life();
    const answer = await told.follows(pageOf(told), "POST", {});
    expect(answer).toMatchObject({ statusCode: 400, body: expect.stringContaining("Nothing was changed") });
    expect(await told.life()).toEqual(before);
  });

  test("its link wears out after 400 days and says what still works; the link to unsubscribe never does", async () => {
    const told = choosing();
    await told.posts(MODEST);
    const [mail] = told.mails;
    const page = pageOf(told);
    await told.passes("399 days");
    expect((await told.follows(page)).statusCode).toBe(200);
    expect((await told.follows(unsubscribeLink(mail))).body).toContain("/preferences/");
    await told.passes("1 day");
    const worn = await told.follows(page, "POST", { do: "no-contact" });
    expect(worn).toMatchObject({ statusCode: 403, body: expect.stringContaining("never wears out") });
    const leaving = await told.follows(unsubscribeLink(mail));
    expect(leaving.statusCode).toBe(200);
    expect(leaving.body).not.toContain("/preferences/");
    await told.unsubscribes(mail);
    expect((await told.lead()).lead.consent.withdrawnAt).toBe(told.now);
  });

  test("S26 a forwarded mail's link speaks for whom it was sent to and nobody else", async () => {
    const told = choosing();
    const manager = { ...MODEST, email: "manager@dairy.example" };
    await told.posts(MODEST);
    await told.posts(manager);
    await presses(told, "leave", linkIn(told.mailTo(FITTING.email), "preferences"));
    await told.passes("3 days");
    expect(told.touches()).toEqual(["welcome"]);
    expect(told.touches(manager.email)).toEqual(["welcome", "second"]);
  });

  test("an address that somebody else typed: wanting no tracking confirms nothing, a ticked topic does", async () => {
    const told = choosing(choosable({ consent: { doubleOptIn: true } }));
    await told.posts(MODEST);
    const { body } = await told.follows(pageOf(told));
    expect(body).toContain("yet to confirm");
    await chooses(told, { untracked: true });
    await told.passes("1 hour");
    expect(told.touches()).toEqual(["confirm"]);
    await chooses(told, { "topic-letters": true });
    expect(told.touches()).toEqual(["confirm", "welcome"]);
    const line = (await told.lead()).ledger.find(({ kind }) => kind === "confirm");
    expect(line?.proof).toMatchObject({ how: "preferences", ip: "127.0.0.1" });
  });

  test.each([
    ["ticks calls", (told: ReturnType<typeof choosing>) => chooses(told, { calls: true })],
    ["presses pause", (told: ReturnType<typeof choosing>) => presses(told, "pause")],
  ])("an unconfirmed reader who %s isn't erased after a month: it has that mailbox", async (_what, does) => {
    const told = choosing(choosable({ consent: { doubleOptIn: true } }));
    await told.posts(MODEST);
    await does(told);
    expect((await told.lead()).lead.consent.confirmedAt).toBe(told.now);
    await told.passes("2 months");
    expect((await told.lead()).lead.address).toBe(MODEST.email);
    expect(told.touches()).toContain("welcome");
  });

  test("after an erase there is nothing to choose, and choosing brings nobody back", async () => {
    const told = choosing();
    await told.posts(MODEST);
    const page = pageOf(told);
    const life = await told.lead();
    await told.line.world.erasing.bury(life, { leadId: life.leadId, erasedAt: told.now });
    for (const method of ["GET", "POST"] as const)
      expect((await told.follows(page, method, { do: "save", "topic-letters": "on" })).statusCode).toBe(410);
    expect((await told.life()).lead).toBeUndefined();
  });
});
