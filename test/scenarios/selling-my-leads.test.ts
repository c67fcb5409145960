import { describe, expect, test } from "vitest";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { DAY, four, handoffOf, LEADS, linkOf, MONDAY, presses } from "../stories/four-leads.ts";
import { JSON_BODY } from "../stories/http-event.ts";
import { FITTING } from "../stories/line.ts";
import { office, openFrom, ripeAt, worker } from "../stories/selling.ts";

const places = (body = "", ...words: readonly string[]) => words.map((word) => body.indexOf(word));

describe("my leads", () => {
  test("overdue first, then calls due today, then what waits for an answer, then the rest", async () => {
    const told = await four(() =>
      office({ pools: [{ name: "europe", people: ["tom"] }], answer: { scored: "10 days" } }),
    );
    await presses(told, "zoe", { answer: "accept" });
    await presses(told, "una", { answer: "accept" });
    await presses(told, "max", { answer: "accept" });
    await presses(told, "una", { result: "voicemail", until: "2026-11-25" });
    await presses(told, "max", { result: "voicemail", until: "2026-11-30" });
    await told.passesUntil("2026-11-24T10:30:00Z");
    await presses(told, "una", { result: "voicemail" });
    await told.passesUntil("2026-11-25T09:30:00Z");
    const { body } = await told.follows(await linkOf(told, "tom"));
    const found = places(
      body,
      "Overdue (",
      ">Zoe,",
      "Due today (",
      ">Una,",
      "Waiting for your answer (",
      ">Lea,",
      "Later (",
      ">Max,",
    );
    expect(found.every((at) => at > 0)).toBe(true);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(body).toContain("The first contact was due Tuesday 24 November, 10:00");
  });

  test("every result is one tap, accepting too, and the list says what was noted", async () => {
    const told = await four();
    const accepted = await presses(told, "zoe", { answer: "accept" });
    expect(accepted.body).toContain("is yours.");
    const spoke = await presses(told, "zoe", { result: "spoke" });
    expect(spoke).toMatchObject({ statusCode: 200, headers: { "cache-control": "no-store" } });
    expect(spoke.body).toContain("we spoke.");
    expect(spoke.body).toContain("Tell what came of the talk by");
    await presses(told, "zoe", { result: "won" });
    expect((await told.lead(LEADS[0]?.email)).lead.lifecycle).toBe("customer");
    expect((await told.follows(await linkOf(told, "tom"))).body).not.toContain(">Zoe,");
  });

  test("what lacks a day is asked for, and the note stays; a press at a list that is old counts nothing", async () => {
    const told = await four();
    await presses(told, "zoe", { answer: "accept" });
    const unclear = await presses(told, "zoe", { result: "not-now", note: "After the fair" });
    expect(unclear.statusCode).toBe(400);
    expect(unclear.body).toContain("After the fair</textarea>");
    const seen = /name="seen" value="([^"]+)"/.exec(unclear.body ?? "")?.[1] ?? "";
    await presses(told, "zoe", { result: "voicemail", seen });
    expect((await presses(told, "zoe", { result: "voicemail", seen })).statusCode).toBe(409);
    expect((await handoffOf(told, "zoe")).handoff?.promised?.attempts).toHaveLength(1);
  });

  test("asked again on a day is asked when that day's work begins, and the morning's list says today", async () => {
    const told = await four();
    await presses(told, "zoe", { answer: "accept" });
    await presses(told, "zoe", { result: "voicemail", until: "2026-11-25" });
    const { handoff } = await handoffOf(told, "zoe");
    expect(handoff?.promised?.contactBy).toBe(Date.parse("2026-11-25T09:00:00Z"));
    await told.passesUntil("2026-11-25T08:00:00Z");
    const { body } = await told.follows(await linkOf(told, "tom"));
    expect(body).toMatch(/Due today \(1\)[\s\S]*>Zoe,/);
    expect(told.notices.filter(({ attributes }) => attributes?.["kind"] === "follow-up")).toEqual([]);
    await told.passesUntil("2026-11-25T15:00:00Z");
    expect((await told.follows(await linkOf(told, "tom"))).body).toMatch(/Due today \(1\)[\s\S]*>Zoe,/);
    await told.passesUntil("2026-11-26T00:00:00Z");
    expect((await told.follows(await linkOf(told, "tom"))).body).toMatch(/Overdue \(\d\)[\s\S]*>Zoe,/);
  });

  test("a program that names no hand-off is told so", async () => {
    const told = await four();
    const token = (await linkOf(told, "tom")).split("/").at(-1) ?? "";
    const { leadId } = await handoffOf(told, "zoe");
    const body = JSON.stringify({ answer: "accept", leadId });
    const refused = await told.sends("desk", { method: "POST", token, headers: JSON_BODY, body });
    expect(refused.statusCode).toBe(400);
    expect(JSON.parse(refused.body ?? "")).toMatchObject({ errors: [{ field: "n" }] });
  });

  test("whose only room is taken has one lead to work on, not one leads", async () => {
    const told = await four(() =>
      office({ pools: [{ name: "europe", people: ["tom"] }], others: { kim: worker("Kim", { atMost: 1 }) } }),
    );
    for (const [name, status] of [
      ["zoe", 200],
      ["una", 409],
    ] as const) {
      const { leadId, handoff } = await handoffOf(told, name);
      const { n = 1, releasedAt = 0 } = handoff ?? {};
      const expiresAt = told.now + DAY;
      const link = await told.line.world.links.url({ purpose: "handoff", leadId, n, releasedAt, expiresAt });
      const page = await told.follows(link, "POST", { answer: "accept", by: "kim" });
      expect(page.statusCode).toBe(status);
      if (status === 409) expect(page.body).toContain("Kim has 1 lead to work on already");
    }
  });

  test("nobody answers for somebody else's lead; the manager does", async () => {
    const told = await four();
    const before = (await told.lead(LEADS[0]?.email)).handoffs;
    const refused = await presses(told, "zoe", { answer: "accept" }, "ines");
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain("This lead is Tom’s to answer, not yours.");
    expect((await told.lead(LEADS[0]?.email)).handoffs).toEqual(before);
    await presses(told, "zoe", { answer: "accept" }, "ruth");
    expect((await handoffOf(told, "zoe")).handoff).toMatchObject({ to: "ruth", status: "accepted" });
  });

  test("what a pool shares waits on the list of each of its people, until one accepts", async () => {
    const told = await four(() =>
      office({ pools: [{ name: "europe", people: ["tom", "ines"], share: true }] }),
    );
    for (const person of ["tom", "ines"])
      expect((await told.follows(await linkOf(told, person))).body).toContain(">Zoe,");
    await presses(told, "zoe", { answer: "accept" }, "ines");
    expect((await told.follows(await linkOf(told, "tom"))).body).not.toContain(">Zoe,");
    expect((await told.follows(await linkOf(told, "ruth"))).body).toContain("Nothing is yours to do.");
  });

  test("a notification carries the link of whom it is told to, and no other", async () => {
    const told = await ripeAt(MONDAY, () => office());
    const token = /(?<=\/desk\/)\S+/.exec(told.notices[0]?.text ?? "")?.[0] ?? "";
    expect(await told.line.world.links.openDesk(token)).toMatchObject({ person: "tom" });
    const shared = await ripeAt(MONDAY, () =>
      office({ pools: [{ name: "europe", people: ["tom", "ines"], share: true }] }),
    );
    expect(shared.notices[0]?.text).not.toContain("/desk/");
  });

  test("once the manager was told that nobody answers, the lead is overdue for whoever has it", async () => {
    const told = await four();
    await told.passesUntil("2026-11-24T10:00:00Z");
    const { body } = await told.follows(await linkOf(told, "tom"));
    expect(body).toContain("Overdue (4)");
    expect(body).toContain("An answer is overdue: back to nurture Tuesday 24 November, 17:00");
  });

  test("of more leads than a list shows, the most pressing are on it, wherever they lie in the table", async () => {
    const told = openFrom(MONDAY, () =>
      office({
        pools: [{ name: "europe", people: ["tom"] }],
        tom: { atMost: 200 },
        answer: { scored: "10 days" },
      }),
    );
    for (let number = 0; number < 102; number++) {
      const email = `lead-${number}@farm-${number}.example`;
      await told.posts({ ...FITTING, email });
      await told.attends(email);
    }
    const held: LeadId[] = [];
    for await (const id of told.line.world.rota.held("tom")) held.push(id);
    const leadId = held.at(-1) ?? "";
    await told.follows(await linkOf(told, "tom"), "POST", { answer: "accept", leadId, n: "1" });
    await told.passesUntil("2026-11-24T10:30:00Z");
    const { body } = await told.follows(await linkOf(told, "tom"));
    expect(body).toContain("Overdue (1)");
    expect(body).toContain(`value="${leadId}"`);
    expect(body).toContain("2 more press less and are not shown.");
    const desk = await told.follows(`${await linkOf(told, "ruth")}?view=all`);
    expect(desk.body).toContain("Tom: 102 of 200");
    expect(desk.body).toContain("(1 overdue)");
  });

  test("a number is a press away, and what a lead typed is text", async () => {
    const told = await ripeAt(MONDAY, () => office(), {});
    await told.posts({
      email: FITTING.email,
      phone: "+353 21 555 0134",
      company: "<b>Dairy</b>",
      message: "a demo",
    });
    const { body } = await told.follows(await linkOf(told, "tom"));
    expect(body).toContain('<a href="tel:+353215550134">');
    expect(body).not.toContain("<b>Dairy");
  });
});
