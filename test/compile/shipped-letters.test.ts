/** What holds of every letter and every brief that ships. */
import { describe, expect, it, test } from "vitest";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { allTouches, channelOf } from "../../workflows/rules/touches.ts";

const campaigns = compileCampaigns("workflows/campaigns");
const mailed = campaigns.flatMap((campaign) =>
  allTouches(campaign)
    .filter((touch) => channelOf(touch) === "mail")
    .map(({ name }) => ({ id: `${campaign.name} ${name}`, mail: campaign.mails[name] })),
);
const letters = mailed.map(({ id, mail }) => [id, mail] as const);
const briefs = campaigns.flatMap(({ name, briefs }) =>
  Object.entries(briefs).map(([touch, brief]) => [`${name} ${touch}`, brief] as const),
);

/** Without the foot. */
const written = (text = "") => text.split("\n-- \n")[0] ?? "";
const links = (text = "") => written(text).match(/https:\/\/\S+/g) ?? [];

describe("every letter that ships", () => {
  test.each(letters)("%s says something in 120 words or more, and asks for one thing", (_, mail) => {
    expect(written(mail?.text).split(/\s+/).length).toBeGreaterThanOrEqual(120);
    expect(links(mail?.text)).toEqual([
      expect.stringMatching(/^https:\/\/www\.orchard-cold-chain\.example\//),
    ]);
  });

  test.each(letters)("%s greets by name or without, and Nora signs it", (_, mail) => {
    expect(mail?.text).toMatch(/^Hello \{\{ lead\.firstName \| default: "there" \}\},\n/);
    expect(written(mail?.text)).toMatch(/\nNora\nOrchard Cold Chain\s*$/);
  });

  test.each(letters)(
    "%s has a subject that a phone shows whole, and a preheader that adds to it",
    (_, mail) => {
      const shown = mail?.subject.replace(/\{\{.*?\}\}/g, "your site") ?? "";
      expect(shown.length).toBeLessThan(60);
      expect(mail?.preheader.length).toBeGreaterThan(30);
      expect(mail?.preheader).not.toContain(shown);
    },
  );

  it("none has a subject, a preheader or a link in common with another, in any campaign", () => {
    const all = mailed.flatMap(({ mail }) => [
      mail?.subject,
      mail?.preheader,
      links(mail?.text)[0]?.split("?")[0],
    ]);
    expect(all.filter((said, at) => all.indexOf(said) !== at)).toEqual([]);
  });

  it("none comes near the 100 kB at which Gmail clips", () => {
    expect(Math.max(...letters.map(([, mail]) => mail?.html.length ?? 0))).toBeLessThan(25_000);
  });
});

test.each(briefs)("the brief %s says to whom, what to say and what to leave alone", (_, { title, text }) => {
  expect(title).toContain("{{ lead.name");
  expect(text.split(/\s+/).length).toBeGreaterThan(80);
});
