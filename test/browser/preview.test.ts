import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { previewPage } from "../../local/campaign/preview.ts";
import { asSeenBy } from "../../local/campaign/preview-mail.ts";
import { previewSamples, TOLD_NOTHING } from "../../local/campaign/preview-samples.ts";
import { sampleCampaign } from "../campaign/sample-campaign.ts";
import { launchChromium } from "./chromium.ts";
import { shoot, shutsOut, smallestText, visit, widerThanItsWindow } from "./visit.ts";

const STYLES = ["letter", "designed"] as const;
const SCHEMES = ["light", "dark"] as const;
const CAMPAIGNS = STYLES.map(sampleCampaign);
const SAMPLES = previewSamples();
const LETTERHEAD = {
  sender: "Nora <nora@orchard-cold-chain.example>",
  postalAddress: "12 Harbour Road, Cork",
};
const PAPER = { light: "rgb(253, 254, 253)", dark: "rgb(27, 36, 32)" };
const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
/** A mail is shown within a mail program's page, which has these. */
const MEANT_FOR_PAGES = /^(landmark-one-main|page-has-heading-one|region):/;

describe("the preview in a real browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  describe.each([390, 1280] as const)("at %i pixels", (width) => {
    let page: Page;
    const left: string[] = [];
    const stopped: string[] = [];
    beforeAll(async () => {
      page = await visit(browser, { width });
      page.on("requestfinished", (request) => left.push(request.url()));
      page.on("requestfailed", (request) => stopped.push(request.failure()?.errorText ?? ""));
      await page.setContent(previewPage(CAMPAIGNS, SAMPLES.slice(0, 1), LETTERHEAD));
    });
    afterAll(() => page?.context().close());

    test.each(SCHEMES)("it fits, is readable and shuts nobody out, %s", async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await shoot(page, `preview-${width}-${colorScheme}`);
      await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
      expect(await widerThanItsWindow(page)).toBe(0);
      expect(await smallestText(page)).toBeGreaterThanOrEqual(14);
      expect(await shutsOut(page)).toEqual([]);
    });

    it("its contents lead to every letter", async () => {
      const links = page.getByRole("navigation").getByRole("link");
      expect(await links.count()).toBe(CAMPAIGNS.length * 2);
      for (const link of await links.all()) {
        const letter = (await link.getAttribute("href")) ?? "";
        expect(await page.locator(letter).textContent()).toBe(await link.textContent());
      }
    });

    it("a frame is light or dark as it says, whatever the browser likes, and as tall as its letter", async () => {
      for (const scheme of SCHEMES) {
        await page.locator(`iframe.${scheme}`).first().scrollIntoViewIfNeeded();
        const frame = page.frameLocator(`iframe.${scheme}`).first();
        await frame.getByText("Hello Zoë").waitFor();
        expect(await frame.locator(".paper").first().evaluate(background)).toBe(PAPER[scheme]);
        expect(await frame.locator("html").evaluate(hidden)).toBe(0);
      }
    });

    it("nothing goes out to any network: its policy stops even a picture", async () => {
      await page.locator("iframe").last().scrollIntoViewIfNeeded();
      expect(left).toEqual([]);
      expect(new Set(stopped)).toEqual(new Set(["csp"]));
    });
  });

  describe.each(CAMPAIGNS)("a mail of $title", ({ name, mails }) => {
    test.each(Object.keys(mails))("%s is readable and shuts nobody out, light or dark", async (letter) => {
      const campaign = CAMPAIGNS.find((each) => each.name === name);
      const mail = mails[letter];
      if (campaign === undefined || mail === undefined) throw new Error("the campaign has its mails");
      const page = await visit(browser, { width: 390 });
      const long = { ...TOLD_NOTHING, form: { ...TOLD_NOTHING.form, name: "Zoë", company: LONG } };
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await page.setContent(asSeenBy(long, mail, campaign, LETTERHEAD).html);
        await shoot(page, `mail-${name}-${letter}-390-${colorScheme}`);
        expect(await widerThanItsWindow(page)).toBe(0);
        expect(await page.locator(".paper").first().evaluate(cutOff)).toBe(0);
        const found = await shutsOut(page);
        expect(found.filter((each) => !MEANT_FOR_PAGES.test(each))).toEqual([]);
      }
      await page.context().close();
    });
  });
});

/** These run in the browser. */
function background(element: unknown): string {
  const { getComputedStyle } = globalThis as unknown as {
    getComputedStyle(element: unknown): { readonly backgroundColor: string };
  };
  return getComputedStyle(element).backgroundColor;
}

function cutOff(element: unknown): number {
  const { scrollWidth, clientWidth } = element as { scrollWidth: number; clientWidth: number };
  return scrollWidth - clientWidth;
}

/** How much of the letter its frame cuts off, in pixels. */
function hidden(root: unknown): number {
  const { scrollHeight, clientHeight } = root as { scrollHeight: number; clientHeight: number };
  return scrollHeight - clientHeight;
}
