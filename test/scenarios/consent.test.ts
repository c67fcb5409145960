import { describe, expect, test } from "vitest";
import { campaign } from "../stories/campaign.ts";
import { FITTING, linkIn, type Story, story } from "../stories/line.ts";

const CONFIRM = {
  subject: "Is this your address?",
  preheader: "",
  html: `<a href="{{ links.confirm }}">Yes</a>`,
  text: "Yes: {{ links.confirm }}",
};

function careful(): Story {
  const small = campaign();
  const mails = { ...small.mails, confirm: CONFIRM };
  return story({ campaigns: () => [{ ...small, consent: { doubleOptIn: true }, mails }] });
}

describe("double opt-in", () => {
  test("nothing but one confirmation mail and one reminder, however often the form is posted", async () => {
    const told = careful();
    await told.posts(FITTING);
    await told.posts({ ...FITTING, city: "Cork" });
    await told.passes("2 days");
    expect(told.touches()).toEqual(["confirm"]);
    await told.passes("1 day");
    expect(told.touches()).toEqual(["confirm", "confirm"]);
    await told.passes("20 days");
    await told.posts({ ...FITTING, city: "Galway" });
    await told.passes("25 days");
    expect(told.touches()).toEqual(["confirm", "confirm"]);
    expect((await told.lead()).lead.consent.confirmedAt).toBeUndefined();
  });

  test("30 days after it was asked, or last posted, an unconfirmed lead is erased, and may come again", async () => {
    const told = careful();
    await told.posts(FITTING);
    await told.passes("10 days");
    await told.posts({ ...FITTING, city: "Galway" });
    await told.passes("29 days");
    expect((await told.lead()).lead.address).toBe(FITTING.email);
    await told.passes("2 days");
    const life = await told.life();
    expect(life).toMatchObject({ lead: undefined, ledger: [], touches: [], enrolments: [] });
    expect(life.tombstone?.doNotContact).toBeUndefined();
    await told.posts(FITTING);
    expect((await told.lead()).lead.createdAt).toBe(told.now);
    expect(told.touches()).toEqual(["confirm", "confirm", "confirm"]);
  });

  test.each([
    ["raised its hand", (told: Story) => told.posts({ ...FITTING, message: "A demo, please" })],
    ["came to the webinar, and is with sales", (told: Story) => told.attends()],
  ])("an unconfirmed lead that %s isn't erased", async (_, acts) => {
    const told = careful();
    await told.posts(FITTING);
    await acts(told);
    await told.passes("3 months");
    expect((await told.lead()).lead.address).toBe(FITTING.email);
  });

  test("GET and HEAD on the confirmation link show a button and confirm nothing", async () => {
    const told = careful();
    await told.posts(FITTING);
    const before = await told.lead();
    const shown = await told.follows(linkIn(told.mailTo(), "confirm"));
    await told.follows(linkIn(told.mailTo(), "confirm"), "HEAD");
    expect(shown).toMatchObject({ statusCode: 200, body: expect.stringContaining('method="post"') });
    expect(await told.lead()).toEqual(before);
    await told.passes("20 days");
    expect(told.touches()).toEqual(["confirm", "confirm"]);
  });

  test("a POST on that page confirms: the welcome comes at once, the rest counts from there", async () => {
    const told = careful();
    await told.posts(FITTING);
    await told.passes("5 days");
    const confirmedAt = told.now;
    await told.follows(linkIn(told.mailTo(), "confirm"), "POST");
    expect((await told.lead()).lead.consent.confirmedAt).toBe(confirmedAt);
    expect(told.touches()).toEqual(["confirm", "confirm", "welcome"]);
    await told.passes("3 days");
    expect(told.touches()).toEqual(["confirm", "confirm", "welcome", "second"]);
  });

  test("who confirms before the reminder gets none", async () => {
    const told = careful();
    await told.posts(FITTING);
    await told.passes("1 day");
    await told.follows(linkIn(told.mailTo(), "confirm"), "POST");
    await told.passes("3 days");
    expect(told.touches()).toEqual(["confirm", "welcome", "second"]);
  });

  test("confirming twice changes nothing more", async () => {
    const told = careful();
    await told.posts(FITTING);
    const link = linkIn(told.mailTo(), "confirm");
    await told.follows(link, "POST");
    const before = await told.lead();
    expect((await told.follows(link, "POST")).statusCode).toBe(200);
    expect(await told.lead()).toEqual(before);
  });

  test("who leaves by the confirmation mail gets nothing, and confirming afterwards does not bring the mails back", async () => {
    const told = careful();
    await told.posts(FITTING);
    await told.unsubscribes();
    await told.follows(linkIn(told.mailTo(), "confirm"), "POST");
    await told.passes("2 months");
    expect(told.touches()).toEqual(["confirm"]);
    expect((await told.lead()).lead.lifecycle).toBe("unsubscribed");
  });

  test("an unsubscribe link confirms nothing", async () => {
    const told = careful();
    await told.posts(FITTING);
    const link = told.mailTo().headers["List-Unsubscribe"]?.slice(1, -1).replace("unsubscribe", "confirm");
    expect((await told.follows(link, "POST")).statusCode).toBe(403);
    await told.passes("20 days");
    expect(told.touches()).toEqual(["confirm", "confirm"]);
  });

  test("an unconfirmed lead that raises its hand is handed to sales all the same", async () => {
    const told = careful();
    await told.posts({ ...FITTING, message: "A demo, please" });
    expect(told.notices).toHaveLength(1);
  });
});

