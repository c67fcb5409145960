import { describe, expect, it, test } from "vitest";
import { rewriteLinks } from "../../local/ses/links.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { HIDDEN_LINK } from "../../workflows/rules/bots.ts";
import { allTouches, channelOf } from "../../workflows/rules/touches.ts";
import { compiled, letter, longLetter } from "./small-letter.ts";

const TAGGING = { campaign: "green-bananas", touch: "welcome" };
const LINKS = "[The tally](https://x.example/guides/tally?a=1) and [the seals](https://y.example/seals)";

const hiddenIn = (html: string) => html.match(/<a ses:tags="link:unseen;"[^>]*>.*?<\/a>/g) ?? [];

describe.each(["letter", "designed"] as const)("the link that people don't see, in the style %s", (style) => {
  const mail = compiled(longLetter(LINKS), { ...TAGGING, style });

  it("stands once in a letter, before any other, where no eye, no keyboard and no screen reader gets to it", () => {
    expect(hiddenIn(mail.html)).toEqual([
      '<a ses:tags="link:unseen;" href="https://x.example/" aria-hidden="true" tabindex="-1" style="display:none;mso-hide:all"></a>',
    ]);
    expect(mail.html.indexOf("<a ")).toBe(mail.html.indexOf(hiddenIn(mail.html)[0] ?? ""));
  });

  it("stands in the block that hides the preheader, so that a program which drops its style shows nothing either", () => {
    expect(mail.html).toMatch(
      /<div style="display:none[^>]*>Once more[^<]*<a ses:tags="link:unseen;"[^>]*><\/a><\/div>/,
    );
  });

  it("is told of by SES under its own name, and leads where the letter's first link leads, to the front page", () => {
    const [link] = rewriteLinks(mail.html, true, () => "http://track/0").links;
    expect(link).toEqual({
      label: "",
      href: "https://x.example/",
      tags: { link: [HIDDEN_LINK] },
      isTracked: true,
    });
  });

  it("isn't in the plain text, and isn't counted among the links that a reader can follow", () => {
    expect(mail.text.match(/https:\/\/\S+/g)).toHaveLength(2);
    expect(mail.links).toBe(2);
  });

  test.each([
    ["with our own links only", letter("[Yes]({{ links.confirm }})"), "confirm"],
    [
      "that asks, by our own links",
      letter("[Yes]({{ links.yes }})\n\n[Not now]({{ links.notNow }})\n\n[No]({{ links.no }})"),
      "ask",
    ],
    ["whose reader may stay, by our own link", letter("[Stay]({{ links.stay }})"), "stay"],
    ["without any link but the way out", longLetter("Text."), "touch"],
    ["that links to a mailbox only", longLetter("[Nora](mailto:nora@x.example)"), "touch"],
  ] as const)("a letter %s has none: nothing in it is counted as a click", (_, text, kind) => {
    const { html, links } = compiled(text, { ...TAGGING, style, kind });
    expect(hiddenIn(html)).toEqual([]);
    expect(links).toBe(0);
  });
});

const shipped = compileCampaigns("workflows/campaigns").flatMap((campaign) =>
  allTouches(campaign)
    .filter((touch) => channelOf(touch) === "mail")
    .map(({ name }) => [`${campaign.name} ${name}`, campaign.mails[name]] as const),
);

test.each(shipped)("%s carries it once, and it leads to our own website", (_, mail) => {
  expect(hiddenIn(mail?.html ?? "")).toEqual([
    expect.stringContaining('href="https://www.orchard-cold-chain.example/"'),
  ]);
});
