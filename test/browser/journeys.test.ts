import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CAMPAIGNS } from "../../local/campaign/folders.ts";
import { journeySvg } from "../../local/campaign/journey-svg.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { COLD_YEAR } from "../campaign/journey-fixture.ts";
import { fakeLaptop } from "../local/console/fake-laptop.ts";
import { START } from "../local/console/sample-life.ts";
import { launchChromium } from "./chromium.ts";
import { type Served, serveConsole } from "./serve-console.ts";
import { shoot, shutsOut, smallestText, visit, widerThanItsWindow } from "./visit.ts";

const SHOWN = [COLD_YEAR, ...compileCampaigns(CAMPAIGNS)];

describe("the pictures of journeys in a real browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  let served: Served;

  beforeAll(async () => {
    const paused = new Map([["webinar", { pausedAt: START, because: "the speaker is ill" }]]);
    const laptop = fakeLaptop({ campaigns: SHOWN, paused });
    [browser, served] = await Promise.all([launchChromium(), serveConsole(laptop)]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    served?.close();
  });

  it.each(SHOWN.map((campaign) => [campaign.name, campaign] as const))(
    "%s: no word stands outside its box, in the fonts that there are",
    async (name, campaign) => {
      const page = await visit(browser, { width: 1280 });
      await page.setContent(`<!doctype html><body style="margin: 0">${await journeySvg(campaign)}</body>`);
      for (const font of ["", "DejaVu Sans", "Open Sans"]) expect(await outside(page, font)).toEqual([]);
      expect(await page.locator(".journey text").count()).toBeGreaterThan(20);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await shoot(page, `journey-${name}-${colorScheme}`);
      }
      await page.context().close();
    },
  );

  it("on a phone, the picture begins at its left edge, or where the lead stands", async () => {
    const page = await visit(browser, { width: 390 });
    await page.goto(`${served.console}/campaigns/cold-year`);
    expect(await page.evaluate("document.querySelector('.journey-frame').scrollLeft")).toBe(0);
    await page.goto(`${served.console}/campaigns/cold-year?at=excursions#here`);
    const box = await page.locator(".lit .box").boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    await page.context().close();
  });

  it.each(SHOWN.map(({ name }) => name))(
    "on a desk, the picture of %s fits its box, and opens large",
    async (name) => {
      const page = await visit(browser, { width: 1280 });
      await page.goto(`${served.console}/campaigns/${name}`);
      const hidden =
        "document.querySelector('.journey-frame').scrollWidth - document.querySelector('.journey-frame').clientWidth";
      expect(await page.evaluate(hidden)).toBe(0);
      await page.getByRole("link", { name: "Open it large" }).click();
      await page.waitForURL("**/journey.svg");
      expect(await page.evaluate("document.documentElement.tagName")).toBe("svg");
      await page.context().close();
    },
  );

  const paths = { campaigns: "/campaigns", campaign: "/campaigns/cold-year?at=door-tally" };
  const looks = ([390, 1280] as const).flatMap((width) =>
    Object.entries(paths).map(([name, path]) => ({ name, path, width })),
  );
  it.each(looks)(
    "$name at $width pixels fits, is readable and shuts nobody out",
    async ({ name, path, width }) => {
      const page = await visit(browser, { width });
      await page.goto(served.console + path);
      expect(await widerThanItsWindow(page)).toBe(0);
      expect(await smallestText(page)).toBeGreaterThanOrEqual(14);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await shoot(page, `${name}-${width}-${colorScheme}`);
        expect(await shutsOut(page)).toEqual([]);
      }
      await page.context().close();
    },
  );
});

/** The words that reach beyond the outline they stand on, were they set in this font. */
function outside(page: Page, font: string): Promise<readonly string[]> {
  return page.evaluate(`[...document.querySelectorAll(".part")].flatMap((part) => {
    const room = part.firstElementChild.getBoundingClientRect();
    return [...part.querySelectorAll("text")].filter((text) => {
      if (${JSON.stringify(font)} !== "") text.style.fontFamily = ${JSON.stringify(font)};
      const is = text.getBoundingClientRect();
      return is.left < room.left || is.right > room.right - 4 || is.top < room.top || is.bottom > room.bottom;
    }).map((text) => text.textContent);
  })`);
}
