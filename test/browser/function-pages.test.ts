import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Problem } from "../../functions/http/problem.ts";
import { formAgain } from "../../functions/pages/form-again.ts";
import { askPage, closedPage } from "../../functions/pages/handoff-pages.ts";
import { deadLink } from "../../functions/pages/page.ts";
import {
  deadPreferences,
  preferencesPage,
  type Shown,
  savedPreferences,
  unclearPreferences,
} from "../../functions/pages/preferences-pages.ts";
import { answeredQuestion, leftAlready, questionPage } from "../../functions/pages/question-pages.ts";
import {
  askToConfirm,
  askToLeave,
  goneBefore,
  left,
  nobodyToConfirm,
} from "../../functions/pages/subscription-pages.ts";
import { closedTask, reportedTask, taskPage } from "../../functions/pages/task-pages.ts";
import { anyHourDesk } from "../../local/memory/any-hour-desk.ts";
import type { Handoff, Touch } from "../../workflows/rules/life.ts";
import { hindrance, taskFacts } from "../../workflows/rules/task-notice.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { GREEN_BANANAS, leadOf, lifeOf, START, touchOf } from "../local/console/sample-life.ts";
import { launchChromium } from "./chromium.ts";
import { shoot, shutsOut, smallestText, visit, widerThanItsWindow } from "./visit.ts";

const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const life = lifeOf({
  lead: leadOf({
    profile: {
      name: "Zoë Müller-Lüdenscheidt",
      company: LONG,
      jobTitle: "Leiterin Qualitätssicherung",
      phone: "+49 761 555 0134",
      street: "Hauptstraße 1",
      city: "Freiburg im Breisgau",
      postcode: "79098",
      country: "Deutschland",
      message: `We lost a pallet of <b>yoghurt</b> on Sunday.\nWho saw it first? {{7*7}}`,
    },
  }),
});
const handoff: Handoff = {
  n: 1,
  campaign: "green-bananas",
  status: "released",
  releasedAt: START,
  because: '70 of 60 points: clicked a link in "green-bananas"',
  score: 70,
};
const playbook = { campaigns: [GREEN_BANANAS], desk: anyHourDesk(), defaultTimeZone: "Europe/Dublin" };
const ask = (wanted: string, problem?: string) =>
  askPage({ life, handoff, playbook, wanted, by: undefined, problem, now: START });
const call = touchOf({
  touchId: "green-bananas_1_first-call_1",
  name: "first-call",
  channel: "call",
  subject: "Call Zoë about the alarm that nobody heard on Sunday",
  dueAt: START + 2 * DAY,
});
const NOTHING_TYPED = { outcome: "", by: "", note: "" };

function doing(task: Touch, more: Partial<Parameters<typeof taskPage>[0]> = {}) {
  return taskPage({
    task,
    text: "Ask which alarm rang last, who heard it, and what was done about it.\nThen listen. Don't sell.",
    facts: taskFacts(life, task, playbook, START),
    hindrance: undefined,
    isOverdue: false,
    typed: NOTHING_TYPED,
    problem: undefined,
    ...more,
  });
}
const gone = { ...life, lead: { ...life.lead, consent: { ...life.lead.consent, withdrawnAt: START } } };

/** The campaigns that come with Ripen, which share a topic, and one that has its own. */
const shown: Shown = {
  topics: [
    {
      topic: "letters",
      titles: [
        "Green bananas – a course in cold stores, one letter a month",
        "Long cycle – help with a choice that is made once in ten years",
      ],
    },
    { topic: "webinars", titles: ["Webinar – read your own curves, every Thursday"] },
    { topic: "long", titles: [LONG] },
  ],
  wishes: { topics: ["letters"], calls: true, letters: false, tracked: true },
  pending: [],
  pausedUntil: undefined,
  isSilent: false,
  isDead: false,
};
const NOTHING_WISHED = { topics: [], calls: false, letters: false, tracked: false };

