import { describe, expect, test } from "vitest";
import { JSON_BODY } from "../stories/http-event.ts";
import { type Answer, FITTING, type Story } from "../stories/line.ts";
import { office, openFrom, ripeAt } from "../stories/selling.ts";

const MONDAY = "2026-11-23T10:00:00Z";
const SHARED = { name: "europe", people: ["tom", "ines"], share: true };

const AWAY = { from: "2026-11-20", to: "2026-11-27" };

/** What a program posts behind the notification's link. */
function posts(told: Story, body: object, link = told.handoffLink): Promise<Answer> {
  const token = link.split("/").at(-1) ?? "";
  return told.sends("handoffs", { method: "POST", token, headers: JSON_BODY, body: JSON.stringify(body) });
}

const accepted = async () => {
  const told = await ripeAt(MONDAY, () => office());
  const link = told.handoffLink;
  await told.follows(link, "POST", { answer: "accept" });
  return { told, link, says: (fields: Record<string, string>) => told.follows(link, "POST", fields) };
};

describe("who answers", () => {
  test("whose lead it is isn't asked for a name", async () => {
    const told = await ripeAt(MONDAY, () => office());
    const page = await told.follows(told.handoffLink);
    expect(page.body).toContain("Tom, this lead is yours to answer.");
    expect(page.body).toContain("Answer by Monday 23 November, 14:00");
    await told.follows(told.handoffLink, "POST", { answer: "accept" });
    expect((await told.lead()).handoffs).toMatchObject([{ to: "tom", answeredBy: "Tom" }]);
  });

  test("somebody else says so first, and then the lead is theirs", async () => {
    const told = await ripeAt(MONDAY, () => office());
    const page = await told.follows(`${told.handoffLink}?by=ines`);
    expect(page.body).toContain("Ines, you answer this lead in place of Tom.");
    await told.follows(told.handoffLink, "POST", { answer: "accept", by: "ines" });
    expect((await told.lead()).handoffs).toMatchObject([{ to: "ines", answeredBy: "Ines" }]);
  });

  test("S42 where a pool shares the link, the page asks which of its people it is", async () => {
    const told = await ripeAt(MONDAY, () => office({ pools: [SHARED] }));
    const page = await told.follows(told.handoffLink);
    expect(page.body).toContain("Whoever of you accepts this lead first has it.");
    expect(page.body).toMatch(/<option value="tom"\s*>Tom/);
    expect(page.body).not.toMatch(/<option value="ruth"/);
    expect((await told.follows(told.handoffLink, "POST", { answer: "accept" })).statusCode).toBe(400);
    await told.follows(told.handoffLink, "POST", { answer: "accept", by: "ines" });
    expect((await told.lead()).handoffs).toMatchObject([{ to: "ines", status: "accepted" }]);
  });

  test("S42 a lead that nobody has room for says so, and who may take it", async () => {
    const told = await ripeAt(MONDAY, () =>
      office({ pools: [{ name: "europe", people: ["tom"] }], tom: { away: [AWAY] } }),
    );
    await told.passes("3 hours");
    const { leadId } = await told.lead();
    const { links } = told.line.world;
    const link = await links.url({ purpose: "handoff", leadId, n: 1, expiresAt: told.now + 1000 });
    const { body } = await told.follows(link);
    expect(body).toContain("Nobody has had room for this lead for 3 hours.");
    expect(body).toContain("whoever has room may accept it: Tom, Ines, Ruth.");
    expect(body).not.toContain("Whoever of you accepts this lead first has it.");
  });

  test("an address is written to as it is, and what could mean something in it is encoded", async () => {
    const told = await ripeAt(MONDAY, () => office());
    const { lead } = await told.lead();
    const { body } = await told.follows(told.handoffLink);
    expect(body).toContain(`href="mailto:${lead.address}"`);
  });

  test("a day of another year is told with its year", async () => {
    const told = await ripeAt(MONDAY, () => office());
    const page = await told.follows(told.handoffLink, "POST", { answer: "snooze", until: "2027-04-01" });
    expect(page.body).toContain("again on 1 April 2027.");
  });

  test("a name that can't be one stands as it was typed, and is text", async () => {
    const told = openFrom(MONDAY, () => office());
    await told.posts({ ...FITTING, name: "<b>Bo</b>" });
    await told.attends();
    const { body } = await told.follows(told.handoffLink);
    expect(body).toContain("<dt>Name as typed</dt><dd>&lt;b&gt;Bo&lt;/b&gt;</dd>");
  });

  test("already a customer is one press", async () => {
    const told = await ripeAt(MONDAY, () => office());
    expect((await told.follows(told.handoffLink)).body).toContain("Already a customer");
    await told.follows(told.handoffLink, "POST", { answer: "reject", reason: "already-customer", by: "tom" });
    expect((await told.lead()).lead.lifecycle).toBe("customer");
  });
});

