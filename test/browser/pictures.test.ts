/**
 * The README's pictures. `PICTURES=docs npx vitest run test/browser/pictures.test.ts` takes them anew; without the
 * flag they stay as they are, and new ones lie under `.ripen/shots/` to be compared.
 */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Laptop, startLaptop } from "../../local/laptop.ts";
import { launchChromium } from "./chromium.ts";
import { visit } from "./visit.ts";

const ROOT = join(import.meta.dirname, "../..");
const DOCS = join(ROOT, "docs/pictures");
// biome-ignore lint/style/noProcessEnv: the flag above; a test has no other way to be asked
const FOLDER = process.env["PICTURES"] === "docs" ? DOCS : join(ROOT, ".ripen/shots/pictures");
/** So that a README loads fast. */
const LARGEST = 200_000;
const DAY = 24 * 3_600_000;
/** A Monday morning, and time that stands: what is shown is the same each time. */
const START = Date.parse("2027-01-11T08:00:00Z");

describe("the README's pictures", { timeout: 60_000 }, () => {
  let browser: Browser;
  let laptop: Laptop;
  let state: string;
  let page: Page;

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), "ripen-pictures-"));
    [browser, laptop] = await Promise.all([
      launchChromium(),
      startLaptop({ state, start: START, runs: false }),
    ]);
    page = await visit(browser, { width: 1280 });
    await page.setViewportSize({ width: 1280, height: 840 });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await laptop?.stop();
    if (state) await rm(state, { recursive: true, force: true });
  });

  it("form: Zoë, as she types", async () => {
    await page.goto(`${laptop.urls.console}/?sample=lead`);
    await picture("form");
    await page.getByRole("button", { name: "Send me the guide" }).click();
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    await laptop.sources.time.settle();
  });

  it("mailbox: the second letter, three days on", async () => {
    await laptop.sources.time.moveTo(START + 3 * DAY);
    await page.goto(`${laptop.urls.console}/mailbox`);
    await page.frameLocator("iframe").getByText("Hello Zoë").waitFor();
    await picture("mailbox");
  });

  it("lead: what a scanner clicked earns nothing, so she sleeps until the next letter", async () => {
    const second = laptop.sources.mailbox.list().at(-1);
    await laptop.sources.mailbox.scan(second?.messageId ?? "");
    await laptop.sources.time.settle();
    await page.goto(`${laptop.urls.console}/leads/${second?.leadId}`);
    await picture("lead");
    expect(await page.locator(".sentence").textContent()).toContain(
      "then The most expensive door at Molkerei Süd",
    );
  });

  it.each(["form", "mailbox", "lead"])(
    "%s stands in docs/pictures, small enough to load fast",
    async (name) => {
      expect((await stat(join(DOCS, `${name}.png`))).size).toBeLessThanOrEqual(LARGEST);
      expect((await stat(join(FOLDER, `${name}.png`))).size).toBeLessThanOrEqual(LARGEST);
    },
  );

  async function picture(name: string): Promise<void> {
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  }
});
