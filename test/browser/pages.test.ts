import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BusEvent } from "../../local/console/sources.ts";
import { eventSchemas } from "../../workflows/compile/event-schemas.ts";
import { HOUR } from "../../workflows/rules/time.ts";
import { fakeLaptop } from "../local/console/fake-laptop.ts";
import {
  GREEN_BANANAS,
  leadOf,
  lifeOf,
  ripeLife,
  START,
  touchOf,
  ZOE,
} from "../local/console/sample-life.ts";
import { LINKS, mailOf, noticeOf, taskNoticeOf } from "../local/console/sample-mail.ts";
import { launchChromium } from "./chromium.ts";
import { type Served, serveConsole } from "./serve-console.ts";
import { shoot, shutsOut, smallestText, visit, widerThanItsWindow } from "./visit.ts";

/** Those that people stay on are looked at in every light, the others once narrow and once dark. */
const PAGES = {
  landing: "/",
  leads: "/leads",
  lead: `/leads/${ZOE}`,
  mailbox: "/mailbox",
  mail: "/mailbox/mail-1?did=click&link=1",
  "sales-inbox": "/sales-inbox",
  tasks: "/tasks",
  report: "/report?campaign=green-bananas&points=50&cost=newsletter%3D300",
};
const OTHERS = {
  sample: "/?sample=lead",
  "thank-you": "/thank-you",
  "mail-phone-width": "/mailbox/mail-1?width=phone",
  "mail-desktop-width": "/mailbox/mail-1?width=desktop",
  "mail-text": "/mailbox/mail-1?as=text",
  "mail-source": "/mailbox/mail-1?as=source",
  "add-lead": "/leads/add",
  clock: "/clock",
  "start-over": "/start-over",
  calls: `/calls?leadId=${ZOE}`,
  bus: "/bus",
  "state-hash": "/state-hash",
  nowhere: "/nowhere",
};

