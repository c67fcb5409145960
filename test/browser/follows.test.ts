import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Laptop, startLaptop } from "../../local/laptop.ts";
import { launchChromium } from "./chromium.ts";
import { shoot, visit } from "./visit.ts";

/** What nobody reloads: each step begins where the one before it ended. */
describe("open pages follow what happens on the laptop", { timeout: 60_000 }, () => {
  let browser: Browser;
  let laptop: Laptop;
  let state: string;
  let looking: Page;
  let acting: Page;

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), "ripen-follows-"));
    [browser, laptop] = await Promise.all([launchChromium(), startLaptop({ state })]);
    [looking, acting] = await Promise.all([visit(browser, { width: 1280 }), visit(browser, { width: 390 })]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await laptop?.stop();
    if (state) await rm(state, { recursive: true, force: true });
  });

  it("a sample lead is two presses: the list of leads fills, and the badge counts the mail", async () => {
    await looking.goto(`${laptop.urls.console}/leads`);
    expect(await looking.getByText("There are none yet").isVisible()).toBe(true);
    await acting.goto(laptop.urls.console);
    await acting.getByRole("link", { name: "a sample lead" }).click();
    await shoot(acting, "follows-sample-390-light");
    await acting.getByRole("button", { name: "Send me the guide" }).click();
    await looking.getByRole("link", { name: "Zoë Müller-Lüdenscheidt" }).waitFor();
    await looking.getByRole("link", { name: "Mailbox 1 new" }).waitFor();
  });

  it("what is being typed stays, with the keyboard in it, while the page around it changes", async () => {
    await looking.getByRole("link", { name: "Mailbox 1 new" }).click();
    await looking.getByLabel("Reply").fill("Can you call me on");
    const [mail] = laptop.sources.mailbox.list();
    await laptop.sources.mailbox.open(mail?.messageId ?? "");
    await laptop.sources.time.settle();
    await looking.locator("#history", { hasText: "Opened" }).waitFor();
    await looking.keyboard.type(" Monday?");
    expect(await looking.getByLabel("Reply").inputValue()).toBe("Can you call me on Monday?");

    await looking.goto(`${laptop.urls.console}/clock`);
    await looking.getByLabel("Move on by").fill("P2D");
    await acting.goto(`${laptop.urls.console}/clock`);
    await acting.getByRole("button", { name: "+1 day" }).click();
    const now = await acting.locator(".now").textContent();
    await looking.locator(".now", { hasText: now ?? "" }).waitFor();
    expect(await looking.getByLabel("Move on by").inputValue()).toBe("P2D");
    expect(await looking.evaluate("document.activeElement.id")).toBe("advance");
  });

  it("what the clock refuses stays on the page with what was typed, also when the page hears of a change", async () => {
    await acting.goto(`${laptop.urls.console}/clock`);
    await acting.getByLabel("Move on by").fill("ten days");
    const lookedAgain = acting.waitForResponse((response) => {
      return response.url().endsWith("/clock") && response.request().method() === "GET";
    });
    await acting.getByRole("button", { name: "Move on", exact: true }).click();
    await (await lookedAgain).finished();
    await acting.evaluate("new Promise((done) => setTimeout(done, 200))");
    expect(await acting.getByRole("alert").textContent()).toContain("ten days");
    expect(await acting.getByLabel("Move on by").inputValue()).toBe("ten days");
  });

  it("a robot's scan earns nothing, a person's clicks in two mails make the lead ripe: its open page and the badge say so", async () => {
    const [mail] = laptop.sources.mailbox.list();
    await looking.goto(`${laptop.urls.console}/leads/${mail?.leadId}`);
    expect(await looking.locator(".sentence").textContent()).toMatch(
      /^5\d of 60 points, asleep until \w{3} \d+:\d\d in Berlin, then What green bananas know/,
    );
    expect(await looking.locator(".workflow .lit").textContent()).toContain("Sleep");
    await acting.goto(`${laptop.urls.console}/mailbox/${mail?.messageId}`);
    await acting.getByRole("button", { name: "Scan as a robot" }).click();
    await looking.getByText("a machine:").first().waitFor();
    expect(await looking.locator(".sentence").textContent()).toMatch(/^5\d of 60 points/);

    // What comes within seconds of a scan is taken for the scanner's.
    await moves("PT1H");
    await clicksIn(mail?.messageId);
    await moves("PT10M");
    await looking.locator(".sentence", { hasText: /^6\d of 60 points, asleep until/ }).waitFor();
    await moves("P3D");
    const second = laptop.sources.mailbox.list().at(-1);
    expect(second?.touchId).toBe("green-bananas_1_green-bananas_1");
    await clicksIn(second?.messageId);
    await moves("PT10M");
    await looking.locator(".sentence", { hasText: "then sales is reminded" }).waitFor();
    await looking.getByRole("link", { name: "Sales inbox 1 new" }).waitFor();
    await shoot(looking, "follows-ripe-1280-light");
    await looking.emulateMedia({ colorScheme: "dark" });
    await shoot(looking, "follows-ripe-1280-dark");
  });

  it("posted as JSON, the form shows what the API answered", async () => {
    await acting.goto(`${laptop.urls.console}/?sample=student`);
    await acting.getByRole("button", { name: "Post as JSON" }).click();
    expect(await acting.getByRole("heading", { level: 1 }).textContent()).toBe("The API answered 202");
    await shoot(acting, "follows-json-390-light");
    await acting.goto(laptop.urls.console);
    await acting.getByLabel("E-mail (needed)").fill("zoe@dairy");
    await acting.getByRole("button", { name: "Post as JSON" }).click();
    expect(await acting.getByRole("heading", { level: 1 }).textContent()).toBe("The API answered 400");
    expect(await acting.getByLabel("What was answered").textContent()).toContain("e-mail");
  });

  it("starting over asks first, then all is empty on the same addresses, and the open page knows", async () => {
    await looking.goto(`${laptop.urls.console}/leads`);
    await acting.goto(laptop.urls.console);
    await acting.getByRole("link", { name: "Start over" }).click();
    expect(await acting.getByText("This forgets 2 leads, 2 mails, 1 notification to sales").isVisible()).toBe(
      true,
    );
    await shoot(acting, "follows-start-over-390-light");
    await acting.getByRole("button", { name: "Yes, forget everything" }).click();
    expect(new URL(acting.url()).pathname).toBe("/");
    await looking.getByText("There are none yet").waitFor();
    expect(laptop.sources.mailbox.list()).toEqual([]);

    await looking.goto(`${laptop.urls.console}/mailbox`);
    expect(await looking.getByText("No mail yet").isVisible()).toBe(true);
    await acting.getByRole("link", { name: "a sample lead" }).click();
    await acting.getByRole("button", { name: "Send me the guide" }).click();
    await looking.getByRole("link", { name: "Your cold store guide" }).waitFor();
    await looking.getByRole("button", { name: "Open it" }).waitFor();
  });

  async function clicksIn(messageId: string | undefined): Promise<void> {
    await acting.goto(`${laptop.urls.console}/mailbox/${messageId}`);
    await acting.getByRole("button", { name: "Click “" }).first().click();
  }

  async function moves(span: string): Promise<void> {
    await acting.goto(`${laptop.urls.console}/clock`);
    await acting.getByLabel("Move on by").fill(span);
    await acting.getByRole("button", { name: "Move on", exact: true }).click();
    await laptop.sources.time.settle();
  }
});
