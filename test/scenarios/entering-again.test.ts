import { describe, expect, test } from "vitest";
import { campaign, letter, mails, type Stated } from "../stories/campaign.ts";
import { FITTING, MODEST, type Story, story } from "../stories/line.ts";

/** Two letters, over after five weeks. */
const SHORT: Stated = {
  touches: [letter("one", "0 minutes"), letter("two", "3 days")],
  mails: mails("one", "two"),
};

function begin(stated: Stated): Story {
  return story({ campaigns: () => [campaign({ ...SHORT, ...stated })] });
}

const enter = (more: object) => ({ enter: { forms: ["cold-store-guide"], ...more } });

describe("coming in again", () => {
  test("S11 never: a post after the end is merged and sends nothing", async () => {
    const told = begin(enter({ again: "never" }));
    await told.posts(MODEST);
    await told.passes("300 days");
    await told.posts({ ...MODEST, timeline: "later" });
    await told.passes("30 days");
    const { enrolments, lead } = await told.lead();
    expect(told.touches()).toEqual(["one", "two"]);
    expect(enrolments).toHaveLength(1);
    expect(lead.answers).toEqual({ timeline: "later" });
  });

  test("S11 after 180 days, counted from the end of the earlier run, not from its beginning", async () => {
    const told = begin(enter({ again: "180 days" }));
    await told.posts(MODEST);
    await told.passes("60 days");
    const endedAt = (await told.lead()).enrolments[0]?.endedAt ?? 0;
    const days = (told.now - endedAt) / 86_400_000;
    await told.passes(`${Math.floor(179 - days)} days`);
    await told.posts({ ...MODEST, city: "Cork" });
    expect(told.touches()).toEqual(["one", "two"]);
    await told.passes("2 days");
    await told.posts({ ...MODEST, city: "Galway" });
    await told.passes("10 days");
    expect(told.touches()).toEqual(["one", "two", "one", "two"]);
    const { enrolments, touches } = await told.lead();
    expect(enrolments.map(({ n }) => n)).toEqual([1, 2]);
    expect(new Set(touches.map(({ touchId }) => touchId)).size).toBe(4);
  });

  test("S11 while a run is open nobody enters a second", async () => {
    const told = begin(enter({ again: "0 days" }));
    await told.posts(MODEST);
    await told.passes("4 days");
    await told.posts({ ...MODEST, city: "Cork" });
    await told.passes("1 day");
    expect(told.touches()).toEqual(["one", "two"]);
  });

  test("S11 a post that comes twice enters once", async () => {
    const told = begin(enter({ again: "30 days" }));
    await told.posts(MODEST);
    await told.passes("100 days");
    await Promise.all([1, 2, 3].map(() => told.postsUnsettled({ ...MODEST, city: "Cork" })));
    await told.line.settle();
    await told.passes("1 day");
    expect(told.touches()).toEqual(["one", "two", "one"]);
  });

  test("what it clicked in its first run is no click in the second", async () => {
    const told = begin({
      ...enter({ again: "30 days" }),
      touches: [letter("one", "0 minutes"), letter("two", "3 days", { when: { clicked: ["one"] } })],
    });
    await told.posts(MODEST);
    await told.clicks();
    await told.passes("200 days");
    expect(told.touches()).toEqual(["one", "two"]);
    await told.posts({ ...MODEST, city: "Cork" });
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one", "two", "one"]);
  });
});

describe("who doesn't belong here", () => {
  const OWN = { domain: ["orchard-cold-chain.example"] };
  const ours = { ...MODEST, email: "ruth@sales.orchard-cold-chain.example" };
  const except = [
    { when: OWN, because: "one of our own" },
    { when: { lifecycle: ["customer" as const] }, because: "a customer already" },
  ];

  test("is not taken in, and the lead says why", async () => {
    const told = begin(enter({ except }));
    await told.posts(ours);
    await told.passes("30 days");
    const { lead, enrolments, ledger } = await told.lead(ours.email);
    expect(told.mails).toHaveLength(0);
    expect(enrolments).toHaveLength(0);
    expect(lead.lifecycle).toBe("captured");
    expect(ledger.map(({ what }) => what)).toContain("not taken into small: one of our own");
  });

  test("nor kept, when it turns out before a touch: a competitor who is added to the list", async () => {
    let list: typeof except = [];
    const told = story({ campaigns: () => [campaign({ ...SHORT, ...enter({ except: list }) })] });
    await told.posts(MODEST);
    list = [{ when: { domain: ["dairy.example"] }, because: "a competitor" }];
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one"]);
    expect((await told.lead()).enrolments[0]).toMatchObject({ end: "excluded", because: "a competitor" });
  });

  test("a customer gets no more touches from the moment that sales says so", async () => {
    const told = begin(enter({ except }));
    await told.posts(FITTING);
    await told.attends();
    await told.rejects("Tom", "already-customer");
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one"]);
  });
});

describe("leaving", () => {
  test("any condition that the campaign states ends the run before its next touch, with the reason", async () => {
    const told = begin({
      leave: [{ when: { answers: { timeline: ["later"] } }, because: "no plans: left in peace" }],
    });
    await told.posts(MODEST);
    await told.passes("1 day");
    await told.posts({ ...MODEST, timeline: "later" });
    await told.passes("30 days");
    const { enrolments, lead } = await told.lead();
    expect(told.touches()).toEqual(["one"]);
    expect(enrolments[0]).toMatchObject({ end: "left", because: "no plans: left in peace" });
    expect(lead.lifecycle).toBe("dormant");
  });

  test("unsubscribing ends every run", async () => {
    const told = begin({});
    await told.posts(MODEST);
    await told.unsubscribes();
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one"]);
    expect((await told.lead()).enrolments[0]?.because).toMatch(/unsubscribed/);
  });
});

describe("topics", () => {
  const two = [
    campaign({ ...SHORT, send: { topic: "letters" } }),
    campaign({
      ...SHORT,
      name: "events",
      enter: { forms: ["webinar"] },
      send: { topic: "events" },
      touches: [letter("invitation", "0 minutes")],
      mails: mails("invitation"),
    }),
  ];

  test("who agreed to letters gets no invitations, until it agrees to those too", async () => {
    const told = story({ campaigns: () => two });
    await told.posts(MODEST);
    await told.posts({ ...MODEST, form: "webinar", consent: "no" });
    await told.passes("1 day");
    expect(told.touches()).toEqual(["one"]);
    await told.posts({ ...MODEST, form: "webinar" });
    await told.passes("1 day");
    expect(told.touches()).toEqual(["one", "invitation"]);
    expect((await told.lead()).lead.consent.topics).toEqual(["letters", "events"]);
  });
});
