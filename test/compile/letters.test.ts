import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import * as z from "zod/mini";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { writeCampaigns } from "../../workflows/compile/write-campaigns.ts";
import { RunningCampaign, type WithoutMails } from "../../workflows/rules/campaign.ts";
import { compile, ENOUGH, edited, inFolder, SMALL } from "./small-campaign.ts";
import { compiled, letter, longLetter } from "./small-letter.ts";

const MARKDOWN = `## A heading

Some **bold** and *leaning* words & signs < like "these".

1. First
2. Second, with a [tally sheet](https://x.example/?a=1&b=2)

- One
- Two

> Quoted

[Do it](https://x.example/do)

Nora
Orchard Cold Chain`;

const STYLES = ["letter", "designed"] as const;

describe.each(STYLES)("one Markdown gives two letters, in the style %s", (style) => {
  const second = compiled(longLetter(MARKDOWN), { style });

  it("the plain one keeps every word, and shows where links lead", () => {
    expect(second.text.split("\n\n-- \n")[0]).toBe(`A heading

Some bold and leaning words & signs < like "these".

1. First
2. Second, with a tally sheet: https://x.example/?a=1&b=2

- One
- Two

> Quoted

Do it: https://x.example/do

Nora
Orchard Cold Chain

${ENOUGH}`);
  });

  it("the HTML one escapes what it must", () => {
    expect(second.html).toContain("words &amp; signs &lt; like &quot;these&quot;.");
    expect(second.html).toContain('href="https://x.example/?a=1&amp;b=2"');
  });

  it("a link on a line of its own becomes the button", () => {
    expect(second.html.match(/class="button" href="([^"]+)"/g)).toEqual([
      'class="button" href="https://x.example/do"',
    ]);
  });

  it("every touch says why it comes, where we live, and how to end it, without counting that as a click", () => {
    expect(second.html).toContain('<a ses:no-track class="quiet" href="{{ links.unsubscribe }}"');
    for (const part of [second.html, second.text]) {
      expect(part).toContain("You asked for it.");
      expect(part).toContain("{{ postalAddress }}");
      expect(part).toContain("{{ links.unsubscribe }}");
    }
  });

  it("the preheader is there for the inbox and hidden in the letter", () => {
    expect(second.html).toMatch(/<div style="display:none[^>]*>Once more/);
  });

  it("it is light or dark as the reader likes it, and of no pure colour that a program would turn round", () => {
    expect(second.html).toContain('<meta name="color-scheme" content="light dark">');
    expect(second.html).toContain("@media (prefers-color-scheme:dark)");
    expect(second.html.replace(/color:#ffffff;line-height:1px/, "")).not.toMatch(/#(fff|000)(fff|000)?\b/i);
  });

  it("is the same to the byte every time", () => {
    expect(compiled(longLetter(MARKDOWN), { style })).toEqual(second);
  });
});

describe("a designed letter", () => {
  const designed = (body: string) => compiled(longLetter(body), { style: "designed" }).html;

  it("bears the sender's name, and no slot of its layout is left", () => {
    const html = designed(MARKDOWN);
    expect(html).toContain("{{ sender.name }}");
    expect(html).not.toMatch(/RipenSlot|RipenValue|<!-- (button|after|end) -->/);
  });

  it("loads nothing: no fonts from elsewhere, no script, no stylesheet", () => {
    expect(designed(MARKDOWN).match(/<link|<script|@import|@font-face|url\(/g)).toBeNull();
  });

  it("has no button where the letter has none", () => {
    expect(designed("Text.")).not.toContain('cta"');
    expect(designed("[Do it](https://x.example/do)")).toContain('class="cta"');
  });

  it("shows a picture no wider than it is and than the screen, and its words in the plain text", () => {
    const picture = "![Eight & more curves](https://x.example/a.png?b=1&c=2){width=520}";
    const mail = compiled(longLetter(picture), { style: "designed" });
    expect(mail.html).toContain(
      '<img src="https://x.example/a.png?b=1&amp;c=2" alt="Eight &amp; more curves" width="520" style="display:block;width:100%;max-width:520px;',
    );
    expect(mail.text).toMatch(/^\[Eight & more curves\]\n/);
  });

  it("takes a value wherever the plain one does", () => {
    expect(designed('[See **{{ lead.company | default: "it" }}**](https://x.example/)')).toContain(
      'See <strong>{{ lead.company | default: "it" }}</strong>',
    );
  });
});

describe("a value is left for the sending, whatever stands around it", () => {
  it("in a list, in bold, in the subject", () => {
    const second = compiled(longLetter('- **{{lead.company|default:"your firm"}}**'));
    expect(second.html).toContain('<strong>{{ lead.company|default:"your firm" }}</strong>');
    expect(second.text).toContain('- {{ lead.company|default:"your firm" }}');
  });

  it("with quotes in the subject, which is a title too", () => {
    const subject = '{{ lead.company | default: "your site" }} & co';
    const second = compiled(longLetter("Text.", `subject: '${subject}'\npreheader: x`));
    expect(second.subject).toBe(subject);
    expect(second.html).toContain('<title>{{ lead.company | default: "your site" }} &amp; co</title>');
  });
});

describe("the front matter is YAML", () => {
  const front = (text: string) => compiled(longLetter("Text.", text));

  it("with comments, quotes and folded lines", () => {
    expect(
      front('# The second\nsubject: "A: b" # said so\npreheader: >\n  One line,\n  folded\n'),
    ).toMatchObject({ subject: "A: b", preheader: "One line, folded" });
  });

  test.each([
    "Nora Quinn <nora@orchard-cold-chain.example>",
    "Nora Quinn",
    "nora@orchard-cold-chain.example",
  ])("a mail may come from %s", (from) => {
    expect(front(`subject: x\npreheader: x\nfrom: ${from}`).from).toBe(from);
  });

  it("where it says nothing, the stack's sender holds", () => {
    expect(front("subject: x\npreheader: x")).not.toHaveProperty("from");
  });
});

describe.each(STYLES)("the short letters of the house, in the style %s", (style) => {
  it("the double opt-in's has one link, and at its foot the two ways out; SES leaves all of them alone", () => {
    const mail = compiled(letter("[Yes]({{ links.confirm }})"), { kind: "confirm", style });
    expect(mail.html.match(/<a\s[^>]*href="[^"]*"/g)?.map((tag) => tag.replace(/^.*href=/s, ""))).toEqual([
      '"{{ links.confirm }}"',
      '"{{ links.unsubscribe }}"',
      '"{{ links.preferences }}"',
    ]);
    expect(mail.html.match(/<a\sses:no-track/g)).toHaveLength(3);
    expect(mail.html).toMatch(/<a\sses:no-track class="button" href="{{ links.confirm }}"/);
    expect(mail.text).toContain("Unsubscribe, and nothing more comes: {{ links.unsubscribe }}\n");
    expect(mail.text).toContain("Preferences: {{ links.preferences }}\n");
  });

  it("the one that asks has Yes for its button; No and Not now are as easy to find, and not pushed", () => {
    const body = "[Yes]({{ links.yes }})\n\n[Not now]({{ links.notNow }})\n\n[No]({{ links.no }})";
    const { html } = compiled(letter(body), { kind: "ask", style });
    expect(html.match(/class="(button|link)" href="[^"]+"/g)).toEqual([
      'class="button" href="{{ links.yes }}"',
      'class="link" href="{{ links.notNow }}"',
      'class="link" href="{{ links.no }}"',
    ]);
    expect(html).toContain("{{ links.unsubscribe }}");
  });
});

describe("a campaign's version", () => {
  it("changes with any of its bytes and with nothing else", () => {
    const version = compile().version;
    expect(compile().version).toBe(version);
    expect(compile(edited("second.md", "Text.", "Text!")).version).not.toBe(version);
    expect(compile({ "campaign.yaml": `${SMALL["campaign.yaml"]}# a comment\n` }).version).not.toBe(version);
  });
});

it("the written files hold the campaigns and their mails, and are the same to the byte every time", () => {
  inFolder(SMALL, (dir) => {
    const [first = [], second = []] = ["a", "b"].map((folder) =>
      writeCampaigns(dir, join(dir, "small", folder)).map((file) => readFileSync(file, "utf8")),
    );
    expect(first).toEqual(second);
    const [campaigns, mails] = first.map((text) => JSON.parse(text));
    const whole = campaigns.map((each: WithoutMails) => ({ ...each, mails: mails[each.name] }));
    expect(z.array(RunningCampaign).parse(whole)).toEqual(compileCampaigns(dir));
    expect(campaigns.map((each: WithoutMails) => each.mails)).toEqual(
      compileCampaigns(dir).map((each) => Object.keys(each.mails)),
    );
  });
});
