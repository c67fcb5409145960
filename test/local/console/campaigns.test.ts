import { describe, expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import { COLD_YEAR, coldYear } from "../../campaign/journey-fixture.ts";
import { asBrowser, asProgram } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";
import { GREEN_BANANAS, lifeOf, START, ZOE } from "./sample-life.ts";

const paused = new Map([["cold-year", { pausedAt: START, because: "the prices changed" }]]);

describe("the campaigns", () => {
  it("are listed with their doors, touches and version, and whether they are paused", async () => {
    const app = consoleApp(fakeLaptop({ campaigns: [COLD_YEAR, GREEN_BANANAS], paused }));
    expect(await asProgram(app, "/campaigns")).toEqual([
      {
        name: "cold-year",
        title: "A year in the cold store",
        version: "0123456789abcdef",
        enter: COLD_YEAR.enter,
        touches: 17,
        paused: { pausedAt: "2026-11-24T08:00:00.000Z", because: "the prices changed" },
      },
      expect.objectContaining({ name: "green-bananas", touches: 2, paused: null }),
    ]);
    const page = words(await asBrowser(app, "/campaigns"));
    expect(page).toContain(
      "A year in the cold store paused 17 touches Leads come in by the form cold-store-guide or webinar-seat",
    );
    expect(page).toContain("Paused since Tue 24 Nov 2026, 08:00 UTC : the prices changed.");
  });
});

describe("a campaign's page", () => {
  const app = consoleApp(fakeLaptop({ campaigns: [COLD_YEAR], paused }));

  it("shows its journey, what is ripe, and every letter with what it helps with", async () => {
    const page = await asBrowser(app, "/campaigns/cold-year");
    expect(page).toMatch(/<svg [^>]*class="journey"/);
    expect(page).not.toContain('class="lit"');
    expect(words(page)).toContain("What is ripe: A year in the cold store Fit at most 55 points:");
    expect(words(page)).toContain("The letter welcome mail welcome knows the three numbers to write down");
    expect(words(page)).toContain("The letter stay mail stay says whether it wants to go on");
    expect(words(page)).toContain("Nothing of it goes out until it is resumed.");
  });

  it("lights the touch that is asked for", async () => {
    expect(await asBrowser(app, "/campaigns/cold-year?at=door-tally")).toContain('class="lit"');
    expect(await asBrowser(app, "/campaigns/cold-year?at=instead-of-a-call")).toContain('class="lit"');
    expect(await asBrowser(app, "/campaigns/cold-year?at=nothing")).not.toContain('class="lit"');
  });

  it("links to the picture alone, in its own size, with the same touch lit", async () => {
    const page = await asBrowser(app, "/campaigns/cold-year?at=door-tally");
    expect(page).toContain('href="/campaigns/cold-year/journey.svg?at=door-tally">Open it large</a>');
    const picture = await app.request("/campaigns/cold-year/journey.svg?at=door-tally");
    expect(picture.headers.get("content-type")).toContain("image/svg+xml");
    const svg = await picture.text();
    expect(svg).toMatch(/^<svg xmlns=/);
    expect(svg).toContain('class="lit"');
    expect((await app.request("/campaigns/warm-year/journey.svg")).status).toBe(404);
  });

  it("begins the picture at its left edge, unless a touch is lit, and fits it to a wide window", async () => {
    expect(await asBrowser(app, "/live.js")).not.toContain(".entrance");
    const css = await asBrowser(app, "/console.css");
    expect(css).toMatch(
      /@media \(min-width: 60rem\) \{\s*\.journey-frame svg \{\s*max-width: 100%;\s*height: auto;/,
    );
  });

  it("fills the subjects in as for somebody who told nothing, and names what can't be filled in", async () => {
    const mail = (subject: string) => ({ subject, preheader: "", html: "", text: "" });
    const mails = {
      welcome: mail('Cold at {{ lead.company | default: "your site" }}'),
      "warmest-spot": mail("{{ lead.company | nonsense }}"),
    };
    const briefs = { "first-call": { title: 'Call {{ lead.name | default: "the lead" }}', text: "" } };
    const edited = consoleApp(fakeLaptop({ campaigns: [coldYear({ mails, briefs })] }));
    const { letters } = await asProgram<{ letters: { name: string; channel: string; subject: string }[] }>(
      edited,
      "/campaigns/cold-year",
    );
    expect(letters.slice(0, 3)).toMatchObject([
      { name: "welcome", channel: "mail", subject: "Cold at your site" },
      { name: "warmest-spot", channel: "mail", subject: "warmest-spot" },
      { name: "first-call", channel: "call", subject: "Call the lead" },
    ]);
  });

  it("says which there are where there is none of that name", async () => {
    const response = await app.request("/campaigns/warm-year", { headers: { Accept: "application/json" } });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("those that run are cold-year");
  });
});

describe("a lead's place", () => {
  it("is a link to where it stands in its campaign's picture", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop({ lives: [lifeOf()] })), `/leads/${ZOE}`);
    expect(page).toContain('href="/campaigns/green-bananas?at=welcome#here"');
    expect(words(page)).toContain("In The cold store guide , after “welcome”.");
  });

  it("says that its run has ended, and names the touch as it is called today", async () => {
    const life = lifeOf();
    const ended = {
      ...life,
      enrolments: life.enrolments.map((each) => ({ ...each, endedAt: START })),
      touches: life.touches.map((each) => ({ ...each, name: "hello" })),
    };
    const touches = GREEN_BANANAS.touches.map((touch) => ({ ...touch, formerly: ["hello"] }));
    const laptop = fakeLaptop({
      lives: [ended],
      campaigns: [{ ...GREEN_BANANAS, touches: touches.slice(0, 1) }],
    });
    const page = await asBrowser(consoleApp(laptop), `/leads/${ZOE}`);
    expect(words(page)).toContain("Its run has ended: The cold store guide , after “welcome”.");
  });

  it("is nowhere before a campaign took it", async () => {
    const life = { ...lifeOf(), enrolments: [], touches: [] };
    expect(await asBrowser(consoleApp(fakeLaptop({ lives: [life] })), `/leads/${ZOE}`)).not.toContain(
      "#journey",
    );
  });
});

function words(page: string): string {
  const body = page.slice(page.indexOf("<main")).replaceAll(/<style>.*?<\/style>/gs, "");
  return body
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll("&#39;", "'");
}
