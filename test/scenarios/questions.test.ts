import { describe, expect, test } from "vitest";
import { ASKING, asking } from "../stories/asking.ts";
import { campaign, SMALL, type Stated } from "../stories/campaign.ts";
import { FITTING, linkIn, type Story, story } from "../stories/line.ts";

/** Ripe at 60 points: 50 for the firm, 15 for a click or a webinar. */
function begin(release: Partial<Stated["release"]> = {}, change: Stated = {}): Story {
  const stated = {
    mails: ASKING,
    ...change,
    release: { ...SMALL.release, validate: "ask" as const, ...release },
  };
  return story({ campaigns: () => [campaign(stated)] });
}

/** Ripe by its points, and asked. */
async function asked(
  release: Partial<Stated["release"]> = {},
  ripens = (told: Story) => told.clicks(),
): Promise<Story> {
  const told = begin(release);
  await told.posts(FITTING);
  await ripens(told);
  expect(told.touches()).toEqual(["welcome", "ask"]);
  expect(told.notices).toEqual([]);
  return told;
}

const answersOf = async (told: Story) =>
  (await told.lead()).ledger.filter(({ kind }) => kind === "answer").map(({ what }) => what);

describe("a ripe lead is asked whether to call", () => {
  test("yes: sales hears of it at once, in its own words", async () => {
    const told = await asked();
    expect((await told.answers("yes")).body).toContain("One of us will get in touch with you soon.");
    expect(told.notices.map(({ text }) => text.split("\n")[1])).toEqual([
      'Why now: said "yes, please call me"',
    ]);
  });

  test("not now: sales doesn't hear of it, the letters go on, and no further click asks again before the cool-off", async () => {
    const told = await asked();
    await told.answers("not-now");
    await told.passes("4 days");
    expect(told.touches()).toEqual(["welcome", "ask", "second"]);
    await told.clicks();
    expect(told.touches()).toEqual(["welcome", "ask", "second"]);
    expect(told.notices).toEqual([]);
  });

  test("not now, and something new after the cool-off: asked again", async () => {
    const told = await asked();
    await told.answers("not-now");
    await told.passes("34 days");
    await told.clicks();
    expect(told.touches().filter((name) => name === "ask")).toHaveLength(2);
  });

  test("yes after not now counts, behind the same letter", async () => {
    const told = await asked();
    const question = told.mails.at(-1);
    await told.answers("not-now", question);
    await told.passes("4 days");
    await told.answers("yes", question);
    expect(told.notices).toHaveLength(1);
    expect(await answersOf(told)).toEqual(['said "not now"', 'said "yes, please call me"']);
  });

  test("no: never handed over by its points, and asked no more", async () => {
    const told = await asked();
    await told.answers("no");
    for (let months = 0; months < 3; months++) {
      await told.passes("1 month");
      await told.clicks();
    }
    expect(told.notices).toEqual([]);
    expect(told.touches().filter((name) => name === "ask")).toHaveLength(1);
    expect(told.touches()).toContain("third");
  });

  test("no, and later it asks for a demo: sales hears of it at once", async () => {
    const told = await asked();
    await told.answers("no");
    await told.passes("2 months");
    await told.posts({ email: FITTING.email, message: "Now I would like a demo" });
    expect(told.notices).toHaveLength(1);
  });

  test("the same answer twice is one", async () => {
    const told = await asked();
    await told.answers("yes");
    expect((await told.answers("yes")).statusCode).toBe(200);
    expect(await answersOf(told)).toEqual(['said "yes, please call me"']);
    expect(told.notices).toHaveLength(1);
  });

  test.each([
    ["nurture", "attended a webinar", 0],
    ["release", "attended a webinar", 1],
    ["release", "did no more than click", 0],
  ] as const)(
    "silence means %s, of who %s: after a week sales has heard of %d",
    async (silence, did, heard) => {
      const told = await asked({ silence }, (lead) =>
        did === "attended a webinar" ? lead.attends() : lead.clicks(),
      );
      await told.passes("6 days");
      expect(told.notices).toEqual([]);
      await told.passes("1 day");
      expect(told.notices).toHaveLength(heard);
    },
  );

  test("silence that means nurture: the letters go on after it", async () => {
    const told = await asked({ silence: "nurture" });
    await told.passes("8 days");
    expect(told.touches()).toEqual(["welcome", "ask", "second"]);
  });
});

