import { describe, expect, test } from "vitest";
import { four, linkOf, MONDAY, presses } from "../stories/four-leads.ts";
import { FITTING, type Story } from "../stories/line.ts";
import { office, openFrom, worker } from "../stories/selling.ts";

describe("the whole desk", () => {
  const all = async (told: Story, person = "ruth") => told.follows(`${await linkOf(told, person)}?view=all`);

  test("who holds what since when, who hasn't answered and how late, and this week's answers with their reasons", async () => {
    const told = await four();
    await presses(told, "zoe", { answer: "accept" });
    await presses(told, "una", { answer: "reject", reason: "no-budget" });
    await told.passesUntil("2026-11-23T17:00:00Z");
    const { body } = await all(told);
    expect(body).toContain("Waiting for an answer (2)");
    expect(body).toContain("Tom: 3 of 25");
    expect(body).toContain('<span class="late">7 hours without an answer.</span>');
    expect(body).toContain("1 accepted, 1 given back");
    expect(body).toContain("given back: No budget in sight");
    expect(body).toContain("Since Monday 23 November, 10:00");
  });

  test("those for whom nobody has room are there, and since when", async () => {
    const told = await four(() =>
      office({ pools: [{ name: "europe", people: ["tom"] }], tom: { atMost: 3 } }),
    );
    await told.passes("3 hours");
    const { body } = await all(told);
    expect(body).toContain("Nobody has them yet (1)");
    expect(body).toContain("Nobody has had room for 3 hours.");
  });

  test("who got a lead that waited for room has had it since they were told, not since it was released", async () => {
    const told = await four(() =>
      office({ pools: [{ name: "europe", people: ["tom"] }], tom: { atMost: 3 } }),
    );
    await told.passes("2 hours");
    await presses(told, "zoe", { answer: "reject", reason: "no-budget" });
    await told.passes("1 hour");
    const { body } = await all(told);
    const lea = body?.slice(body.indexOf(">Lea,")) ?? "";
    expect(lea).toMatch(/^>Lea, [^<]*<\/a><div>Tom, since Monday 23 November, 13:00\./);
  });

  test("how late a promise is stands there in words", async () => {
    const told = await four();
    await presses(told, "zoe", { answer: "accept" });
    await told.passesUntil("2026-11-24T13:00:00Z");
    expect((await all(told)).body).toContain("3 hours late: The first contact was due Tuesday 24 November");
  });

  test("a company that fills the screen is cut in lists and stands in full on the lead's page", async () => {
    const company = "Very long name of a dairy ".repeat(7).trim();
    const told = openFrom(MONDAY, () => office());
    await told.posts({ ...FITTING, company });
    await told.attends();
    expect((await told.follows(await linkOf(told, "tom"))).body).not.toContain(company);
    expect((await told.follows(told.handoffLink)).body).toContain(`<dd>${company}</dd>`);
  });

  test("last week's answers are last week's", async () => {
    const told = await four();
    await presses(told, "una", { answer: "reject", reason: "no-budget" });
    await told.passesUntil("2026-11-29T23:59:59Z");
    expect((await all(told)).body).toContain("1 given back");
    await told.passesUntil("2026-11-30T00:00:00Z");
    expect((await all(told)).body).toContain("0 given back");
  });

  test("leads of somebody who is gone from the file stand there too", async () => {
    let gone: readonly string[] = [];
    const told = await four(() =>
      office({ gone, pools: [{ name: "europe", people: [gone.length > 0 ? "ines" : "tom"] }] }),
    );
    gone = ["tom"];
    expect((await all(told)).body).toContain("tom: 4, and is on the desk no more");
  });

  test("is the manager's alone", async () => {
    const told = await four(() => office({ others: { kim: worker("Kim") } }));
    for (const person of ["tom", "kim"]) {
      const page = await all(told, person);
      expect(page.statusCode).toBe(403);
      expect(page.body).not.toContain("Who holds what");
      expect((await told.follows(await linkOf(told, person))).body).not.toContain("view=all");
    }
    expect((await told.follows(await linkOf(told, "ruth"))).body).toContain("?view=all");
  });
});