describe("the laptop's pages in a real browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  let served: Served;
  let laptop: ReturnType<typeof fakeLaptop>;

  beforeAll(async () => {
    laptop = busyLaptop();
    [browser, served] = await Promise.all([launchChromium(), serveConsole(laptop)]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    served?.close();
  });

  describe.each([390, 1280] as const)("at %i pixels", (width) => {
    let page: Page;
    beforeAll(async () => {
      page = await visit(browser, { width });
    });
    afterAll(() => page?.context().close());

    it.each(Object.entries({ ...PAGES, ...OTHERS }))(
      "%s fits, is readable and shuts nobody out, light or dark",
      async (name, path) => {
        const schemes =
          name in PAGES ? (["light", "dark"] as const) : ([width === 390 ? "light" : "dark"] as const);
        await page.goto(served.console + path);
        await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
        expect(await widerThanItsWindow(page)).toBe(0);
        expect(await smallestText(page)).toBeGreaterThanOrEqual(14);
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme });
          await shoot(page, `${name}-${width}-${colorScheme}`);
          expect(await shutsOut(page)).toEqual([]);
        }
      },
    );
  });

  describe.each([{ javaScript: false }, { javaScript: true }])("with %o", ({ javaScript }) => {
    it("a visitor fills in the form and is thanked", async () => {
      const page = await visit(browser, { width: 390, javaScript });
      await page.goto(`${served.console}/?utm_source=letter`);
      await page.getByLabel("E-mail (needed)").fill("zoe@molkerei.example");
      await page.getByLabel("What worries you most?").selectOption("audits");
      await page.getByText("Your store").click();
      await page.getByLabel("Employees").fill("50-100");
      await page.getByLabel(/^Yes, /).check();
      await page.getByRole("button", { name: "Send me the guide" }).click();
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Thank you");
      const posted = {
        email: "zoe@molkerei.example",
        "main-worry": "audits",
        employees: "50-100",
        consent: "yes",
      };
      expect(served.posts.at(-1)).toMatchObject({
        ...posted,
        form: "cold-store-guide",
        utm_source: "letter",
        name: "",
      });
      await page.context().close();
    });

    it("a reader follows a link, replies and is told so", async () => {
      const page = await visit(browser, { width: 1280, javaScript });
      await page.goto(`${served.console}/mailbox`);
      await page.getByRole("link", { name: "Your cold store guide, Zoë" }).click();
      await page.getByRole("button", { name: "Click “the checklist”" }).click();
      expect(await page.getByRole("status").textContent()).toContain("You followed “the checklist”");
      await page.getByLabel("Reply").fill("Can you call me?");
      await page.getByRole("button", { name: "Send the reply" }).click();
      expect(await page.getByRole("status").textContent()).toContain("Your reply is on its way");
      expect(laptop.acts.slice(-4)).toEqual([
        "click mail-1 0",
        "settle",
        "reply mail-1 Can you call me?",
        "settle",
      ]);
      await page.context().close();
    });

    it("a button of the top bar moves time and comes back to the page it was on", async () => {
      const page = await visit(browser, { width: 390, javaScript });
      await page.goto(`${served.console}/leads`);
      await page.getByRole("button", { name: "+1 day" }).click();
      expect(new URL(page.url()).pathname).toBe("/leads");
      expect(laptop.acts.at(-1)).toContain("moveTo 20");
      await page.context().close();
    });
  });

  it("the mail in its frame is shown, without its picture being fetched", async () => {
    const page = await visit(browser, { width: 1280 });
    const asked: string[] = [];
    page.on("requestfinished", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${served.console}/mailbox/mail-1`);
    expect(await page.frameLocator("iframe").getByRole("heading").textContent()).toBe("Hello Zoë");
    expect(asked.toSorted()).toEqual(["/console.css", "/live.js", "/mailbox/mail-1"]);
    await page.context().close();
  });

  it("the keyboard reaches the page's content first, and shows where it is", async () => {
    const page = await visit(browser, { width: 1280 });
    await page.goto(served.console);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the page");
    await shoot(page, "skip-link-1280-light");
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).hash).toBe("#main");
    await page.context().close();
  });
});

/** Everything there is to show at once: a quiet lead, a ripe one, one nobody can read, mails and a notification. */
/** The example of each event, as docs/events has it. */
function busEvents(): readonly BusEvent[] {
  return Object.entries(eventSchemas()).map(([detailType, { examples = [] }], n) => ({
    id: `event-${n}`,
    bus: "ripen-laptop",
    source: "ripen",
    detailType,
    detail: JSON.stringify(examples[0]),
    at: START + n * HOUR,
  }));
}

function busyLaptop() {
  const bob = leadOf({
    leadId: "b0".repeat(16) as typeof ZOE,
    address: "a.very.long.address.that.nobody.ever.wanted.to.type@a-very-long-domain-indeed.example",
    profile: {},
    lifecycle: "unsubscribed",
    because: "unsubscribed by the link in “The weekly round, one page”",
    score: { fit: 0, engagement: 0, total: 0, at: START },
  });
  const call = touchOf({
    touchId: "green-bananas_1_first-call_1",
    name: "first-call",
    channel: "call",
    subject: "Call Zoë about Sunday's alarm",
    claimedAt: START + HOUR,
    sentAt: START + HOUR,
    dueAt: START + 96 * HOUR,
  });
  const second = {
    messageId: "mail-2",
    subject: "The weekly round, one page",
    sentAt: "2026-11-27T08:00:01.000Z",
    events: [],
  };
  return fakeLaptop({
    events: busEvents(),
    campaigns: [{ ...GREEN_BANANAS, enter: { ...GREEN_BANANAS.enter, imports: ["fair-2026"] } }],
    paused: new Map([["green-bananas", { pausedAt: START, because: "a wrong price" }]]),
    now: START + 75 * HOUR,
    lives: [{ ...ripeLife(), touches: [touchOf(), call] }, lifeOf({ lead: bob })],
    mails: [mailOf(), mailOf(second)],
    links: LINKS,
    notices: [noticeOf()],
    tasks: [taskNoticeOf()],
    calls: [
      {
        service: "DynamoDB",
        action: "TransactWriteItems",
        count: 12,
        by: { "advance-lead": 9, "capture-lead": 3 },
      },
      { service: "SES", action: "SendEmail", count: 1, by: { "advance-lead": 1 } },
    ],
    next: { at: START + 24 * 365 * HOUR, what: "the lead Zoë wakes from its sleep" },
  });
}