describe("a ripe lead is called before sales is", () => {
  const CALL: Stated = {
    briefs: { validate: { title: "Ask {{ lead.firstName }} whether sales may call", text: "Be brief." } },
  };

  async function called(): Promise<Story> {
    const told = begin({ validate: "call" }, CALL);
    await told.posts({ ...FITTING, phone: "+353 21 555 0134" });
    await told.clicks();
    expect(told.tasks).toHaveLength(1);
    return told;
  }

  test("the task says that it is ripe, and by what", async () => {
    const told = await called();
    expect(told.tasks[0]?.text).toContain('\nWhy now: ripe, 65 of 60 points: clicked a link in "welcome"\n');
    expect(told.notices).toEqual([]);
  });

  test("it wants to talk to sales: released at once", async () => {
    const told = await called();
    await told.reports("wants-sales", "Ann");
    expect(told.notices).toHaveLength(1);
  });

  test("it spoke, and wants no sales: back to the letters", async () => {
    const told = await called();
    await told.reports("spoke", "Ann");
    await told.passes("8 days");
    expect(told.notices).toEqual([]);
    expect(told.touches()).toEqual(["welcome", "second"]);
  });
});

describe("the page behind an answer", () => {
  test("S47 shows the answer that its link meant; a scanner that follows them all changes nothing", async () => {
    const told = await asked();
    const before = await told.life();
    for (const [, link = ""] of told.mails.at(-1)?.html.matchAll(/href="([^"]+)"/g) ?? []) {
      for (const method of ["GET", "HEAD"] as const) {
        const page = await told.follows(link, method);
        expect(page.statusCode).toBe(200);
        const answer = new URL(link).searchParams.get("answer");
        if (answer) expect(page.body).toMatch(new RegExp(`value="${answer}" required checked`));
      }
    }
    expect(await told.life()).toEqual(before);
    expect(told.notices).toEqual([]);
  });

  test("a press on the button of the link that said yes is a yes, whatever the form then says is what counts", async () => {
    const told = await asked();
    await told.follows(linkIn(told.mails.at(-1), "questions"), "POST", { answer: "not-now" });
    expect(await answersOf(told)).toEqual(['said "not now"']);
    await told.follows(linkIn(told.mails.at(-1), "questions"), "POST");
    expect(await answersOf(told)).toContain('said "yes, please call me"');
  });

  test.each(["", "stay", "maybe", "constructor"])("no such answer as %j: asked once more", async (answer) => {
    const told = await asked();
    const page = await told.answers(answer);
    expect([page.statusCode, page.body]).toEqual([400, expect.stringContaining("Please choose an answer.")]);
    expect(await answersOf(told)).toEqual([]);
  });

  test("of a lead that was erased, and of one that came back since: polite, and nothing happens", async () => {
    const told = await asked();
    const question = told.mails.at(-1);
    told.line.leads.erase((await told.life()).leadId, told.now);
    expect((await told.answers("yes", question)).statusCode).toBe(410);
    expect((await told.life()).lead).toBeUndefined();
    await told.passes("1 minute");
    await told.posts(FITTING);
    await told.clicks();
    expect((await told.answers("yes", question)).statusCode).toBe(410);
    expect(told.notices).toEqual([]);
  });

  test("says nothing of the lead, since mails are forwarded", async () => {
    const told = await asked();
    const page = await told.follows(linkIn(told.mails.at(-1), "questions"));
    for (const secret of ["Zoë", "Dairy", "zoe@"]) expect(page.body).not.toContain(secret);
  });
});

test("each mail carries the links of its kind and no others", async () => {
  const all = asking("confirm", "yes", "notNow", "no", "stay");
  const mails = { welcome: all, second: all, ask: all, stay: all, confirm: all };
  const told = begin({}, { mails, consent: { doubleOptIn: true } });
  await told.posts(FITTING);
  await told.follows(linkIn(told.mails.at(-1), "confirm"), "POST");
  await told.clicks();
  const carried = told.mails.map(({ html, tags }) => [
    tags.touchId,
    [...html.matchAll(/href="[^"]+\/([a-z]+)\/[^"?]+(?:\?answer=([a-z-]+))?"/g)].map(
      ([, door, answer]) => answer ?? door,
    ),
  ]);
  expect(carried).toEqual([
    ["small_1_confirm_1", ["confirm", "unsubscribe"]],
    ["small_1_welcome_1", ["unsubscribe"]],
    ["small_1_ask_1", ["yes", "not-now", "no", "unsubscribe"]],
  ]);
});

describe("the question was refused by the mail service", () => {
  test("and sales hears of the lead otherwise before it is tried again: nobody asks any more", async () => {
    const told = begin();
    await told.posts(FITTING);
    told.line.mail.mood = ({ tags }) =>
      tags.touchId.includes("_ask_")
        ? { answer: "refused", code: "TooManyRequestsException", address: false }
        : "take";
    await told.clicks();
    expect((await told.lead()).touches.find(({ name }) => name === "ask")?.status).toBe("refused");
    await told.posts({ ...FITTING, message: "Please show us a demo" });
    await told.rejects("Tom", "no-budget");
    told.line.mail.mood = () => "take";
    await told.passes("20 days");
    expect(told.touches()).not.toContain("ask");
  });
});