describe("what came of it, behind the same link", () => {
  test.each([
    ["spoke", "We spoke", "sal"],
    ["voicemail", "Voicemail", "sal"],
    ["not-yet", "Not tried yet", "sal"],
    ["wrong-person", "The wrong person", "recycled"],
    ["qualified", "Qualified", "sql"],
    ["won", "Won", "customer"],
    ["lost", "Lost", "dormant"],
  ])("%s is one tap", async (result, words, lifecycle) => {
    const { told, link, says } = await accepted();
    const { body } = await told.follows(link);
    expect(body).toContain("Did you reach them?");
    expect(body).toContain(`value="${result}">${words}`);
    expect((await says({ result })).statusCode).toBe(200);
    expect((await told.lead()).lead.lifecycle).toBe(lifecycle);
  });

  test("whoever comes second sees who has the lead and since when, and whose word a press is", async () => {
    const { told, link } = await accepted();
    const { body } = await told.follows(link);
    expect(body).toContain("Tom accepted this lead on Monday 23 November, 10:00.");
    expect(body).toContain("It counts as Tom’s word.");
    const asInes = await told.follows(`${link}?by=ines`);
    expect(asInes.body).toContain("Tom accepted this lead");
    expect(asInes.body).toContain("It counts as Ines’s word.");
  });

  test("what was noted at a try stands beside it, as text", async () => {
    const { told, link, says } = await accepted();
    await says({ result: "voicemail", note: "Back on <b>Thursday</b>" });
    expect((await told.follows(link)).body).toContain("says Tom: “Back on &lt;b&gt;Thursday&lt;/b&gt;”");
  });

  test("after a talk the page asks what came of it, not whether they were reached", async () => {
    const { told, link, says } = await accepted();
    await says({ result: "spoke" });
    const { body } = await told.follows(link);
    expect(body).toContain("What came of the talk?");
    expect(body).not.toContain("Did you reach them?");
  });

  test("not now needs a day; the page asks for it and keeps the note", async () => {
    const { told, says } = await accepted();
    const page = await says({ result: "not-now", note: "Budget in Q2" });
    expect(page.statusCode).toBe(400);
    expect(page.body).toContain("Say from which day on");
    expect(page.body).toContain("Budget in Q2</textarea>");
    await says({ result: "not-now", note: "Budget in Q2", until: "2027-04-01" });
    expect((await told.lead()).handoffs).toMatchObject([{ status: "rejected", reason: "bad-timing" }]);
  });

  test("out of reach is offered after three tries; before, the page says how many are missing", async () => {
    const { told, link, says } = await accepted();
    expect((await told.follows(link)).body).toContain("3 are still missing");
    expect((await says({ result: "unreachable" })).statusCode).toBe(409);
    for (const _ of [1, 2, 3]) {
      await says({ result: "voicemail" });
      await told.passes("1 hour");
    }
    const { body } = await told.follows(link);
    expect(body).toContain('value="unreachable"');
    expect(body?.match(/says Tom/g)).toHaveLength(3);
    await says({ result: "unreachable" });
    expect((await told.lead()).handoffs).toMatchObject([{ status: "rejected", reason: "not-reached" }]);
  });

  test("a button pressed twice counts one try, and the second press says so", async () => {
    const { told, link, says } = await accepted();
    const { body = "" } = await told.follows(link);
    const seen = /name="seen" value="([^"]+)"/.exec(body)?.[1] ?? "";
    expect((await says({ result: "voicemail", seen })).statusCode).toBe(200);
    const second = await says({ result: "voicemail", seen });
    expect(second.statusCode).toBe(409);
    expect(second.body).toContain("Tom has told of it since you opened that page: voicemail");
    expect((await told.lead()).handoffs[0]?.promised?.attempts).toHaveLength(1);
  });

  test("a result for a lead that nobody has accepted is refused", async () => {
    const told = await ripeAt(MONDAY, () => office());
    const answer = await told.follows(told.handoffLink, "POST", { result: "won" });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain("accept it first");
  });

  test("who is done with a lead sees who closed it, how and when", async () => {
    const { told, link, says } = await accepted();
    await says({ result: "wrong-person" });
    expect((await told.follows(link)).body).toContain(
      "Tom gave this lead back already on Monday 23 November",
    );
    expect((await says({ result: "won" })).statusCode).toBe(409);
  });

  test("in its story, that the next person is asked stands before that they were told", async () => {
    const told = await ripeAt(MONDAY, () => office());
    await told.passes("5 hours");
    const { leadId, lead } = await told.lead();
    const { links } = told.line.world;
    const expiresAt = told.now + 1000;
    const { body = "" } = await told.follows(
      await links.url({ purpose: "dossier", leadId, since: lead.createdAt, expiresAt }),
    );
    const asked = body.indexOf("Tom has not answered in time: the next person is asked");
    expect(asked).toBeGreaterThan(0);
    expect(body.indexOf("Ines was told")).toBeGreaterThan(asked);
  });

  test("a look at a lead that was won says so", async () => {
    const { told, link, says } = await accepted();
    await says({ result: "won" });
    expect((await told.follows(link)).body).toContain("Tom is done with this lead already: won.");
  });

  test("GET and HEAD change nothing", async () => {
    const { told, link } = await accepted();
    const before = await told.life();
    await told.follows(`${link}?result=won&answer=reject&colleagues=pause`);
    await told.follows(`${link}?result=won`, "HEAD");
    expect(await told.life()).toEqual(before);
  });
});

