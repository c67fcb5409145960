/** The dossier as whoever has its link sees it: a real lead's, with the real letters, in a real browser without scripts. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { ZOE } from "../journeys/zoe.ts";
import { type Story, story } from "../stories/line.ts";
import { launchChromium } from "./chromium.ts";
import { shoot, shutsOut, smallestText, visit, widerThanItsWindow } from "./visit.ts";

const campaigns = compileCampaigns(new URL("../../workflows/campaigns", import.meta.url).pathname);

/** Whoever checks a page for us needs its timers, which the sandbox of a letter's page stops as all scripts. */
async function outOfTheSandbox(page: Page): Promise<void> {
  await page.route("**/dossiers/**", async (route) => {
    const response = await route.fetch();
    const policy = String(response.headers()["content-security-policy"]).replace("; sandbox", "");
    await route.fulfill({
      response,
      headers: { ...response.headers(), "content-security-policy": policy },
    });
  });
}

/** Everything that a letter could try on whoever only wants to read it. */
const HOSTILE = (to: string) => `<!doctype html><meta http-equiv="refresh" content="0;url=${to}/refreshed">
<img src="${to}/pixel" alt="a picture"><link rel="stylesheet" href="${to}/sheet"><style>@import "${to}/import";p{background:url(${to}/background)}</style>
<script>document.title="ran"; fetch("${to}/fetched")</script><body onload="location='${to}/loaded'">
<p>Hello</p><a href="${to}/followed">Follow me</a><a href="${to}/top" target="_top">And me</a>
<form action="${to}/posted" method="post"><button>Send</button></form><iframe src="${to}/framed"></iframe></body>`;

describe("the dossier in a real browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  let server: Server;
  let told: Story;
  let origin: string;
  let dossier: string;
  const visited: string[] = [];

  beforeAll(async () => {
    told = story({ campaigns: () => campaigns });
    await told.posts({
      ...ZOE,
      company: `Molkerei ${"Süd".repeat(60)}`,
      message: "Is <b>it</b> cold?\n{{7*7}}",
    });
    await told.passes("2 hours");
    await told.clicks();
    await told.passes("10 days");
    await told.clicks();
    await told.passes("3 hours");
    server = createServer(async (request, response) => {
      const { pathname, search } = new URL(request.url ?? "/", "http://x");
      visited.push(pathname);
      const [, door = "", token = ""] = pathname.split("/");
      if (door !== "dossiers") return void response.writeHead(404).end();
      const answer = await told.sends(door, { method: "GET", token, query: search.slice(1) });
      response.writeHead(answer.statusCode ?? 500, answer.headers as Record<string, string>).end(answer.body);
    }).listen(0, "127.0.0.1");
    [browser] = await Promise.all([launchChromium(), once(server, "listening")]);
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    dossier = origin + new URL(await told.dossierLink(ZOE.email)).pathname;
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
    server?.closeAllConnections();
  });

  /** On a phone in the light and on a desktop in the dark, each shot. */
  async function everywhere(name: string, go: (page: Page) => Promise<unknown>): Promise<void> {
    const page = await visit(browser, { width: 390 });
    await outOfTheSandbox(page);
    for (const [width, colorScheme] of [
      [390, "light"],
      [1280, "dark"],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await page.goto(dossier);
      await go(page);
      await shoot(page, `dossier-${name}-${width}-${colorScheme}`);
      expect(await widerThanItsWindow(page)).toBe(0);
      expect(await smallestText(page)).toBeGreaterThanOrEqual(14);
      expect(await shutsOut(page)).toEqual([]);
    }
    await page.context().close();
  }

  it("the story fits, is readable and shuts nobody out, on a phone and on a desktop", async () => {
    await everywhere("story", async (page) => {
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("Zoë");
      expect(await page.getByText("Is <b>it</b> cold?").count()).toBe(1);
    });
  });

  it("what is known stands beside its name, wide enough to be read, however long a question is", async () => {
    const page = await visit(browser, { width: 390 });
    await page.goto(dossier);
    for (const value of await page.locator("dl.facts dd").all())
      expect((await value.boundingBox())?.width).toBeGreaterThan(180);
    await page.context().close();
  });

  it("a letter is read a press away, and another press leads back", async () => {
    await everywhere("mail", async (page) => {
      await page.getByRole("link", { name: /^Read/ }).first().click();
      const letter = page.frameLocator("iframe");
      await letter.getByText("Hello Zoë").first().waitFor();
      await page.getByText("As plain text").click();
      expect(await page.locator("details").textContent()).toContain("Hello Zoë");
    });
    const page = await visit(browser, { width: 390 });
    await page.goto(dossier);
    await page.getByRole("link", { name: /^Read/ }).first().click();
    await page.getByRole("link", { name: "All about this lead" }).click();
    expect(page.url()).toBe(`${dossier}?`);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("Zoë");
    await page.context().close();
  });

  it("no letter can load, run, send or lead anywhere, whatever stands in it", async () => {
    const { leadId } = await told.life(ZOE.email);
    const [mail] = told.mails;
    const touchId = mail?.tags.touchId ?? "";
    const kept = await told.line.world.sentMails.read(leadId, touchId);
    if (kept === undefined) throw new Error("no copy");
    await told.line.world.sentMails.keep(leadId, touchId, { ...kept, html: HOSTILE(origin) });
    const page = await visit(browser, { width: 1280 });
    visited.length = 0;
    await page.goto(`${dossier}?mail=${touchId}`);
    const letter = page.frameLocator("iframe").first();
    await letter.getByText("Hello").waitFor();
    for (const name of ["Follow me", "And me"]) await letter.getByText(name).click();
    await letter.getByRole("button", { name: "Send" }).click();
    await page.waitForTimeout(500);
    expect(visited).toEqual([new URL(dossier).pathname]);
    expect(await page.title()).toBe(kept.subject);
    expect(page.url()).toBe(`${dossier}?mail=${touchId}`);
    expect(page.context().pages()).toHaveLength(1);
    await told.line.world.sentMails.keep(leadId, touchId, kept);
    await page.context().close();
  });
});
