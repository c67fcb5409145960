import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import { standing } from "../../../local/console/standing.ts";
import { anyHourDesk } from "../../../local/memory/any-hour-desk.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { asBrowser, asProgram, text } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";
import { GREEN_BANANAS, leadOf, lifeOf, ripeLife, START, ZOE } from "./sample-life.ts";

describe("the leads", () => {
  it("say what to do when there are none", async () => {
    const app = consoleApp(fakeLaptop());
    expect(await asBrowser(app, "/leads")).toContain("There are none yet");
    expect(await asProgram(app, "/leads")).toEqual([]);
  });

  it("are listed with where each stands", async () => {
    const app = consoleApp(fakeLaptop({ lives: [lifeOf()] }));
    expect(await asProgram(app, "/leads")).toEqual([
      {
        leadId: ZOE,
        email: "Zoe.Mueller@Molkerei-Sued.example",
        name: "Zoë Müller-Lüdenscheidt",
        company: "Molkerei Süd",
        lifecycle: "nurturing",
        because: "filled in cold-store-guide and agreed to mail",
        segment: "plants",
        score: { fit: 45, engagement: 0, total: 45, at: "2026-11-24T08:00:00.000Z" },
        createdAt: "2026-11-24T08:00:00.000Z",
        nextWakeAt: "2026-11-27T08:00:00.000Z",
        endedAt: null,
        trouble: null,
      },
    ]);
    expect(await asBrowser(app, "/leads")).toContain(`href="/leads/${ZOE}"`);
  });

  it("say of one that nothing wakes why that is, as its own page does", async () => {
    const { nextWakeAt: _, ...lead } = leadOf();
    const laptop = fakeLaptop({ lives: [lifeOf({ lead: { ...lead, consent: {} } })] });
    const why = "nothing more by itself: no consent to mail was given";
    const list = text(await asBrowser(consoleApp(laptop), "/leads"));
    expect(list).toContain(why);
    expect(list).not.toContain("ended:");
    expect(text(await asBrowser(consoleApp(laptop), `/leads/${ZOE}`))).toContain(why);
  });
});

