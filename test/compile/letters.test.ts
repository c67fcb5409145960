import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { writeCampaigns } from "../../workflows/compile/write-campaigns.ts";
import { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { compile, edited, inFolder, SMALL } from "./small-campaign.ts";

const MARKDOWN = `## A heading

Some **bold** and *leaning* words & signs < like "these".

1. First
2. Second, with a [link](https://x.example/?a=1&b=2)

- One
- Two

> Quoted

[Do it](https://x.example/do)

Nora
Orchard Cold Chain`;

describe("one Markdown gives two letters", () => {
  const { second } = compile(edited("second.md", "Text.", MARKDOWN)).mails;

  it("the plain one keeps every word, and shows where links lead", () => {
    expect(second?.text.split("\n\n-- \n")[0]).toBe(`A heading

Some bold and leaning words & signs < like "these".

1. First
2. Second, with a link: https://x.example/?a=1&b=2

- One
- Two

> Quoted

Do it: https://x.example/do

Nora
Orchard Cold Chain`);
  });

  it("the HTML one escapes what it must", () => {
    expect(second?.html).toContain("words &amp; signs &lt; like &quot;these&quot;.");
    expect(second?.html).toContain('href="https://x.example/?a=1&amp;b=2"');
  });

  it("a link on a line of its own becomes the button", () => {
    expect(second?.html.match(/class="button" href="([^"]+)"/g)).toEqual([
      'class="button" href="https://x.example/do"',
    ]);
  });

  it("every touch says why it comes, where we live, and how to end it, without counting that as a click", () => {
    expect(second?.html).toContain('<a ses:no-track href="{{ links.unsubscribe }}"');
    for (const part of [second?.html, second?.text]) {
      expect(part).toContain("You asked for it.");
      expect(part).toContain("{{ postalAddress }}");
      expect(part).toContain("{{ links.unsubscribe }}");
    }
  });

  it("the preheader is there for the inbox and hidden in the letter", () => {
    expect(second?.html).toMatch(/<div style="display:none[^>]*>Once more/);
  });
});

describe("a value is left for the sending, whatever stands around it", () => {
  it("in a list, in bold, in the subject", () => {
    const mails = compile({
      ...edited("second.md", "Text.", '- **{{lead.company|default:"your firm"}}**'),
    }).mails;
    expect(mails["second"]?.html).toContain('<strong>{{ lead.company|default:"your firm" }}</strong>');
    expect(mails["second"]?.text).toContain('- {{ lead.company|default:"your firm" }}');
  });

  it("with quotes in the subject, which is a title too", () => {
    const subject = '{{ lead.company | default: "your site" }} & co';
    const { second } = compile(edited("second.md", "subject: Second", `subject: '${subject}'`)).mails;
    expect(second?.subject).toBe(subject);
    expect(second?.html).toContain('<title>{{ lead.company | default: "your site" }} &amp; co</title>');
  });
});

describe("the double opt-in's mail", () => {
  const confirm = "---\nsubject: Is it you?\npreheader: One click\n---\n[Yes]({{ links.confirm }})\n";

  it("has one link, which SES leaves alone, and none to unsubscribe", () => {
    const mail = compile({ "confirm.md": confirm }).mails["confirm"];
    expect(mail?.html.match(/<a [^>]*>/g)).toHaveLength(1);
    expect(mail?.html).toContain('<a ses:no-track class="button" href="{{ links.confirm }}"');
    expect(mail?.text).not.toContain("unsubscribe");
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

it("the written file holds the campaigns, and is the same to the byte every time", () => {
  inFolder(SMALL, (dir) => {
    const [first, second] = ["a/campaigns.json", "b/campaigns.json"].map((file) => {
      writeCampaigns(dir, join(dir, "small", file));
      return readFileSync(join(dir, "small", file), "utf8");
    });
    expect(first).toBe(second);
    expect(RunningCampaign.array().parse(JSON.parse(first ?? ""))).toEqual(compileCampaigns(dir));
  });
});
