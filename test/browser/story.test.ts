import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Laptop, startLaptop } from "../../local/laptop.ts";
import { launchChromium } from "./chromium.ts";
import { shoot, shutsOut, smallestText, visit, widerThanItsWindow } from "./visit.ts";

const ZOE = "zoe.mueller@molkerei-sued.example";
const SIOBHAN = "siobhan@dairy.example";
const NO_MARKUP = "<script>alert(1)</script>";

/** One story, told in order: each step begins where the one before it ended. */
describe("a lead's story in a real browser, on the real laptop", { timeout: 60_000 }, () => {
  let browser: Browser;
  let laptop: Laptop;
  let state: string;

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), "ripen-story-"));
    [browser, laptop] = await Promise.all([launchChromium(), startLaptop({ state })]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await laptop?.stop();
    if (state) await rm(state, { recursive: true, force: true });
  });

  it("Zoë, who has switched JavaScript off, fills in the form and is thanked", async () => {
    const page = await visit(browser, { width: 390, javaScript: false });
    await page.goto(laptop.urls.console);
    await page.getByLabel("E-mail (needed)").fill(ZOE);
    await page.getByLabel("Name", { exact: true }).fill("Zoë Müller-Lüdenscheidt");
    await page.getByLabel("Company").fill("Molkerei Süd");
    await page.getByLabel("Job title").fill("Leiterin Qualitätssicherung");
    await page.getByLabel("When do you plan").selectOption("this-year");
    await page.getByLabel("What worries you most?").selectOption("audits");
    await page.getByText("Your store").click();
    await page.getByLabel("Industry").fill("Molkerei");
    await page.getByLabel("Employees").fill("50-100");
    await page.getByLabel("Yes, send me the letters").check();
    await page.getByRole("button", { name: "Send me the guide" }).click();
    expect(await heading(page)).toBe("Thank you");
    expect(new URL(page.url()).pathname).toBe("/thank-you");
    await page.context().close();
  });

  it("she finds the welcome in her mailbox, and opens it", async () => {
    const page = await visit(browser, { width: 390 });
    await laptop.sources.time.settle();
    await page.goto(`${laptop.urls.console}/mailbox`);
    await looksRight(page, "story-mailbox");
    await page.getByRole("link", { name: ZOE }).click();
    await page.getByRole("button", { name: "Open it" }).click();
    expect(await page.getByRole("status").textContent()).toBe("You opened it: its pictures were loaded.");
    await looksRight(page, "story-mail");
    await page.context().close();
  });

  it("she follows its link: points, and nobody is told, since a machine might have done as much", async () => {
    const page = await visit(browser, { width: 1280 });
    await page.goto(`${laptop.urls.console}/mailbox`);
    await page.getByRole("link", { name: ZOE }).click();
    await follows(page, page.frameLocator("iframe").getByRole("link", { name: "Read the cold store guide" }));
    await moves(page, "PT15M");
    await page.goto(`${laptop.urls.console}/leads`);
    await page.getByRole("link", { name: "Zoë Müller-Lüdenscheidt" }).click();
    expect(await page.locator(".sentence").textContent()).toMatch(/^70 of 60 points, asleep until/);
    expect(await page.getByText("nothing yet that only a person does").first().isVisible()).toBe(true);
    expect(laptop.sources.salesInbox.list()).toEqual([]);
    await looksRight(page, "story-points-alone");
    await page.context().close();
  });

  it("ten days on, she follows the link in the second mail, and her page shows what that was worth", async () => {
    const page = await visit(browser, { width: 1280 });
    await page.goto(`${laptop.urls.console}/clock`);
    await page.getByLabel("Move on by").fill("P10D");
    await page.getByRole("button", { name: "Move on" }).click();
    await page.goto(`${laptop.urls.console}/mailbox`);
    await page.getByRole("link", { name: "green bananas" }).click();
    const touch = await page.locator("code").first().textContent();
    expect(touch).toBe("green-bananas_1_green-bananas_1");

    await follows(page, page.frameLocator("iframe").getByRole("link", { name: "Where to put a probe" }));
    expect(laptop.sources.salesInbox.list()).toEqual([]);
    await moves(page, "PT10M");
    await page.goto(`${laptop.urls.console}/mailbox`);
    await page.getByRole("link", { name: "green bananas" }).click();
    await page.getByRole("link", { name: "its life so far" }).click();
    expect(await page.getByRole("meter").getAttribute("value")).toBe("83");
    expect(await page.getByText("83 of 60 points").first().isVisible()).toBe(true);
    await looksRight(page, "story-lead");
    await page.context().close();
  });

  it("sales was told once that click had stood: who comes first has the lead, who comes second is told who was first", async () => {
    const [tom, ines] = await Promise.all([
      visit(browser, { width: 390 }),
      visit(browser, { width: 1280, javaScript: false }),
    ]);
    await tom.goto(`${laptop.urls.console}/sales-inbox`);
    await looksRight(tom, "story-sales-inbox");
    const accept = await tom.getByRole("link", { name: "answer=accept" }).getAttribute("href");
    await Promise.all([tom.goto(accept ?? ""), ines.goto(accept ?? "")]);
    await looksRight(tom, "story-accept");
    expect(await heading(tom)).toBe("Zoë Müller-Lüdenscheidt, Molkerei Süd");

    expect(await tom.getByText("Tom, this lead is yours to answer.").isVisible()).toBe(true);
    await ines.getByText("Somebody else answers").click();
    await ines.getByLabel("Who are you?").selectOption("Ines");
    await ines.getByRole("button", { name: "Go on as this person" }).click();
    expect(await ines.getByText("Ines, you answer this lead in place of Tom.").isVisible()).toBe(true);
    for (const page of [tom, ines]) await page.getByRole("button", { name: "Accept this lead" }).click();
    expect(await heading(tom)).toBe("It is yours");
    await looksRight(tom, "story-accepted");
    expect(await heading(ines)).toBe("Your answer was not taken");
    expect(await ines.locator("main").textContent()).toContain("Tom accepted this lead already");
    await tom.goto(accept ?? "");
    expect(await tom.getByRole("heading", { name: "Did you reach them?" }).isVisible()).toBe(true);
    await looksRight(tom, "story-follow-up");
    await Promise.all([tom.context().close(), ines.context().close()]);
  });

  it("what was typed comes back as text when the address is refused, and is kept until it is right", async () => {
    const page = await visit(browser, { width: 390 });
    await page.goto(laptop.urls.console);
    await page.getByLabel("E-mail (needed)").fill("siobhan@dairy");
    await page.getByLabel("Name", { exact: true }).fill("Siobhán O'Brien");
    await page.getByLabel("Company").fill(`${NO_MARKUP} "{{7*7}}"`);
    await page.getByText("Your store").click();
    await page.getByLabel("Anything you would like").fill("{{7*7}}\n</details></form><b>bold</b>");
    await page.getByLabel("Yes, send me the letters").check();
    await page.getByRole("button", { name: "Send me the guide" }).click();
    expect(await heading(page)).toBe("Please check the e-mail address");
    expect(await page.getByLabel("E-mail").inputValue()).toBe("siobhan@dairy");
    await page.getByText("Everything else you typed is kept").click();
    expect(await page.getByText(NO_MARKUP).textContent()).toBe(`${NO_MARKUP} "{{7*7}}"`);
    expect(await page.locator("main script, main b").count()).toBe(0);
    await looksRight(page, "story-form-again");

    await page.getByLabel("E-mail").fill(SIOBHAN);
    await page.getByRole("button", { name: "Send again" }).click();
    expect(await heading(page)).toBe("Thank you");
    await looksRight(page, "story-thank-you");
    await laptop.sources.time.settle();
    const lead = (await laptop.sources.leads.list()).find(({ address }) => address === SIOBHAN);
    expect(lead?.consent.givenAt).toBeDefined();
    expect(lead?.profile).toMatchObject({
      name: "Siobhán O'Brien",
      company: `${NO_MARKUP} "{{7*7}}"`,
      message: "{{7*7}}\n</details></form><b>bold</b>",
    });
    await page.context().close();
  });

  it("looking at the unsubscribe page changes nothing; its button ends the mails at once", async () => {
    const page = await visit(browser, { width: 390 });
    const welcome = laptop.sources.mailbox.list().find(({ to }) => to === SIOBHAN);
    await page.goto(`${laptop.urls.console}/mailbox/${welcome?.messageId}`);
    const link = page.frameLocator("iframe").getByRole("link", { name: "Unsubscribe" });
    const way = (await link.getAttribute("href")) ?? "";
    const before = await laptop.sources.stateHash();
    await page.goto(way);
    expect(await heading(page)).toBe("Unsubscribe?");
    await looksRight(page, "story-unsubscribe");
    await laptop.sources.time.settle();
    expect(await laptop.sources.stateHash()).toBe(before);

    await page.getByRole("button", { name: "Yes, unsubscribe" }).click();
    expect(await heading(page)).toBe("You are unsubscribed");
    await looksRight(page, "story-unsubscribed");
    await laptop.sources.time.moveTo(laptop.sources.time.now() + 40 * 24 * 3_600_000);
    await page.goto(`${laptop.urls.console}/leads/${welcome?.leadId}`);
    expect(await page.locator(".badge").first().textContent()).toBe("unsubscribed");
    expect(laptop.sources.mailbox.list().filter(({ to }) => to === SIOBHAN)).toHaveLength(1);
    await page.context().close();
  });

  it("a mangled link opens nothing and says no more than that", async () => {
    const page = await visit(browser, { width: 390 });
    for (const way of ["unsubscribe", "confirm", "handoffs"]) {
      const answer = await page.goto(`${laptop.urls.api}/${way}/mangled`);
      expect(answer?.status()).toBe(403);
      expect(await heading(page)).toBe("This link does not open anything");
    }
    await page.context().close();
  });

  /** The link opens a page of its own, which isn't on this laptop. */
  async function follows(page: Page, link: Locator): Promise<void> {
    const followed = page.context().waitForEvent("page");
    await link.click();
    await (await followed).waitForURL("**/*", { waitUntil: "commit" }).catch(() => {});
    await laptop.sources.time.settle();
  }

  async function moves(page: Page, span: string): Promise<void> {
    await page.goto(`${laptop.urls.console}/clock`);
    await page.getByLabel("Move on by").fill(span);
    await page.getByRole("button", { name: "Move on", exact: true }).click();
    await laptop.sources.time.settle();
  }
});

function heading(page: Page): Promise<string | null> {
  return page.getByRole("heading", { level: 1 }).textContent();
}

/** On a phone and on a desktop; a picture of each stays under `.ripen/shots/`. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const [width, colorScheme] of [
    [1280, "dark"],
    [390, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    await shoot(page, `${name}-${width}-${colorScheme}`);
    expect(await widerThanItsWindow(page)).toBe(0);
    expect(await smallestText(page)).toBeGreaterThanOrEqual(14);
  }
  expect(await shutsOut(page)).toEqual([]);
}
