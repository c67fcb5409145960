/** Anybody can post a form in somebody's name: what a lead took back itself, no post and no import brings back. */
import { describe, expect, test } from "vitest";
import { topicsTakenBack } from "../../workflows/rules/taken-back.ts";
import { campaign, type Stated } from "../stories/campaign.ts";
import { FITTING, linkIn, MODEST, type Story, story } from "../stories/line.ts";

const CONFIRM = {
  subject: "Is this your address?",
  preheader: "",
  html: '<a href="{{ links.confirm }}">Yes</a><a href="{{ links.preferences }}">Choose</a>',
  text: "",
};

function of(change: Stated = {}): Story {
  const small = campaign(change);
  return story({ campaigns: () => [{ ...small, mails: { ...small.mails, confirm: CONFIRM } }] });
}

describe("asked to be erased", () => {
  test("and posted by anybody since: no import brings it back, and the list still knows it when the post has gone", async () => {
    const told = of({ consent: { doubleOptIn: true } });
    await told.posts(MODEST);
    told.line.leads.erase((await told.lead()).leadId, told.now);
    await told.passes("1 hour");
    await told.posts({ ...MODEST, consent: "no" });
    expect((await told.lead()).lead.leftBefore).toBe(true);
    await told.posts(MODEST);
    await told.passes("40 days");
    const { lead, tombstone } = await told.life();
    expect(lead).toBeUndefined();
    expect(tombstone?.doNotContact).toBe(true);
  });

  test("whoever confirms that it is back is back", async () => {
    const told = of({ consent: { doubleOptIn: true } });
    await told.posts(MODEST);
    told.line.leads.erase((await told.lead()).leadId, told.now);
    await told.passes("1 day");
    await told.posts(MODEST);
    await told.follows(linkIn(told.mails.at(-1), "confirm"), "POST");
    expect(told.touches()).toEqual(["confirm", "confirm", "welcome"]);
  });
});

describe("contact me no more", () => {
  test("a form that raises a hand and ticks every box brings neither mail nor sales, and is no consent in the story", async () => {
    const told = of();
    await told.posts(MODEST);
    await told.follows(await preferences(told), "POST", { do: "no-contact" });
    const [mails, notices] = [told.mails.length, told.notices.length];
    await told.posts({ ...FITTING, message: "a demo please", consent_call: "yes", consent_letter: "yes" });
    await told.passes("3 months");
    expect([told.mails.length, told.notices.length]).toEqual([mails, notices]);
    const { ledger, lead } = await told.lead();
    expect(ledger.filter(({ kind }) => kind === "consent")).toHaveLength(1);
    expect(ledger.some(({ handRaised }) => handRaised)).toBe(false);
    expect(lead.consent.call).toBeUndefined();
  });
});

test("a topic taken back on its page isn't agreed to again by a post; one that it never agreed to is", async () => {
  const news = { name: "news", enter: { forms: ["cold-store-guide", "news-form"] }, send: { topic: "news" } };
  const later = { name: "later", enter: { forms: ["later-form"] }, send: { topic: "later" } };
  const told = story({ campaigns: () => [campaign(), campaign(news), campaign(later)] });
  await told.posts(MODEST);
  const [was, letters] = [
    "topic-letters topic-news calls letters",
    { "topic-letters": "on", calls: "on", letters: "on" },
  ];
  await told.follows(await preferences(told), "POST", { do: "save", was, ...letters });
  expect((await told.lead()).lead.consent.topics).toEqual(["letters"]);
  await told.passes("1 day");
  await told.posts({ ...MODEST, form: "news-form", city: "Cork" });
  await told.posts({ ...MODEST, form: "later-form" });
  const { lead, ledger } = await told.lead();
  expect(lead.consent.topics).toEqual(["letters", "later"]);
  expect(ledger.filter(({ proof }) => proof?.form === "news-form").map(({ proof }) => proof?.topics)).toEqual(
    [[]],
  );
});

test("a topic that waits for its confirmation isn't taken back by a word on something else", async () => {
  const told = of({ consent: { doubleOptIn: true } });
  await told.posts(MODEST);
  await told.follows(await preferences(told), "POST", { do: "save", was: "", untracked: "on" });
  const { lead, ledger } = await told.lead();
  expect(lead.consent).toMatchObject({ topics: ["letters"], untrackedAt: expect.any(Number) });
  expect(topicsTakenBack(ledger)).toEqual(new Set());
  await told.follows(linkIn(told.mails[0], "confirm"), "POST");
  expect(told.touches()).toEqual(["confirm", "welcome"]);
});

test("calls taken back on its page aren't agreed to again by a post", async () => {
  const told = of();
  await told.posts({ ...MODEST, consent_call: "yes" });
  await told.follows(await preferences(told), "POST", { do: "save", was: "calls", "topic-letters": "on" });
  const before = (await told.lead()).lead.consent.call;
  expect(before?.withdrawnAt).toBeDefined();
  await told.passes("1 day");
  await told.posts({ ...MODEST, city: "Cork", consent_call: "yes" });
  expect((await told.lead()).lead.consent.call).toEqual(before);
});

async function preferences(told: Story): Promise<string> {
  const { leadId, lead } = await told.lead();
  return told.line.world.links.url({
    purpose: "preferences",
    leadId,
    since: lead.createdAt,
    expiresAt: told.now + 86_400_000,
  });
}