describe("a program answers", () => {
  test("accepts and tells what came of it, and reads how the hand-off stands", async () => {
    const told = await ripeAt(MONDAY, () => office());
    const yes = await posts(told, { answer: "accept", by: "tom@orchard-cold-chain.example" });
    expect(yes).toMatchObject({ statusCode: 200, headers: { "content-type": "application/json" } });
    const { leadId } = await told.life();
    expect(JSON.parse(yes.body ?? "")).toEqual({
      status: "accepted",
      handoff: {
        leadId,
        n: 1,
        status: "accepted",
        to: "tom",
        answeredBy: "Tom",
        answeredAt: "2026-11-23T10:00:00Z",
        contactBy: "2026-11-24T10:00:00Z",
        attempts: [],
        seen: "0-0-0",
      },
    });
    const { seen } = JSON.parse(yes.body ?? "").handoff;
    const spoke = await posts(told, { result: "voicemail", note: "Back on Thursday", seen });
    expect((await posts(told, { result: "voicemail", seen })).statusCode).toBe(409);
    expect(JSON.parse(spoke.body ?? "").handoff.attempts).toMatchObject([
      { outcome: "voicemail", by: "tom" },
    ]);
  });

  test.each([
    [{ answer: "perhaps" }, 400, "answer"],
    [{ answer: "reject", reason: "because" }, 400, "reason"],
    [{ answer: "accept", by: "Nobody" }, 400, "by"],
    [{ result: "sang" }, 400, "result"],
    [{ result: "not-now" }, 400, "until"],
    [{ answer: "snooze", until: "2026-11-22" }, 400, "until"],
    [{ result: "voicemail", until: "2026-11-23" }, 400, "until"],
    [{ colleagues: "fire" }, 400, "colleagues"],
  ])("%j: told which field is wrong, and nothing changes", async (body, status, field) => {
    const told = await ripeAt(MONDAY, () => office());
    const before = await told.life();
    const answer = await posts(told, body);
    expect(answer).toMatchObject({
      statusCode: status,
      headers: { "content-type": "application/problem+json" },
    });
    expect(JSON.parse(answer.body ?? "")).toMatchObject({ errors: [{ field }] });
    expect(await told.life()).toEqual(before);
  });

  test("too late is 409 with who was first; a dead link 403; an erased lead 410", async () => {
    const told = await ripeAt(MONDAY, () => office());
    const link = told.handoffLink;
    await told.accepts("Tom", link);
    const late = await posts(told, { answer: "accept", by: "ines" }, link);
    expect(JSON.parse(late.body ?? "")).toMatchObject({
      status: 409,
      detail: expect.stringContaining("Tom accepted"),
    });
    expect((await posts(told, { answer: "accept" }, `${link}x`)).statusCode).toBe(403);
    told.line.leads.erase((await told.lead()).leadId, told.now);
    expect((await posts(told, { result: "won" }, link)).statusCode).toBe(410);
  });
});