const refused = new Problem(400, "Please check the e-mail address", "There is no @ in it.");

/** Each kind of page that a function can answer with; what only differs in its words stands here once. */
const PAGES: Readonly<Record<string, () => Promise<APIGatewayProxyStructuredResultV2>>> = {
  "handoff-accept": () => ask("accept"),
  "handoff-reject": () => ask("reject", "Say why, with one of: bad-timing, no-budget."),
  "handoff-snooze": () => ask("snooze"),
  "handoff-closed": () => closedPage(409, "Tom accepted this lead already."),
  task: () => doing(call),
  "task-postcard": () =>
    doing(
      { ...call, channel: "postcard", subject: "A card for Zoë" },
      { isOverdue: true, hindrance: hindrance(gone, { channel: "postcard" }) },
    ),
  "task-unclear": () =>
    doing(call, { typed: { ...NOTHING_TYPED, by: "Ann", note: LONG }, problem: "Please say how it ended." }),
  "task-reported": () =>
    reportedTask({ outcome: "wants-sales", by: "Ann", note: "" }, "We spoke, and they want to talk to sales"),
  "task-closed": () => closedTask(409, "Ann told of this already: voicemail."),
  "question-ask": () => questionPage("ask", "yes", undefined),
  "question-unclear": () => questionPage("ask", "maybe", "Please choose an answer."),
  "question-stay": () => questionPage("stay", "stay", undefined),
  "question-answered": () => answeredQuestion("not-now"),
  "question-left": leftAlready,
  unsubscribe: () => askToLeave("https://api.example/preferences/token"),
  left: () => left("https://api.example/preferences/token"),
  preferences: () => preferencesPage(shown),
  "preferences-saved": () => savedPreferences({ ...shown, pausedUntil: "Friday 25 December 2026" }),
  "preferences-pending": () => unclearPreferences({ ...shown, wishes: NOTHING_WISHED, pending: ["letters"] }),
  "preferences-silent": () => savedPreferences({ ...shown, wishes: NOTHING_WISHED, isSilent: true }),
  "preferences-dead-address": () => preferencesPage({ ...shown, wishes: NOTHING_WISHED, isDead: true }),
  "preferences-worn-out": deadPreferences,
  confirm: askToConfirm,
  "confirm-nobody": nobodyToConfirm,
  "confirm-left": () => goneBefore(false, "https://api.example/preferences/token"),
  "dead-link": deadLink,
  "form-again": () => formAgain(refused, { email: "zoe", name: "<script>alert(1)</script>", company: LONG }),
};

