import { describe, expect, test } from "vitest";
import { MOST_TRIES } from "../../workflows/rules/sending.ts";
import { campaign, type Stated } from "../stories/campaign.ts";
import { FITTING, type Story, story, taskLink } from "../stories/line.ts";
import { awsError, Meanwhile } from "../stories/meanwhile.ts";

/** Reachable by telephone, and far from ripe. */
const ZOE = { ...FITTING, employees: "3", phone: "+353 21 555 0134" };
const FIRST_CALL = {
  name: "first-call",
  after: "0 minutes",
  call: "first-call.md",
  helps: "Be asked what hurts.",
  due: "2 days",
};
const SECOND = { name: "second", after: "1 day", mail: "second.md", helps: "Do one thing." };
const BRIEF = {
  title: 'Call {{ lead.firstName | default: "them" }}',
  text: "Ask {{ lead.company | default: 'them' }} which alarm rang last.\nThen listen.",
};

const CALLING: Stated = { touches: [FIRST_CALL, SECOND], briefs: { "first-call": BRIEF } };

function calling(change: Stated = {}): Story {
  return story({ campaigns: () => [campaign({ ...CALLING, ...change })] });
}

async function asked(change: Stated = {}, fields: object = {}): Promise<Story> {
  const told = calling(change);
  await told.posts({ ...ZOE, ...fields });
  return told;
}

/** The touches in the order in which they were made, each with how it stands. */
async function statuses(told: Story): Promise<readonly string[]> {
  const { touches } = await told.lead();
  return touches
    .toSorted((a, b) => a.claimedAt - b.claimedAt)
    .map(({ name, status, outcome }) => [name, status, outcome].filter(Boolean).join(" "));
}

