import { describe, expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { asBrowser, asProgram, postForm, postJson, text } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";
import { GREEN_BANANAS, lifeOf, ripeLife, START, ZOE } from "./sample-life.ts";

const FAIR = { ...GREEN_BANANAS, enter: { ...GREEN_BANANAS.enter, imports: ["fair-2026"] } };
const TYPED = { email: "pat@dairy.example", name: "Pat", source: "fair-2026", how: "asked at the stand" };

describe("adding a lead by hand", () => {
  it("asks for its fields, where it comes from and how it agreed", async () => {
    const app = consoleApp(fakeLaptop({ campaigns: [FAIR] }));
    const page = await asBrowser(app, "/leads/add");
    for (const label of ["E-mail", "Company", "Where it comes from", "How it agreed to mail"])
      expect(text(page)).toContain(label);
    expect(page).toContain('<option value="fair-2026" selected>');
    expect(page).toContain('action="/leads/add"');
    expect(await asProgram(app, "/leads/add")).toEqual({ sources: ["fair-2026"] });
  });

  it("says what to do where no campaign takes any in", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop()), "/leads/add");
    expect(text(page)).toContain("No campaign takes in leads that we bring ourselves");
    expect(page).not.toContain('action="/leads/add"');
  });

  it("hands over what was typed, and shows the lead once what follows at once has happened", async () => {
    const laptop = fakeLaptop({ lives: [lifeOf()], campaigns: [FAIR] });
    const response = await postForm(consoleApp(laptop), "/leads/add", TYPED);
    expect([response.status, response.headers.get("location")]).toEqual([303, `/leads/${ZOE}`]);
    expect(laptop.acts).toEqual([
      'add {"email":"pat@dairy.example","name":"Pat"} {"source":"fair-2026","consent":"asked at the stand"}',
      "settle",
    ]);
  });

  it("takes an empty consent for none, and answers a program in JSON", async () => {
    const laptop = fakeLaptop({ lives: [lifeOf()], campaigns: [FAIR] });
    const response = await postJson(consoleApp(laptop), "/leads/add", { ...TYPED, how: " " });
    expect(await response.json()).toEqual({ leadId: ZOE, inWords: "is new" });
    expect(laptop.acts[0]).toMatch(/\{"source":"fair-2026"\}$/);
  });

  it("says above the form what can't be used, with all that was typed still in it", async () => {
    const laptop = fakeLaptop({ campaigns: [FAIR], deskRefuses: "The address lacks its @." });
    const response = await postForm(consoleApp(laptop), "/leads/add", { ...TYPED, email: '"><b>' });
    const page = await response.text();
    expect(response.status).toBe(400);
    expect(text(page)).toContain("The address lacks its @.");
    expect(page).toContain('value="asked at the stand"');
    expect(page).not.toContain("<b>");
    const told = await postJson(consoleApp(laptop), "/leads/add", TYPED);
    expect(told.status).toBe(400);
    expect(await told.json()).toMatchObject({ detail: "The address lacks its @." });
  });
});

describe("they called: take it now", () => {
  const path = `/leads/${ZOE}/take`;

  it("is a button on the page of a lead that sales hasn't been told of, and on no other", async () => {
    const nurtured = await asBrowser(consoleApp(fakeLaptop({ lives: [lifeOf()] })), `/leads/${ZOE}`);
    expect(nurtured).toContain(`action="${path}"`);
    expect(text(nurtured)).toContain("They called: take it now");
    const ripe = await asBrowser(
      consoleApp(fakeLaptop({ lives: [ripeLife()], now: START + 10 * DAY })),
      `/leads/${ZOE}`,
    );
    expect(ripe).not.toContain(`action="${path}"`);
  });

  it("takes the lead for the reason given, and shows it once sales was told", async () => {
    const laptop = fakeLaptop({ lives: [lifeOf()] });
    const response = await postForm(consoleApp(laptop), path, { because: "they called about room 3" });
    expect([response.status, response.headers.get("location")]).toEqual([303, `/leads/${ZOE}`]);
    expect(laptop.acts).toEqual([`take ${ZOE} they called about room 3`, "settle"]);
  });

  it("says in words why not", async () => {
    const laptop = fakeLaptop({ lives: [lifeOf()], deskRefuses: "Tom has accepted this lead already." });
    const response = await postJson(consoleApp(laptop), path, { because: "they called" });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ detail: "Tom has accepted this lead already." });
    expect((await postJson(consoleApp(laptop), "/leads/nobody/take", {})).status).toBe(404);
  });

  it.each(["/leads/add", path])("%s is nothing that another site can do", async (address) => {
    const laptop = fakeLaptop({ lives: [lifeOf()], campaigns: [FAIR] });
    const response = await consoleApp(laptop).request(address, {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body: new URLSearchParams({ ...TYPED, because: "they called" }),
    });
    expect([response.status, laptop.acts]).toEqual([403, []]);
  });
});

describe("a paused campaign", () => {
  const paused = new Map([["green-bananas", { pausedAt: START, because: "a wrong price" }]]);

  it("is named over the leads, and on the page of each lead whose next letter waits for it", async () => {
    const app = consoleApp(fakeLaptop({ lives: [lifeOf()], paused }));
    const since = "green-bananas is paused since Tue 24 Nov 2026, 08:00 UTC : a wrong price.";
    expect(text(await asBrowser(app, "/leads"))).toContain(since);
    expect(text(await asBrowser(app, `/leads/${ZOE}`))).toContain(`${since} Until it is resumed this waits.`);
  });

  it("says nothing on the page of a lead that waits for something else", async () => {
    const other = new Map([["another", { pausedAt: START, because: "a wrong price" }]]);
    const page = await asBrowser(
      consoleApp(fakeLaptop({ lives: [lifeOf()], paused: other })),
      `/leads/${ZOE}`,
    );
    expect(text(page)).not.toContain("paused");
  });
});
