import { describe, expect, test } from "vitest";
import { asked, statuses } from "../stories/calling.ts";

describe("the task's page", () => {
  test("S47 shows the task and one form; GET and HEAD change nothing", async () => {
    const told = await asked();
    const before = await told.life();
    const page = await told.follows(told.taskLink);
    expect(page.statusCode).toBe(200);
    for (const said of ["Call Zoë", "Wednesday 25 November 2026", "which alarm rang last", "No answer"])
      expect(page.body).toContain(said);
    expect(page.body).toContain('<a href="tel:+353215550134">+353 21 555 0134</a>');
    await told.follows(told.taskLink, "HEAD");
    expect(await told.life()).toEqual(before);
  });

  test.each([
    ["no outcome", {}],
    ["an outcome of a letter", { outcome: "posted" }],
    ["a word of the language itself", { outcome: "constructor" }],
  ])("a form with %s comes back with what was typed", async (_, fields) => {
    const told = await asked();
    const page = await told.follows(told.taskLink, "POST", { ...fields, by: "Ann", note: "Ring <late>" });
    expect(page.statusCode).toBe(400);
    expect(page.body).toContain("Please say how it ended.");
    expect(page.body).toContain('value="Ann"');
    expect(page.body).toContain("Ring &lt;late&gt;</textarea>");
    expect(await statuses(told)).toEqual(["first-call sent"]);
  });

  test("a program is told which field is wrong", async () => {
    const told = await asked();
    const token = told.taskLink.split("/").at(-1) ?? "";
    const headers = { "content-type": "application/json" };
    const answer = await told.sends("tasks", { method: "POST", token, headers, body: '{"outcome":"sang"}' });
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body ?? "")).toMatchObject({ errors: [{ field: "outcome" }] });
  });

  test("opens for three months after the task was due, and then no more; a forged link opens nothing", async () => {
    const told = await asked();
    const link = told.taskLink;
    const look = (days: number) =>
      told
        .followsUnsettled(link, "GET", {}, told.now + days * 86_400_000)
        .then(({ statusCode }) => statusCode);
    expect([await look(91), await look(93)]).toEqual([200, 403]);
    expect((await told.follows(`${link}x`)).statusCode).toBe(403);
    expect((await told.reports("spoke", "Ann", "", link.replace("/tasks/", "/handoffs/"))).statusCode).toBe(
      403,
    );
  });
});