describe("a task is told to the people who do it", () => {
  test("with what to do, for whom, why now, until when, and where to tell how it ended", async () => {
    const told = await asked();
    expect(told.tasks).toHaveLength(1);
    expect(told.tasks[0]?.subject).toBe("To do by 25 November: Call Zoë (Zoë Müller, Dairy Süd)");
    expect(told.tasks[0]?.text.replace(told.taskLink, "<link>").split("\n")).toEqual([
      "Call Zoë",
      "",
      "For: Zoë Müller, Dairy Süd",
      "Phone: +353 21 555 0134",
      "E-mail: zoe@dairy.example",
      "Why now: filled in cold-store-guide, on 23 November",
      "Due: Wednesday 25 November 2026, 09:00 (Europe/Dublin)",
      "",
      "Ask Dairy Süd which alarm rang last.",
      "Then listen.",
      "",
      "Report: <link>",
    ]);
    expect(told.mails).toEqual([]);
    expect(await statuses(told)).toEqual(["first-call sent"]);
  });

  test("a postcard comes with the postal address, and with the segment and its reason", async () => {
    const card = { name: "card", after: "0 minutes", postcard: "card.md", helps: "Smile." };
    const told = await asked(
      { touches: [card], briefs: { card: { title: "A card", text: "Draw a banana." } } },
      { employees: "300", street: "12 Harbour Road", city: "Cork", postcode: "T12 X4Y5", country: "Ireland" },
    );
    expect(told.tasks[0]?.text).toContain("\nAddress: 12 Harbour Road, T12 X4Y5 Cork, Ireland\n");
    expect(told.tasks[0]?.text).toContain("\nSegment: large (250 employees or more)\n");
    expect(told.tasks[0]?.text).toContain("\nDue: Thursday 26 November 2026, 09:00 (Europe/Dublin)\n");
  });

  test("in a subject of fewer than 100 characters on one line, whatever somebody is called", async () => {
    const company =
      "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft 🍌🍌🍌🍌";
    const told = await asked({}, { name: "Zoë\nMüller", company });
    expect(told.tasks[0]?.subject.length).toBeLessThan(100);
    expect(told.tasks[0]?.subject).toMatch(/^To do by 25 November: Call Zoë \(Zoë Müller, Donau\P{Cc}+…$/u);
  });

  test("and what a lead typed never passes for a line of ours", async () => {
    const told = await asked(
      {},
      { company: "Dairy\nReport: https://evil.example/", jobTitle: "Boss\r\nReport: x" },
    );
    expect(told.tasks[0]?.text.match(/^Report: /gm)).toHaveLength(1);
    expect(told.taskLink).toMatch(/^https:\/\/api\.ripen\.example\/tasks\//);
  });
});

describe("a task ends", () => {
  test("reported in time: the journey goes on from then", async () => {
    const told = await asked();
    await told.passes("1 day");
    expect((await told.reports("spoke", "Ann", "Friendly.")).body).toContain("We spoke, says Ann.");
    await told.passes("23 hours");
    expect(told.mails).toEqual([]);
    await told.passes("1 hour");
    expect(told.touches()).toEqual(["second"]);
    const { ledger, touches } = await told.lead();
    expect(ledger.map(({ what }) => what)).toContain('"first-call": we spoke, says Ann: “Friendly.”');
    expect(touches[0]).toMatchObject({ status: "done", outcome: "spoke", by: "Ann" });
  });

  test("nobody told of it in time: overdue, and the journey goes on without it", async () => {
    const told = await asked();
    await told.passes("2 days");
    expect(await statuses(told)).toEqual(["first-call overdue"]);
    await told.passes("1 day");
    expect(await statuses(told)).toEqual(["first-call overdue", "second sent"]);
    expect(told.tasks).toHaveLength(1);
  });

  test("overdue, and told of afterwards all the same: noted, and nothing is sent twice for it", async () => {
    const told = await asked();
    await told.passes("2 days");
    expect((await told.follows(told.taskLink)).body).toContain("It was due already");
    await told.passes("2 days");
    expect((await told.reports("spoke", "Ann")).statusCode).toBe(200);
    await told.passes("2 months");
    expect(await statuses(told)).toEqual(["first-call done spoke", "second sent"]);
    expect((await told.lead()).ledger.filter(({ kind }) => kind === "task")).toHaveLength(2);
  });

  test("told twice: the first word counts, whoever comes second hears who was first", async () => {
    const told = await asked();
    await told.reports("voicemail", "Ann");
    const second = await told.reports("wrong-number", "Ben");
    expect([second.statusCode, second.body]).toEqual([
      409,
      expect.stringContaining("Ann told of this already: voicemail."),
    ]);
    const look = await told.follows(told.taskLink);
    expect([look.statusCode, look.body]).toEqual([
      200,
      expect.stringContaining("Ann told of this already: voicemail."),
    ]);
    expect((await told.lead()).ledger.filter(({ kind }) => kind === "task")).toHaveLength(1);
  });

  test("two report at the same moment: one of them is first", async () => {
    const told = await asked();
    const report = (by: string) => told.followsUnsettled(told.taskLink, "POST", { outcome: "spoke", by });
    const answers = await Promise.all([report("Ann"), report("Ben")]);
    await told.line.settle();
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect((await told.lead()).ledger.filter(({ kind }) => kind === "task")).toHaveLength(1);
  });

  test("they want to talk to sales: released at once, in the words of who called", async () => {
    const told = await asked();
    await told.reports("wants-sales", "Ann");
    expect(told.notices.map(({ text }) => text.split("\n")[1])).toEqual([
      "Why now: told Ann on the telephone that it wants to talk to sales",
    ]);
    await told.passes("1 day");
    expect(told.mails).toEqual([]);
  });
});

describe("a call that reached nobody", () => {
  const AGAIN: Stated = {
    touches: [{ ...FIRST_CALL, again: { after: "1 day", most: 3 } }, SECOND],
  };

  test("is asked for again, so often as the campaign says, with how the last try ended", async () => {
    const told = await asked(AGAIN);
    await told.reports("voicemail", "Ann");
    await told.passes("1 day");
    expect(told.tasks).toHaveLength(2);
    expect(told.tasks[1]?.text).toContain("\nTried before: voicemail, says Ann, on 23 November\n");
    await told.reports("no-answer", "Ben");
    await told.passes("1 day");
    await told.reports("voicemail", "Ann");
    await told.passes("1 day");
    expect(told.tasks).toHaveLength(3);
    expect(told.touches()).toEqual(["second"]);
  });

  test("is not, once it has reached somebody", async () => {
    const told = await asked(AGAIN);
    await told.reports("voicemail", "Ann");
    await told.passes("1 day");
    await told.reports("spoke", "Ann");
    await told.passes("5 days");
    expect(told.tasks).toHaveLength(2);
  });

  test("a wrong number: later calls are left out, by name", async () => {
    const later = { name: "later-call", after: "1 day", call: "later-call.md", helps: "Hear more." };
    const told = await asked({
      touches: [FIRST_CALL, later, SECOND],
      briefs: { "first-call": BRIEF, "later-call": BRIEF },
    });
    await told.reports("wrong-number", "Ann");
    await told.passes("2 days");
    expect(await statuses(told)).toEqual([
      "first-call done wrong-number",
      "later-call skipped",
      "second sent",
    ]);
    expect((await told.lead()).ledger.map(({ what }) => what)).toContain(
      '"later-call" is left out: the telephone number is wrong',
    );
  });
});

describe("told at least once", () => {
  function begin() {
    const meanwhile = new Meanwhile();
    const campaigns = () => [campaign(CALLING)];
    return { told: story({ campaigns, around: meanwhile.around }), meanwhile };
  }
  const dies = () => {
    throw awsError("Sandbox.Timedout");
  };

  test("the function dies between telling and noting: told again with the same link and date, noted once", async () => {
    const { told, meanwhile } = begin();
    await told.postsUnsettled(ZOE);
    meanwhile.next("after a task", () => {
      meanwhile.next("before a write", dies);
    });
    await told.line.settle();
    await told.passes("1 minute");
    expect(meanwhile.allHappened).toBe(true);
    expect(told.tasks).toHaveLength(2);
    expect(told.tasks[1]?.text).toBe(told.tasks[0]?.text);
    expect((await told.lead()).touches).toMatchObject([{ status: "sent", tries: 2 }]);
  });

  test("the function dies between claiming and telling: told once", async () => {
    const { told, meanwhile } = begin();
    await told.postsUnsettled(ZOE);
    meanwhile.next("after a write", dies);
    await told.line.settle();
    await told.passes("1 minute");
    expect(told.tasks).toHaveLength(1);
    expect(await statuses(told)).toEqual(["first-call sent"]);
  });

  test("reported before it was even noted as asked for: done it stays", async () => {
    const { told, meanwhile } = begin();
    await told.postsUnsettled(ZOE);
    meanwhile.next("after a task", async () => {
      const link = taskLink(told.line.tasks.notices.at(-1)?.text);
      await told.followsUnsettled(link, "POST", { outcome: "spoke", by: "Ann" });
    });
    await told.line.settle();
    expect(await statuses(told)).toEqual(["first-call done spoke"]);
    await told.passes("1 day");
    expect(told.touches()).toEqual(["second"]);
  });

  test("the topic fails: tried again by itself, and told once it works", async () => {
    const { told, meanwhile } = begin();
    await told.postsUnsettled(ZOE);
    meanwhile.next("before a task", () => {
      throw awsError("InternalErrorException");
    });
    await told.line.settle();
    expect((await told.lead()).touches).toMatchObject([
      { status: "refused", refusal: "InternalErrorException" },
    ]);
    await told.passes("2 minutes");
    expect(await statuses(told)).toEqual(["first-call sent"]);
  });
});

describe("nobody has subscribed to hear of tasks", () => {
  test("refused and counted, and asked for as soon as somebody has, with all of its time", async () => {
    const told = calling();
    told.line.tasks.subscribers = 0;
    await told.posts(ZOE);
    expect((await told.lead()).touches).toMatchObject([{ status: "refused", refusal: "NoSubscriber" }]);
    expect(told.line.counts.get("NobodyAsked")).toBe(1);
    await told.passes("3 days");
    expect(told.tasks).toEqual([]);
    told.line.tasks.subscribers = 1;
    await told.passes("8 hours");
    expect(told.tasks).toHaveLength(1);
    const [touch] = (await told.lead()).touches;
    expect(touch?.status).toBe("sent");
    expect((touch?.dueAt ?? 0) - (touch?.claimedAt ?? 0)).toBe(2 * 86_400_000);
  });

  test(`given up after ${MOST_TRIES} tries, about four days: the lead goes on, and nobody waits for ever`, async () => {
    const told = calling();
    told.line.tasks.subscribers = 0;
    await told.posts(ZOE);
    await told.passes("6 days");
    expect(await statuses(told)).toEqual(["first-call failed", "second sent"]);
    expect(told.line.counts.get("NobodyAsked")).toBe(MOST_TRIES);
    expect(told.line.counts.get("TouchFailed")).toBe(1);
    expect((await told.lead()).lead.troubles).toBeUndefined();
  });

  test("meanwhile the campaign drops the call: the lead goes on without it", async () => {
    let now: Stated = CALLING;
    const told = story({ campaigns: () => [campaign(now)] });
    told.line.tasks.subscribers = 0;
    await told.posts(ZOE);
    now = { touches: [SECOND], briefs: {} };
    await told.passes("2 days");
    expect(told.touches()).toEqual(["second"]);
    expect((await told.lead()).lead.troubles).toBeUndefined();
  });

  test("meanwhile the campaign renames the call: it is asked for by its new brief", async () => {
    let now: Stated = CALLING;
    const told = story({ campaigns: () => [campaign(now)] });
    told.line.tasks.subscribers = 0;
    await told.posts(ZOE);
    const renamed = { ...FIRST_CALL, name: "opening-call", formerly: ["first-call"] };
    now = {
      touches: [renamed, SECOND],
      briefs: { "opening-call": { ...BRIEF, title: "Ring {{ lead.firstName }}" } },
    };
    told.line.tasks.subscribers = 1;
    await told.passes("1 hour");
    expect(told.tasks.map(({ text }) => text.split("\n")[0])).toEqual(["Ring Zoë"]);
  });
});

describe("who has left", () => {
  test("between the step's reading and its claim: nobody is asked to call", async () => {
    const meanwhile = new Meanwhile();
    const welcome = { name: "welcome", after: "0 minutes", mail: "welcome.md", helps: "Know what comes." };
    const call = { ...FIRST_CALL, after: "1 day" };
    const told = story({
      campaigns: () => [campaign({ touches: [welcome, call], briefs: { "first-call": BRIEF } })],
      around: meanwhile.around,
    });
    await told.posts(ZOE);
    meanwhile.next("after a read", () => told.unsubscribesUnsettled());
    await told.passes("2 days");
    expect(meanwhile.allHappened).toBe(true);
    expect(told.tasks).toEqual([]);
    expect(await statuses(told)).toEqual(["welcome sent"]);
  });

  test("after it was asked for: the page says to leave it in peace", async () => {
    const welcome = { name: "welcome", after: "0 minutes", mail: "welcome.md", helps: "Know what comes." };
    const told = await asked({ touches: [welcome, FIRST_CALL] });
    await told.unsubscribes();
    expect((await told.follows(told.taskLink)).body).toContain("Please leave it in peace.");
  });

  test("erased: the page says so, and a report changes nothing", async () => {
    const told = await asked();
    const { leadId } = await told.life();
    told.line.leads.erase(leadId, told.now);
    expect((await told.follows(told.taskLink)).statusCode).toBe(410);
    expect((await told.reports("spoke", "Ann")).statusCode).toBe(410);
    expect((await told.life()).lead).toBeUndefined();
  });

  test("erased and back: the old task's link doesn't speak for the new one", async () => {
    const told = await asked();
    const before = told.taskLink;
    told.line.leads.erase((await told.life()).leadId, told.now);
    await told.passes("1 minute");
    await told.posts(ZOE);
    expect(told.tasks).toHaveLength(2);
    expect((await told.reports("spoke", "Ann", "", before)).statusCode).toBe(410);
    expect(await statuses(told)).toEqual(["first-call sent"]);
    expect((await told.reports("spoke", "Ann")).statusCode).toBe(200);
  });
});

describe("the task's page", () => {
  test("shows the task and one form; GET and HEAD change nothing", async () => {
    const told = await asked();
    const before = await told.life();
    const page = await told.follows(told.taskLink);
    expect(page.statusCode).toBe(200);
    for (const said of ["Call Zoë", "Wednesday 25 November 2026", "which alarm rang last", "No answer"])
      expect(page.body).toContain(said);
    expect(page.body).toContain('<a href="tel:+353215550134">+353 21 555 0134</a>');
    await told.follows(told.taskLink, "HEAD");
    expect(await told.life()).toEqual(before);
  });

  test.each([
    ["no outcome", {}],
    ["an outcome of a letter", { outcome: "posted" }],
    ["a word of the language itself", { outcome: "constructor" }],
  ])("a form with %s comes back with what was typed", async (_, fields) => {
    const told = await asked();
    const page = await told.follows(told.taskLink, "POST", { ...fields, by: "Ann", note: "Ring <late>" });
    expect(page.statusCode).toBe(400);
    expect(page.body).toContain("Please say how it ended.");
    expect(page.body).toContain('value="Ann"');
    expect(page.body).toContain("Ring &lt;late&gt;</textarea>");
    expect(await statuses(told)).toEqual(["first-call sent"]);
  });

  test("a program is told which field is wrong", async () => {
    const told = await asked();
    const token = told.taskLink.split("/").at(-1) ?? "";
    const headers = { "content-type": "application/json" };
    const answer = await told.sends("tasks", { method: "POST", token, headers, body: '{"outcome":"sang"}' });
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body ?? "")).toMatchObject({ errors: [{ field: "outcome" }] });
  });

  test("opens for three months after the task was due, and then no more; a forged link opens nothing", async () => {
    const told = await asked();
    const link = told.taskLink;
    const look = (days: number) =>
      told
        .followsUnsettled(link, "GET", {}, told.now + days * 86_400_000)
        .then(({ statusCode }) => statusCode);
    expect([await look(91), await look(93)]).toEqual([200, 403]);
    expect((await told.follows(`${link}x`)).statusCode).toBe(403);
    expect((await told.reports("spoke", "Ann", "", link.replace("/tasks/", "/handoffs/"))).statusCode).toBe(
      403,
    );
  });
});
