/** A visitor at our pages: on a phone or a desktop, with JavaScript or without; and what we ask of what it sees. */
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";

export interface Visitor {
  /** CSS pixels: 390 is a phone, 1280 a laptop. */
  readonly width: 390 | 1280;
  readonly javaScript?: boolean;
}

const HEIGHT = { 390: 844, 1280: 800 };
const SHOTS = join(import.meta.dirname, "../../.ripen/shots");

/**
 * A window of its own: cookies and history begin anew. Close its context when done. It says that it is the browser of
 * somebody who looks: "HeadlessChrome", as it calls itself, is probably a machine's, and its clicks prove nothing.
 */
export function visit(browser: Browser, { width, javaScript = true }: Visitor): Promise<Page> {
  return browser.newPage({
    viewport: { width, height: HEIGHT[width] },
    javaScriptEnabled: javaScript,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`,
  });
}

/** Rule and element of everything that shuts somebody out. */
export async function shutsOut(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const global = globalThis as unknown as { axe: typeof axe; document: never };
    const found = await global.axe.run(global.document, { iframes: false, resultTypes: ["violations"] });
    return found.violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }));
  });
  return violations.map(({ id, where }) => `${id}: ${where.join(" | ")}`);
}

/** By how many pixels the page is wider than its window: 0, or somebody has to scroll sideways. */
export function widerThanItsWindow(page: Page): Promise<number> {
  return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}

/** The smallest text on the page, in CSS pixels. */
export function smallestText(page: Page): Promise<number> {
  return page.evaluate(`Math.min(...[...document.querySelectorAll("body *")]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ""))
    .map((element) => Number.parseFloat(getComputedStyle(element).fontSize)))`);
}

/** Leaves a picture of the whole page under `.ripen/shots/`. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}
