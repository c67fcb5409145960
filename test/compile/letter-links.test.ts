import { describe, expect, it, test } from "vitest";
import { isSeen, rewriteLinks } from "../../local/ses/links.ts";
import { compiled, letter, longLetter } from "./small-letter.ts";

const TAGGING = { campaign: "green-bananas", touch: "welcome" };
const TAGS = "utm_source=ripen&utm_medium=email&utm_campaign=green-bananas&utm_content=welcome";

describe("a touch's links say which touch they were in", () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ["an address", "https://x.example/guide", `https://x.example/guide?${TAGS}`],
    ["one without a path", "https://x.example", `https://x.example/?${TAGS}`],
    ["one with parameters", "https://x.example/?a=1&b=%20", `https://x.example/?a=1&b=%20&${TAGS}`],
    ["one with a part", "https://x.example/a?b#part", `https://x.example/a?b&${TAGS}#part`],
    [
      "one in another script, as SES can track it",
      "https://x.example/kühl",
      `https://x.example/k%C3%BChl?${TAGS}`,
    ],
    ["one with tags of its own keeps them", "https://x.example/?utm_id=7", "https://x.example/?utm_id=7"],
    ["mail has none", "mailto:nora@x.example", "mailto:nora@x.example"],
  ];
  test.each(rows)("%s", (_, written, sent) => {
    const mail = compiled(longLetter(`[The tally](${written})`), TAGGING);
    expect(mail.text).toContain(`The tally: ${sent.replace("mailto:", "mailto:")}\n`);
    expect(mail.html).toContain(`href="${sent.replaceAll("&", "&amp;")}"`);
  });

  it("an address that stands for itself stands there once", () => {
    const { text } = compiled(longLetter("https://x.example/guide and nora@x.example"), TAGGING);
    expect(text).toContain(`https://x.example/guide?${TAGS} and nora@x.example\n`);
  });

  it("what we sign is never touched, nor a letter that is no touch's", () => {
    const { html } = compiled(longLetter("Text."), TAGGING);
    expect(html).toContain('href="{{ links.unsubscribe }}"');
    expect(html).toContain('href="{{ links.preferences }}"');
    expect(compiled(letter("[Yes]({{ links.confirm }})"), { ...TAGGING, kind: "confirm" }).html).toContain(
      'href="{{ links.confirm }}"',
    );
    expect(compiled(longLetter("[The tally](https://x.example/)")).text).toContain("https://x.example/\n");
  });
});

describe.each(["letter", "designed"] as const)(
  "SES names a click by its link's words, in the style %s",
  (style) => {
    const namesOf = (body: string) =>
      rewriteLinks(compiled(longLetter(body), { style }).html, true, (n) => `http://track/${n}`)
        .links.filter(isSeen)
        .map(({ tags }) => tags["link"]?.[0]);

    const rows: readonly (readonly [string, string, readonly (string | undefined)[]])[] = [
      [
        "the button's",
        "[Eight defrost curves, with an *explanation*](https://x.example/)",
        ["eight-defrost-curves-with-an-explanation"],
      ],
      ["with accents", "[Prüfliste für Türen](https://x.example/)", ["prufliste-fur-turen"]],
      ["with a value", '[For {{ lead.company | default: "you" }}](https://x.example/)', ["for"]],
      [
        "in another script, by the address",
        "[冷蔵庫の温度](https://x.example/guides/cold-store)",
        ["guides-cold-store"],
      ],
      ["with nothing else to go by", "[冷蔵庫の温度](https://x.example/)", ["link"]],
      [
        "two of the same words",
        "[Tally](https://x.example/1) [Tally](https://x.example/2)",
        ["tally", "tally-2"],
      ],
      [
        "long ones, cut between words",
        `[${"twelve chars ".repeat(9)}](https://x.example/)`,
        ["twelve-chars-twelve-chars-twelve-chars-twelve-chars-twelve"],
      ],
      ["one by the name of the link that people don't see", "[Unseen](https://x.example/)", ["unseen-2"]],
      ["mail's has none", "[Nora](mailto:nora@x.example)", [undefined]],
    ];
    test.each(rows)("%s", (_, body, names) => {
      // The two ways out at the foot have none.
      expect(namesOf(body)).toEqual([...names, undefined, undefined]);
    });

    it("and none of SES's own attributes reaches the reader", () => {
      const { html } = compiled(longLetter("[Do it](https://x.example/)"), { style });
      expect(html).toMatch(/ses:tags="link:do-it;"/);
      expect(rewriteLinks(html, true, () => "http://track/0").html).not.toContain("ses:");
    });
  },
);
