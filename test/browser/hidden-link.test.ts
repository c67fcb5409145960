import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compiled, longLetter } from "../compile/small-letter.ts";
import { launchChromium } from "./chromium.ts";
import { shutsOut, visit } from "./visit.ts";

const LINKS = "Hello,\n\nsee [the seals](https://x.example/seals).\n\n[The tally](https://x.example/tally)";
const HIDDEN = /<a ses:tags="link:unseen;"[^>]*><\/a>/;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe.each(["letter", "designed"] as const)("the link that people don't see, in the style %s", (style) => {
  const { html } = compiled(longLetter(LINKS), { style });
  const without = html.replace(HIDDEN, "");

  /** A mail program that strips styles and roles still shows what is left. */
  const bare = html.replace(HIDDEN, '<a href="https://x.example/"></a>');

  async function inPage<T>(mail: string, width: 390 | 1280, look: (page: Page) => Promise<T>): Promise<T> {
    const page = await visit(browser, { width });
    await page.setContent(mail);
    const seen = await look(page);
    await page.context().close();
    return seen;
  }

  it.each([390, 1280] as const)("changes no pixel at a width of %i", async (width) => {
    const look = (page: Page) => page.screenshot({ fullPage: true });
    expect(html).toMatch(HIDDEN);
    const plain = await inPage(without, width, look);
    expect((await inPage(html, width, look)).equals(plain)).toBe(true);
    expect((await inPage(bare, width, look)).equals(plain)).toBe(true);
  });

  it("is nothing to a screen reader, and no stop for the keyboard", async () => {
    const heard = await inPage(html, 1280, (page) => page.locator("body").ariaSnapshot());
    expect(heard).toBe(await inPage(without, 1280, (page) => page.locator("body").ariaSnapshot()));
    const stops = await inPage(html, 1280, async (page) => {
      const found: string[] = [];
      for (let i = 0; i < 4; i++) {
        await page.keyboard.press("Tab");
        found.push(String(await page.evaluate("document.activeElement.textContent.trim()")));
      }
      return found;
    });
    expect(stops.slice(0, 3)).toEqual(["the seals", "The tally", "Unsubscribe"]);
  });

  it("shuts nobody out", async () => {
    expect(await inPage(html, 1280, shutsOut)).toEqual(await inPage(without, 1280, shutsOut));
  });
});
