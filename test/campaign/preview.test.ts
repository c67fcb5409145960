import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { previewPage } from "../../local/campaign/preview.ts";
import { asSeenBy } from "../../local/campaign/preview-mail.ts";
import { previewSamples, TOLD_NOTHING } from "../../local/campaign/preview-samples.ts";
import { launchChromium } from "../browser/chromium.ts";
import { shoot, shutsOut, smallestText, visit, widerThanItsWindow } from "../browser/visit.ts";
import { sampleCampaign } from "./sample-campaign.ts";

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
const PAGE = previewPage(CAMPAIGNS, SAMPLES, LETTERHEAD);

describe("a mail as a lead sees it", () => {
  const [campaign = sampleCampaign("letter")] = CAMPAIGNS;
  const { welcome } = campaign.mails;
  if (welcome === undefined) throw new Error("there is no welcome");

  it("is filled in as it would be sent, from whom it says", () => {
    const [zoe = TOLD_NOTHING] = SAMPLES;
    expect(asSeenBy(zoe, welcome, campaign, LETTERHEAD)).toMatchObject({
      from: "Nora Quinn <nora@orchard-cold-chain.example>",
      subject: "The most expensive door at Molkerei Süd",
      preheader: "How Zoë can find it with a stop-watch and a pencil.",
      text: expect.stringMatching(/^Hello Zoë,[\s\S]*\n\nNora Quinn\n\n-- \n/),
    });
  });

  it("shows its own fallbacks to a lead that told nothing", () => {
    expect(asSeenBy(TOLD_NOTHING, welcome, campaign, LETTERHEAD)).toMatchObject({
      subject: "The most expensive door at your site",
      preheader: "How you can find it with a stop-watch and a pencil.",
      text: expect.stringContaining("Hello there,"),
    });
  });
});

describe("the preview's page", () => {
  it("shows every mail to every sample and to a lead that told nothing, in four frames and as text", () => {
    const readers = SAMPLES.length + 1;
    expect(PAGE.match(/<iframe /g)).toHaveLength(CAMPAIGNS.length * 2 * readers * 4);
    expect(PAGE.match(/<pre /g)).toHaveLength(CAMPAIGNS.length * 2 * readers);
    expect(PAGE.match(/<summary>A lead that told nothing/g)).toHaveLength(CAMPAIGNS.length * 2);
  });

  it("is the same to the byte every time", () => {
    expect(previewPage(CAMPAIGNS, SAMPLES, LETTERHEAD)).toBe(PAGE);
  });
});

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