describe("a lead's page", () => {
  it("says in one sentence what comes next, at the lead's own hour", async () => {
    const page = await asBrowser(
      consoleApp(fakeLaptop({ lives: [lifeOf()], now: START + 60_000 })),
      `/leads/${ZOE}`,
    );
    expect(text(page)).toContain(
      "45 of 60 points, asleep until Fri 9:00 in Berlin , then cold-chain-checklist . Why: “cold-chain-checklist” is due.",
    );
  });

  it("names the next letter by its subject, filled in for this lead", async () => {
    const mails = {
      "cold-chain-checklist": {
        subject: "A checklist for {{ lead.company }}",
        preheader: "",
        html: "",
        text: "",
      },
    };
    const laptop = fakeLaptop({ lives: [lifeOf()], campaigns: [{ ...GREEN_BANANAS, mails }] });
    expect(text(await asBrowser(consoleApp(laptop), `/leads/${ZOE}`))).toContain(
      "then A checklist for Molkerei Süd",
    );
  });

  it("draws the workflow from its file, with the state lit that it is in", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop({ lives: [lifeOf()] })), `/leads/${ZOE}`);
    const { States } = JSON.parse(
      readFileSync(new URL("../../../workflows/nurture.asl.json", import.meta.url), "utf8"),
    );
    const drawn = [...page.matchAll(/<g class="state (lit)?">[\s\S]*?<text[^>]*>([\s\S]*?)<\/text>/g)];
    const named = drawn.map(([, lit, words = ""]) => ({ lit, name: text(words).trim() }));
    expect(named.map(({ name }) => name)).toEqual(Object.keys(States));
    expect(named.filter(({ lit }) => lit)).toEqual([
      { lit: "lit", name: "Sleep until something is due or happens" },
    ]);
    expect(page).not.toContain('d=""');
    expect(page).toContain('aria-labelledby="workflow-title workflow-desc"');
  });

  it("tells every decision with its reason: why a letter went out, why it sleeps, why not ripe, why ripe", async () => {
    const app = consoleApp(fakeLaptop({ lives: [ripeLife()], now: START + 3 * DAY }));
    const page = text(await asBrowser(app, `/leads/${ZOE}`));
    expect(page).toContain("Why: “welcome” opens the campaign.");
    expect(page).toContain("45 of 60 points, asleep until Fri 9:00 in Berlin");
    expect(page).toContain("ripe, released to sales: 60 of 60 points");
    expect(page).toContain("nothing more by itself: sales has it: Tom accepted");
  });

  it.each([
    { status: "expired", days: 5, says: "sales did not answer in time" },
    { status: "expired", days: 60, says: "nothing new since sales did not answer in time" },
    { status: "rejected", days: 5, says: "sales gave it back a short while ago" },
    { status: "rejected", days: 60, says: "nothing new since sales gave it back" },
  ] as const)(
    "says why it is not ripe $days days in, after a hand-off that was $status",
    async ({ status, days, says }) => {
      const ripe = ripeLife();
      const [handoff] = ripe.handoffs;
      if (handoff === undefined) throw new Error("A ripe life has a hand-off.");
      const { endedAt: _, ...lead } = leadOf();
      const life = { ...ripe, lead, handoffs: [{ ...handoff, status, closedAt: START + 4 * DAY }] };
      const campaign = { ...GREEN_BANANAS, release: { ...GREEN_BANANAS.release, score: 1 } };
      const playbook = { campaigns: [campaign], desk: anyHourDesk(), defaultTimeZone: "Europe/London" };
      expect(standing(life, playbook, START + days * DAY).notRipe).toBe(says);
    },
  );

  it("explains the score line by line", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop({ lives: [lifeOf()] })), `/leads/${ZOE}`);
    expect(page).toContain("45 for what it is, 0 for what it did; ripe at 60, once a person has acted.");
    expect(page).toContain("50 people or more");
  });

  it("sets what was typed beside what was understood", async () => {
    const page = text(await asBrowser(consoleApp(fakeLaptop({ lives: [lifeOf()] })), `/leads/${ZOE}`));
    expect(page).toContain("employees 50-100 50 to 100");
    expect(page).toContain("country Deutschland DE");
    expect(page).toContain("timeZone not said Europe/Berlin");
  });

  it("answers a program with everything that is known", async () => {
    const app = consoleApp(fakeLaptop({ lives: [ripeLife()], now: START + 3 * DAY }));
    const told = await asProgram<Record<string, unknown>>(app, `/leads/${ZOE}`);
    expect(Object.keys(told)).toEqual(
      "lead enrolments touches ledger handoffs timeline executions needs score understood".split(" "),
    );
    expect(told["needs"]).toEqual({ do: "end", because: "sales has it: Tom accepted" });
    expect(told["touches"]).toMatchObject([{ sentAt: "2026-11-24T08:00:02.000Z" }]);
  });

  it("keeps what a lead typed as text", async () => {
    const robot = lifeOf({
      lead: leadOf({ profile: { company: "{{7*7}}<b>", name: "http://win.example FREE $$$" } }),
    });
    const page = await asBrowser(consoleApp(fakeLaptop({ lives: [robot] })), `/leads/${ZOE}`);
    expect(page).toContain("{{7*7}}&lt;b&gt;");
    expect(page).not.toContain("7*7}}<b>");
  });

  it.each([
    { id: "1".repeat(32), says: "There is no lead with this id" },
    { id: "nonsense", says: "32 hex digits" },
  ])("that nobody has is not found: $id", async ({ id, says }) => {
    const app = consoleApp(fakeLaptop());
    const response = await app.request(`/leads/${id}`, { headers: { Accept: "application/json" } });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(says) });
    expect(text(await asBrowser(app, `/leads/${id}`))).toContain(says);
  });

  it("of an erased lead says when it was erased, and no more", async () => {
    const { leadId } = leadOf();
    const erased = {
      ...lifeOf(),
      lead: undefined,
      tombstone: { leadId, erasedAt: START },
      touches: [],
      ledger: [],
    };
    const app = consoleApp(fakeLaptop({ lives: [erased] }));
    expect(await asBrowser(app, `/leads/${ZOE}`)).toContain("was erased on Tue 24 Nov 2026, 08:00 UTC");
  });
});
