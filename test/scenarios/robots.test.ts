/** What scanners do to letters as they are really sent: with their tags, and the link that people don't see. */
import { describe, expect, test } from "vitest";
import { rewriteLinks } from "../../local/ses/links.ts";
import { verdicts } from "../../workflows/rules/bots.ts";
import type { Span } from "../../workflows/rules/time.ts";
import { compiled, longLetter } from "../compile/small-letter.ts";
import { campaign, SMALL } from "../stories/campaign.ts";
import { MODEST, type Story, story } from "../stories/line.ts";

/** The first of its links is the button. */
function letterWith(links: number) {
  const sheets = Array.from({ length: links }, (_, i) => `[Sheet ${i + 1}](https://x.example/${i + 1})`);
  const [button = "", ...others] = sheets;
  const said = others.map((sheet) => `See ${sheet}.`).join(" ");
  return compiled(longLetter(`Text. ${said}\n\n${button}`), { campaign: "small", touch: "welcome" });
}

function told(links: number): Story {
  const mails = { ...SMALL.mails, welcome: letterWith(links) };
  return story({ campaigns: () => [campaign({ mails })] });
}

/** Every link in the source of its last mail, as one after the other fetches them. */
async function scanned(who: Story, pause?: Span): Promise<void> {
  const mail = who.mails.at(-1);
  if (mail === undefined) throw new Error("no mail");
  for (const { href, tags, isTracked } of rewriteLinks(mail.html, true, () => "http://track/").links) {
    if (!isTracked) continue;
    who.line.tell(mail, { eventType: "Click", link: href, linkTags: tags, isBotEvent: "Unlikely" });
    if (pause !== undefined) await who.passes(pause);
  }
  await who.line.settle();
}

describe("a scanner that the mail service doesn't see through", () => {
  test("S36 follows the one link of a letter, and the one that people don't see: 0 points", async () => {
    const who = told(1);
    await who.posts(MODEST);
    await scanned(who, "20 seconds");
    await who.passes("1 hour");
    const life = await who.lead();
    expect(life.lead.score.engagement).toBe(0);
    const clicks = life.ledger.filter(({ kind }) => kind === "click");
    expect(clicks.map(({ what }) => what).sort()).toEqual([
      'clicked a link in "welcome"',
      'followed the link in "welcome" that people don\'t see',
    ]);
    for (const { key } of clicks)
      expect(verdicts(life).of.get(key)).toMatchObject({
        by: "machine",
        because: "it followed a link that people don't see",
      });
  });

  test("S35 follows all links of a letter within a second: 0 points, and each line says why", async () => {
    const who = told(4);
    await who.posts(MODEST);
    await scanned(who);
    await who.passes("1 hour");
    const life = await who.lead();
    expect(life.lead.score.engagement).toBe(0);
    const reasons = life.ledger.flatMap(({ key }) => verdicts(life).of.get(key)?.because ?? []);
    expect(reasons).toEqual(Array(5).fill("it followed a link that people don't see"));
  });

  test("S36 its reader, who comes later and follows the same link, gets the points", async () => {
    const who = told(1);
    await who.posts(MODEST);
    await scanned(who);
    await who.passes("3 hours");
    const [mail] = who.mails;
    const link = mail && rewriteLinks(mail.html, true, () => "").links.find(({ label }) => label !== "");
    if (mail && link) who.line.tell(mail, { eventType: "Click", link: link.href, linkTags: link.tags });
    await who.passes("1 hour");
    expect((await who.lead()).lead.score.engagement).toBe(15);
  });
});

test.each([
  [1, 1],
  [4, 4],
  [0, 0],
])(
  "a letter with %i links of its own is remembered as that, without the way out and the hidden one",
  async (links, kept) => {
    const who = told(links);
    await who.posts(MODEST);
    expect((await who.lead()).touches).toMatchObject([{ name: "welcome", links: kept }]);
  },
);
