/** Where leads come from: the host of the page before the form, and the first and last source of many. */
import { describe, expect, test } from "vitest";
import { readForm } from "../../../functions/form-post.ts";
import { channelOf, sourcesOf } from "../../../workflows/rules/report/source.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { MONDAY, story } from "../../stories/line.ts";
import { life, line } from "../../stories/lives.ts";

describe("the page before the form", () => {
  test.each([
    ["https://www.linkedin.com/feed/update/urn:li:1?trk=secret", "www.linkedin.com"],
    ["http://News.Example:8080/a", "news.example"],
    ["www.fruit-today.example", "www.fruit-today.example"],
    ["", undefined],
    ["a page I read", undefined],
    ["javascript://alert(1)", undefined],
    ["android-app://com.google.android.gm", undefined],
    [42, "0.0.0.42"],
  ])("%j is kept as %j: a host, never a path", (referrer, host) => {
    expect(readForm({ email: "zoe@dairy.example", referrer }, []).referrer).toBe(host);
  });

  test("stands on the line of each post with its utm fields; what else was sent along is dropped", async () => {
    const [world, zoe] = [story(), { email: "zoe@dairy.example", consent: "yes" }];
    await world.posts({
      ...zoe,
      utm_source: "linkedin",
      referrer: "https://www.linkedin.com/x",
      fbclid: "1",
    });
    await world.passes("2 days");
    await world.posts({ ...zoe, utm_source: "letter", utm_campaign: "spring" });
    const known = await world.lead(zoe.email);
    const posts = known.ledger.filter(({ kind }) => kind === "form").sort((a, b) => a.at - b.at);
    expect(posts.map(({ utm, referrer }) => ({ utm, referrer }))).toEqual([
      { utm: { utm_source: "linkedin" }, referrer: "www.linkedin.com" },
      { utm: { utm_source: "letter", utm_campaign: "spring" }, referrer: undefined },
    ]);
    expect(sourcesOf(known)).toEqual({
      first: { by: "form", form: "cold-store-guide", source: "linkedin", referrer: "www.linkedin.com" },
      last: { by: "form", form: "cold-store-guide", source: "letter", campaign: "spring" },
    });
  });
});

describe("first and last source", () => {
  const form = (at: number, more = {}) =>
    line({ key: `form#${at}`, at, kind: "form", form: "cold-store-guide", ...more });

  test("are the earliest and the latest post or import, in whatever order they were told", () => {
    const ledger = [
      form(MONDAY + DAY, { utm: { utm_source: "letter" } }),
      form(MONDAY, { utm: { utm_source: "linkedin", utm_medium: "paid" } }),
      line({ key: "import#1", at: MONDAY + 2 * DAY, kind: "import", form: "fair-2026" }),
      line({ key: "click#1", at: MONDAY + 9 * DAY, kind: "click" }),
    ];
    const told = {
      first: { by: "form", form: "cold-store-guide", source: "linkedin", medium: "paid" },
      last: { by: "import", form: "fair-2026" },
    };
    expect(sourcesOf(life({ ledger }))).toEqual(told);
    expect(sourcesOf(life({ ledger: ledger.toReversed() }))).toEqual(told);
  });

  test("of a line from before lines told of it are what the lead's row kept", () => {
    const source = { form: "cold-store-guide", utm: { utm_source: "old" }, at: MONDAY };
    const old = life({ lead: { source }, ledger: [form(MONDAY), form(MONDAY + DAY)] });
    expect(sourcesOf(old).first).toMatchObject({ source: "old" });
    expect(sourcesOf(old).last).not.toHaveProperty("source");
    expect(sourcesOf(life({ lead: { source }, ledger: [] })).last).toMatchObject({ source: "old" });
  });

  test("are called by who brought it, else by the page before, else by the form", () => {
    const bare = { by: "form", form: "guide" } as const;
    expect(channelOf(bare)).toBe("guide");
    expect(channelOf({ ...bare, referrer: "a.example" })).toBe("a.example");
    expect(channelOf({ ...bare, referrer: "a.example", source: "linkedin" })).toBe("linkedin");
  });
});
