import { describe, expect, test } from "vitest";
import { FITTING, type Story, story } from "../stories/line.ts";

const DAY = 86_400_000;

/** Two letters, a click, a webinar, sales told and answering. */
async function known(): Promise<Story> {
  const told = story();
  await told.posts({ ...FITTING, message: "Two <b>cold</b> rooms", timeline: "now" });
  await told.passes("1 hour");
  await told.clicks();
  await told.passes("3 days");
  await told.attends();
  await told.passes("2 hours");
  await told.accepts("Tom");
  return told;
}

const text = (body = "") =>
  body
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

describe("the dossier", () => {
  test("tells who it is, where it stands, and everything that happened in order of time, with what it earned", async () => {
    const told = await known();
    const page = await told.follows(await told.dossierLink());
    expect(page.statusCode).toBe(200);
    const said = text(page.body);
    const inOrder = [
      "Zoë Müller, Dairy Süd",
      "With sales accepted by Tom",
      "E-mail zoe@dairy.example",
      "When do you want to act? now",
      "Mail it agreed on Monday 23 November 2026",
      "79 points today 50 for what it is, 29 for what it did",
      "Sales is told at 60",
      "+50 50 employees or more",
      "Monday 23 November 2026",
      "09:00 filled in",
      "entered small",
      "was sent “welcome” (welcome) Read it",
      "10:00 clicked a link",
      "+15",
      "Thursday 26 November 2026",
      "was sent “second” (second) Read it",
      "10:00 attended",
      "+15",
      "ripe, released to sales",
      "it is for Tom",
      "Tom was told",
      "12:00 left small: Tom accepted it",
      "12:00 accepted by Tom",
    ];
    let from = 0;
    for (const words of inOrder) {
      const at = said.indexOf(words, from);
      expect(at, `${words}, in: ${said.slice(from)}`).toBeGreaterThanOrEqual(0);
      from = at + words.length;
    }
  });

  test("what a lead typed is text on it", async () => {
    const told = await known();
    const { body } = await told.follows(await told.dossierLink());
    expect(body).toContain("Two &lt;b&gt;cold&lt;/b&gt; rooms");
  });

  test("a scanner GETs and HEADs it and each of its mails: nothing changes; it takes nothing else", async () => {
    const told = await known();
    const before = [await told.life(), told.mails.length, told.notices.length];
    const link = await told.dossierLink();
    for (const url of [link, `${link}?mail=small_1_welcome_1`, `${link}?mail=nonsense`]) {
      for (const method of ["GET", "HEAD"] as const) await told.follows(url, method);
      const posted = await told.follows(url, "POST", { answer: "accept" });
      expect([posted.statusCode, posted.headers?.["allow"]]).toEqual([405, "GET"]);
    }
    expect([await told.life(), told.mails.length, told.notices.length]).toEqual(before);
  });

  test("opens for 90 days, and no forged link nor one for something else opens it", async () => {
    const told = await known();
    const link = await told.dossierLink();
    const look = (url: string, at = told.now) => told.followsUnsettled(url, "GET", {}, at);
    expect((await look(link, told.now + 90 * DAY - 1)).statusCode).toBe(200);
    const refused = [
      await look(link, told.now + 90 * DAY),
      await look(`${link}x`),
      await look(told.handoffLink.replace("/handoffs/", "/dossiers/")),
      await look(link.replace("/dossiers/", "/handoffs/")),
    ];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403]);
    expect(new Set(refused.map(({ body }) => body)).size).toBe(1);
    expect(refused[0]?.body).not.toContain("Zoë");
  });

  test("of a lead that was erased says so, also once the same address is back", async () => {
    const told = await known();
    const link = await told.dossierLink();
    told.line.leads.erase((await told.life()).leadId, told.now);
    const gone = await told.follows(link);
    expect(gone.statusCode).toBe(410);
    expect(gone.body).not.toContain("Zoë");
    await told.passes("1 day");
    await told.posts({ ...FITTING, name: "Ines Cruz" });
    const since = await told.follows(link);
    expect([since.statusCode, since.body]).toEqual([410, gone.body]);
    expect((await told.follows(await told.dossierLink())).body).toContain("Ines Cruz");
  });
});