describe("the pages of the functions in a real browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const answer = await PAGES[(request.url ?? "/").slice(1)]?.();
      response.writeHead(answer?.statusCode ?? 404, answer?.headers as Record<string, string>);
      response.end(answer?.body);
    }).listen(0, "127.0.0.1");
    [browser] = await Promise.all([launchChromium(), once(server, "listening")]);
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
    server?.closeAllConnections();
  });

  it.each(Object.keys(PAGES))("%s fits, is readable and shuts nobody out, light or dark", async (name) => {
    const page = await visit(browser, { width: 390 });
    for (const [width, colorScheme] of [
      [390, "light"],
      [1280, "dark"],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${url}/${name}`);
      await shoot(page, `function-${name}-${width}-${colorScheme}`);
      await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
      expect(await widerThanItsWindow(page)).toBe(0);
      expect(await smallestText(page)).toBeGreaterThanOrEqual(14);
      expect(await shutsOut(page)).toEqual([]);
    }
    await page.context().close();
  });

  it("the button that a link promised is on a phone's first screen, and one field at most stands before it", async () => {
    const page = await visit(browser, { width: 390 });
    for (const [name, button] of [
      ["handoff-accept", "Accept this lead"],
      ["unsubscribe", "Yes, unsubscribe"],
      ["confirm", "Yes, it is my address"],
      ["question-ask", "Send my answer"],
      ["question-stay", "Yes, keep writing to me"],
    ] as const) {
      await page.goto(`${url}/${name}`);
      const place = await page.getByRole("button", { name: button }).boundingBox();
      expect((place?.y ?? Infinity) + (place?.height ?? 0)).toBeLessThan(844);
      expect(place?.height).toBeGreaterThanOrEqual(44);
      const form = page.locator("form", { has: page.getByRole("button", { name: button }) });
      expect(await form.locator("[required]:not([type=radio])").count()).toBeLessThanOrEqual(1);
    }
    await page.context().close();
  });

  it("whoever calls has the number on a phone's first screen, a press away, and says how it ended without a script", async () => {
    const page = await visit(browser, { width: 390, javaScript: false });
    await page.goto(`${url}/task`);
    const number = page.getByRole("link", { name: "+49 761 555 0134" });
    expect(await number.getAttribute("href")).toBe("tel:+497615550134");
    expect((await number.boundingBox())?.y ?? Infinity).toBeLessThan(844);
    for (const choice of await page.locator("label.choice").all())
      expect((await choice.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await page.getByLabel("Voicemail").check();
    expect(await page.getByLabel("We spoke", { exact: true }).isChecked()).toBe(false);
    await page.getByLabel("Your name").fill("Ann");
    expect(await page.getByRole("button", { name: "Report it" }).isVisible()).toBe(true);
    await page.context().close();
  });

  it("the answer that a link meant is chosen already, and nothing else is asked", async () => {
    const page = await visit(browser, { width: 390, javaScript: false });
    await page.goto(`${url}/question-ask`);
    expect(await page.getByLabel("Yes, please call me").isChecked()).toBe(true);
    await page.goto(`${url}/question-unclear`);
    expect(await page.locator(":checked").count()).toBe(0);
    await page.context().close();
  });

  it("whoever chooses what to get turns a box and saves without a script, and every box is within a thumb's reach", async () => {
    const page = await visit(browser, { width: 390, javaScript: false });
    await page.goto(`${url}/preferences`);
    for (const choice of await page.locator("label.choice").all())
      expect((await choice.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(await page.getByLabel("Calls").isChecked()).toBe(true);
    expect(await page.getByLabel(/^Don.t track/).isChecked()).toBe(false);
    await page.getByText("Webinar – read your own curves").click();
    expect(await page.getByLabel(/Webinar/).isChecked()).toBe(true);
    const [sent] = await Promise.all([
      page.waitForRequest((request) => request.method() === "POST"),
      page.getByRole("button", { name: "Save" }).click(),
    ]);
    expect(Object.fromEntries(new URLSearchParams(sent.postData() ?? ""))).toEqual({
      do: "save",
      was: "topic-letters calls",
      "topic-letters": "on",
      "topic-webinars": "on",
      calls: "on",
    });
    await page.context().close();
  });

  it("each button of the preferences is a form of its own and says beside it what it means", async () => {
    const page = await visit(browser, { width: 390, javaScript: false });
    await page.goto(`${url}/preferences`);
    for (const [button, act, means] of [
      ["Pause for 30 days", "pause", "Nothing comes in that time"],
      ["No more mails", "leave", "at once"],
      ["Contact me no more", "no-contact", "No mail, no call, no letter"],
    ] as const) {
      const form = page.locator("form", { has: page.getByRole("button", { name: button }) });
      expect(await form.locator("[name=do]").getAttribute("value")).toBe(act);
      expect(await form.textContent()).toContain(means);
    }
    await page.context().close();
  });

  it("what a lead typed is text on the page that sales sees", async () => {
    const page = await visit(browser, { width: 1280 });
    await page.goto(`${url}/handoff-accept`);
    expect(await page.getByText("<b>yoghurt</b>").textContent()).toContain("{{7*7}}");
    await page.context().close();
  });
});
