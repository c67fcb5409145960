import { describe, expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import { DAY, HOUR } from "../../../workflows/rules/time.ts";
import { asBrowser, asProgram, postForm, postJson } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";
import { START } from "./sample-life.ts";

const NEXT = { at: START + 5 * HOUR, what: "Zoë wakes" };

describe("the clock", () => {
  it("says the virtual time and what is due next", async () => {
    const app = consoleApp(fakeLaptop({ next: NEXT }));
    expect(await asProgram(app, "/clock")).toEqual({
      now: "2026-11-24T08:00:00.000Z",
      next: { at: "2026-11-24T13:00:00.000Z", what: "Zoë wakes" },
    });
    const page = await asBrowser(app, "/clock");
    expect(page).toContain("Tue 24 Nov 2026, 08:00 UTC");
    expect(page).toContain("Zoë wakes");
  });

  it.each([
    { asked: { advance: "P3D" }, now: "2026-11-27T08:00:00.000Z", moved: "P3D" },
    { asked: { advance: "P1W" }, now: "2026-12-01T08:00:00.000Z", moved: "P7D" },
    { asked: { advance: "P1M" }, now: "2026-12-24T08:00:00.000Z", moved: "P30D" },
    { asked: { advance: "PT90M" }, now: "2026-11-24T09:30:00.000Z", moved: "PT1H30M" },
    { asked: { advance: "P1DT1S" }, now: "2026-11-25T08:00:01.000Z", moved: "P1DT1S" },
    { asked: { advance: "10 days" }, now: "2026-12-04T08:00:00.000Z", moved: "P10D" },
    { asked: { advance: " 1 month " }, now: "2026-12-24T08:00:00.000Z", moved: "P30D" },
    { asked: { to: "next" }, now: "2026-11-24T13:00:00.000Z", moved: "PT5H" },
    { asked: { to: "2026-12-24T08:00:00Z" }, now: "2026-12-24T08:00:00.000Z", moved: "P30D" },
    { asked: { to: "2026-11-24T10:00:00+01:00" }, now: "2026-11-24T09:00:00.000Z", moved: "PT1H" },
  ])("moves on by $asked", async ({ asked, now, moved }) => {
    const app = consoleApp(fakeLaptop({ next: NEXT }));
    const response = await postJson(app, "/clock", asked);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ now, moved });
  });

  it.each([
    { asked: {}, says: 'Say either "advance" or "to"' },
    { asked: { advance: "P1D", to: "next" }, says: 'Say either "advance" or "to"' },
    { asked: { advance: "tomorrow" }, says: "no span such as 3 days or 1 month, and no ISO 8601 duration" },
    { asked: { advance: "0 days" }, says: "only moves forward" },
    { asked: { advance: "9999999999999 years" }, says: "at most 10 years" },
    { asked: { advance: "" }, says: "no ISO 8601 duration" },
    { asked: { advance: 3 }, says: "no ISO 8601 duration" },
    { asked: { advance: null }, says: "no ISO 8601 duration" },
    { asked: { advance: "P0D" }, says: "only moves forward" },
    { asked: { advance: "-P3D" }, says: "only moves forward" },
    { asked: { advance: "PT0.0001S" }, says: "only moves forward" },
    { asked: { advance: "P11Y" }, says: "at most 10 years" },
    { asked: { advance: "P99999999D" }, says: "at most 10 years" },
    { asked: { to: "tomorrow" }, says: 'neither "next" nor an instant' },
    { asked: { to: "2026-12-24" }, says: 'neither "next" nor an instant' },
    { asked: { to: "2026-12-24T08:00:00" }, says: 'neither "next" nor an instant' },
    { asked: { to: "2026-11-24T07:59:59Z" }, says: "has passed" },
    { asked: [], says: "one JSON object" },
    { asked: "P3D", says: "one JSON object" },
  ])("refuses $asked in one sentence and stays where it is", async ({ asked, says }) => {
    const laptop = fakeLaptop({ next: NEXT });
    const response = await postJson(consoleApp(laptop), "/clock", asked);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 400, detail: expect.stringContaining(says) });
    expect(laptop.acts.filter((act) => act !== "settle")).toEqual([]);
  });

  it("answers 409 to the next event when nothing is due", async () => {
    const response = await postJson(consoleApp(fakeLaptop()), "/clock", { to: "next" });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining("Nothing is due") });
  });

  it("shows a browser the same sentence on a page", async () => {
    const response = await postForm(consoleApp(fakeLaptop()), "/clock", { advance: "<b>soon</b>" });
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain("&lt;b&gt;soon&lt;/b&gt;");
    expect(page).toContain("no ISO 8601 duration");
  });

  it.each([
    { field: "advance", typed: "ten days", other: "to" },
    { field: "to", typed: "tomorrow", other: "advance" },
  ])(
    "keeps “$typed” in the form, and the sentence on the page whatever happens meanwhile",
    async ({ field, typed, other }) => {
      const app = consoleApp(fakeLaptop());
      const response = await postForm(app, "/clock", { [field]: typed });
      const page = await response.text();
      expect(page).toContain(`<p class="notice" role="alert">&quot;${typed}&quot; is n`);
      expect(page).toContain(`name="${field}" value="${typed}"`);
      expect(page).not.toContain(`name="${other}" value=""`);
      expect(page).toMatch(/<main id="main" class="" tabindex="-1" >/);
      expect(await asBrowser(app, "/clock")).toMatch(/<main [^>]*data-live>/);
    },
  );

  it.each([
    { back: "/leads?x=1", to: "/leads?x=1" },
    { back: "https://elsewhere.example/", to: "/clock" },
    { back: "//elsewhere.example/", to: "/clock" },
    { back: "/\\elsewhere.example/", to: "/clock" },
    { back: "", to: "/clock" },
  ])("brings a button's presser from $back back to $to", async ({ back, to }) => {
    const response = await postForm(consoleApp(fakeLaptop()), "/clock", { advance: "P1D", back });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(to);
  });

  it("takes JSON for what it is even where curl labelled it a form", async () => {
    const laptop = fakeLaptop();
    const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" };
    await consoleApp(laptop).request("/clock", { method: "POST", headers, body: '{"advance":"P3D"}' });
    expect(laptop.acts).toEqual(["settle", "moveTo 2026-11-27T08:00:00.000Z"]);
  });

  it("makes two presses at once two moves, one after the other", async () => {
    const laptop = fakeLaptop();
    const app = consoleApp(laptop);
    await Promise.all([
      postJson(app, "/clock", { advance: "P1D" }),
      postJson(app, "/clock", { advance: "P1D" }),
    ]);
    expect(laptop.time.now()).toBe(START + 2 * DAY);
  });

  it("goes on after a move that was refused", async () => {
    const laptop = fakeLaptop();
    const app = consoleApp(laptop);
    await postJson(app, "/clock", { advance: "nonsense" });
    await postJson(app, "/clock", { advance: "P1D" });
    expect(laptop.time.now()).toBe(START + DAY);
  });
});
