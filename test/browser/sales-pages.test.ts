/** A day at the sales desk in a real browser without JavaScript: real links, real forms, real functions, a table in memory. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_URL } from "../../local/memory/memory-world.ts";
import { FORM } from "../stories/http-event.ts";
import { FITTING, type Story } from "../stories/line.ts";
import { office, openFrom } from "../stories/selling.ts";
import { launchChromium } from "./chromium.ts";
import { shoot, shutsOut, smallestText, visit, widerThanItsWindow } from "./visit.ts";

const MONDAY_MORNING = "2026-11-23T09:30:00Z";
const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const LEADS = [
  { ...FITTING, phone: "+353 21 555 0134", jobTitle: "Head of Quality" },
  { ...FITTING, email: "ben@dairy.example", name: "Ben Roth" },
  {
    ...FITTING,
    email: "una@bakery.example",
    name: "Úna Ní Bhriain",
    company: LONG,
    phone: "+353 1 555 0199",
  },
  { ...FITTING, email: "max@fish.example", name: "Max <b>Fisch</b>", company: "Fisch & Söhne" },
];

describe("a day at the sales desk", { timeout: 60_000 }, () => {
  let browser: Browser;
  let server: Server;
  let url: string;
  let told: Story;
  let phone: Page;

  beforeAll(async () => {
    told = openFrom(MONDAY_MORNING, () =>
      office({ digest: "08:00", pools: [{ name: "europe", people: ["tom"] }] }),
    );
    for (const lead of LEADS) await told.posts(lead);
    for (const { email } of LEADS.filter((each) => each.email !== "ben@dairy.example"))
      await told.attends(email);
    server = createServer(async (request, response) => {
      const answer = await atOurDoor(told, request);
      response.writeHead(answer.statusCode ?? 500, answer.headers as Record<string, string>);
      response.end(answer.body);
    }).listen(0, "127.0.0.1");
    [browser] = await Promise.all([launchChromium(), once(server, "listening")]);
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    phone = await visit(browser, { width: 390, javaScript: false });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
    server?.closeAllConnections();
  });

  const here = (link: string | undefined) => (link ?? "").replace(API_URL, url);
  const linkIn = (label: string, index: number) =>
    here(new RegExp(`(?<=^${label}: +)\\S+`, "m").exec(told.notices[index]?.text ?? "")?.[0]);

  /** Readable on a phone and on a desk, in the light and in the dark, and nobody is shut out. */
  async function isWellMade(name: string): Promise<void> {
    const looking = await visit(browser, { width: 390 });
    for (const [width, colorScheme] of [
      [390, "light"],
      [1280, "dark"],
    ] as const) {
      await looking.setViewportSize({ width, height: 844 });
      await looking.emulateMedia({ colorScheme });
      await looking.setContent(await phone.content());
      await shoot(looking, `sales-${name}-${width}-${colorScheme}`);
      await looking.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
      await shoot(looking, `sales-${name}-open-${width}-${colorScheme}`);
      expect(await widerThanItsWindow(looking)).toBe(0);
      expect(await smallestText(looking)).toBeGreaterThanOrEqual(14);
      expect(await shutsOut(looking)).toEqual([]);
    }
    await looking.context().close();
  }

  it("whose lead it is is known: Tom accepts with one tap, and is asked about the colleague", async () => {
    await phone.goto(linkIn("Accept", 0));
    expect(await phone.getByText("Tom, this lead is yours to answer.").isVisible()).toBe(true);
    await isWellMade("ask");
    await phone.getByRole("button", { name: "Accept this lead" }).click();
    expect(await phone.getByText("Pause their letters, or keep them going?").isVisible()).toBe(true);
    await isWellMade("accepted");
    await phone.getByRole("button", { name: "Pause for 90 days" }).click();
    expect(await phone.getByText("One colleague hears nothing from us").isVisible()).toBe(true);
    await isWellMade("paused");
    const { lead } = await told.lead("ben@dairy.example");
    expect(lead.pausedUntil).toBeGreaterThan(told.now);
  });

  it("the same link then asks what came of it, one tap for each result", async () => {
    await phone.goto(linkIn("Accept", 0));
    await isWellMade("follow-up");
    const result = phone.getByRole("button", { name: "Voicemail, or no answer" });
    const place = await result.boundingBox();
    expect((place?.y ?? Infinity) + (place?.height ?? 0)).toBeLessThan(844);
    const desk = await visit(browser, { width: 1280, javaScript: false });
    await desk.goto(phone.url());
    await result.click();
    expect(await phone.getByText("Noted: voicemail, or no answer.").isVisible()).toBe(true);
    await desk.getByRole("button", { name: "Voicemail, or no answer" }).click();
    expect(await desk.getByText("It was not counted twice.").isVisible()).toBe(true);
    await desk.context().close();
    const { handoffs } = await told.lead();
    expect(handoffs[0]?.promised?.attempts).toHaveLength(1);
  });

  it("what was tried is read in lines, not in a column of words, on a phone too", async () => {
    await phone.goto(linkIn("Accept", 0));
    const said = phone.getByText("Voicemail, or no answer, says Tom");
    expect((await said.boundingBox())?.width).toBeGreaterThan(220);
    await isWellMade("tried");
  });

  it("my leads: what presses stands first, a call is one tap and so is its result", async () => {
    await told.passesUntil("2026-11-24T10:00:00Z");
    await phone.goto(here(linkIn("Your leads", 0) || (await mine(told, "tom"))));
    await isWellMade("my-leads");
    expect(await phone.locator("h2").first().textContent()).toContain("Overdue");
    const number = phone.getByRole("link", { name: "+353 1 555 0199" });
    expect(await number.getAttribute("href")).toBe("tel:+35315550199");
    const una = phone.getByRole("region", { name: /Úna/ });
    await una.getByRole("button", { name: "Accept this lead" }).click();
    expect(await phone.getByRole("status").textContent()).toContain("is yours");
    await phone.getByRole("region", { name: /Úna/ }).getByRole("button", { name: "We spoke" }).click();
    expect(await phone.getByRole("status").textContent()).toContain("we spoke");
    expect((await told.lead("una@bakery.example")).handoffs[0]?.promised?.spokeAt).toBe(told.now);
  });

  it("the manager sees the whole desk", async () => {
    await phone.goto(`${here(await mine(told, "ruth"))}?view=all`);
    expect(await phone.getByRole("heading", { name: "Who holds what" }).isVisible()).toBe(true);
    await isWellMade("whole-desk");
  });

  it("a link that has grown too old sends a new one to its person, and shows it to nobody", async () => {
    const old = await told.line.world.links.deskUrl({ person: "tom", expiresAt: told.now - 1 });
    await phone.goto(here(old));
    await isWellMade("old-link");
    const before = told.notices.length;
    await phone.getByRole("button", { name: "Send me a new link" }).click();
    expect(await phone.getByText("It goes where notifications for Tom go.").isVisible()).toBe(true);
    expect(await phone.content()).not.toContain("/desk/");
    expect(told.notices.slice(before)).toMatchObject([{ attributes: { kind: "link", to: "tom" } }]);
  });
});

const mine = ({ line, now }: Story, person: string) =>
  line.world.links.deskUrl({ person, expiresAt: now + 30 * 86_400_000 });

/** As the HTTP API hands a browser's request to the function behind the door. */
async function atOurDoor(told: Story, request: IncomingMessage) {
  const { pathname, search } = new URL(request.url ?? "/", API_URL);
  const [, door = "", token = ""] = pathname.split("/");
  const method = request.method ?? "GET";
  const body = method === "POST" ? { headers: FORM, body: await text(request) } : {};
  const answer = await told.sends(door, { method, token, query: search.slice(1), ...body });
  await told.line.settle();
  return answer;
}