describe("no consent", () => {
  const SILENT = { ...FITTING, consent: "no" };

  test("no nurture mail, ever; stored, scored, with its segment", async () => {
    const told = story();
    await told.posts({ ...SILENT, employees: "300" });
    await told.passes("3 months");
    const { lead } = await told.lead();
    expect(told.mails).toHaveLength(0);
    expect(lead).toMatchObject({ lifecycle: "captured", consent: {}, segment: "large" });
    expect(lead.score).toMatchObject({ fit: 50, total: 50 });
  });

  test("ripe by its score: handed to sales, who read that it may not be mailed", async () => {
    const told = story();
    await told.posts(SILENT);
    await told.passes("2 days");
    await told.attends(SILENT.email);
    expect(told.notices.map((notice) => notice.at)).toEqual([told.now]);
    expect(told.notices[0]?.text).toContain("Consent to mail: not given, do not mail");
    expect(told.mails).toHaveLength(0);
  });

  test("a raised hand: handed to sales at once", async () => {
    const told = story();
    await told.posts({ ...SILENT, employees: "", message: "Please call me about a demo" });
    expect(told.notices).toHaveLength(1);
    expect(told.mails).toHaveLength(0);
  });

  test("given later, by a second post: the welcome comes then", async () => {
    const told = story();
    await told.posts(SILENT);
    await told.passes("10 days");
    await told.posts(FITTING);
    expect(told.touches()).toEqual(["welcome"]);
    expect((await told.lead()).lead).toMatchObject({
      lifecycle: "nurturing",
      consent: { givenAt: told.now },
    });
    await told.passes("3 days");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test.each(["yes", "on", "true", "1", "YES", true, 1])("%s is a yes", async (consent) => {
    const told = story();
    await told.posts({ ...FITTING, consent });
    expect(told.touches()).toEqual(["welcome"]);
  });

  test.each(["no", "off", "false", "0", "", "yes please", "null", false, 0, null, ["yes"], { yes: true }])(
    "%j is no consent",
    async (consent) => {
      const told = story();
      await told.posts({ ...FITTING, consent });
      expect(told.mails).toHaveLength(0);
    },
  );

  test("a post without consent takes back none that was given", async () => {
    const told = story();
    await told.posts(FITTING);
    await told.posts({ email: FITTING.email, consent: "no", city: "Cork" });
    await told.passes("3 days");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });
});

describe("disqualified", () => {
  const STUDENT = { ...FITTING, jobTitle: "Student" };

  test("never mailed, never handed over, not even with a raised hand and every point", async () => {
    const told = story();
    await told.posts({ ...STUDENT, message: "a demo please" });
    await told.passes("1 day");
    await told.posts({ email: FITTING.email, message: "another demo please" });
    await told.passes("2 months");
    expect(told.notices).toHaveLength(0);
    expect(told.mails).toHaveLength(0);
    expect((await told.lead()).lead).toMatchObject({ lifecycle: "disqualified", because: "a student" });
  });

  test("learned from a second post, in the middle of a sleep: it ends there, with its reason", async () => {
    const told = story();
    await told.posts(FITTING);
    await told.passes("1 day");
    await told.posts({ email: FITTING.email, jobTitle: "student of food science" });
    expect((await told.lead()).lead.lifecycle).toBe("disqualified");
    await told.clicks();
    await told.passes("2 months");
    expect(told.touches()).toEqual(["welcome"]);
    expect(told.notices).toHaveLength(0);
  });
});

test("who unsubscribes, thinks again and posts the very same form on the same day is nurtured again, and once", async () => {
  const told = story();
  await told.posts(FITTING);
  await told.unsubscribes();
  await told.passes("1 hour");
  await told.posts(FITTING);
  await told.posts(FITTING);
  expect((await told.lead()).lead.lifecycle).toBe("nurturing");
  expect(told.touches()).toEqual(["welcome", "welcome"]);
  expect((await told.lead()).enrolments).toMatchObject([{ n: 1 }, { n: 2 }]);
});
