/** Every object of JavaScript seems to have a "constructor". Whoever types that gets what anybody gets. */
import { describe, expect, test } from "vitest";
import { campaign, mails } from "../stories/campaign.ts";
import { FITTING, story } from "../stories/line.ts";

const INHERITED = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"] as const;

describe.each(INHERITED)("a lead that types %s", (typed) => {
  test("as its answer gets its letter, in which the answer stands", async () => {
    const named = mails("welcome", "second", "third", "confirm");
    const told = story({ campaigns: () => [campaign({ mails: named })] });
    await told.posts({ ...FITTING, timeline: typed });
    expect(told.mails.map(({ html }) => html.includes(`<p>${typed}</p>`))).toEqual([true]);
  });

  test("as its answer reaches sales when it asks for a demo", async () => {
    const told = story();
    await told.posts({ ...FITTING, timeline: typed, message: "A demo, please" });
    expect(told.notices.map(({ text }) => text.includes(typed))).toEqual([true]);
  });

  test("as its form is sent on to a page of ours", async () => {
    const answer = await story().submits({ ...FITTING, form: typed });
    expect([answer.statusCode, answer.headers?.["location"]]).toEqual([
      303,
      "https://www.orchard-cold-chain.example/thank-you",
    ]);
  });
});
