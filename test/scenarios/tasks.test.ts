import { describe, expect, test } from "vitest";
import { asked, BRIEF, FIRST_CALL, SECOND, statuses, ZOE } from "../stories/calling.ts";
import { campaign, type Stated } from "../stories/campaign.ts";
import { story } from "../stories/line.ts";
import { awsError, Meanwhile } from "../stories/meanwhile.ts";

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

  test("a title that names the lead already is enough of a subject", async () => {
    const title = "Call {{ lead.name }} at {{ lead.company }}";
    const told = await asked({ briefs: { "first-call": { ...BRIEF, title } } });
    expect(told.tasks[0]?.subject).toBe("To do by 25 November: Call Zoë Müller at Dairy Süd");
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

  test("overdue, and told of afterwards all the same: noted, and the next letter neither waits for that nor goes twice", async () => {
    const told = await asked();
    await told.passes("2 days");
    expect((await told.follows(told.taskLink)).body).toContain("It was due already");
    await told.passes("12 hours");
    expect((await told.reports("spoke", "Ann")).statusCode).toBe(200);
    await told.passes("12 hours");
    expect(told.touches()).toEqual(["second"]);
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

describe("who has left", () => {
  test("S53 between the step's reading and its claim: nobody is asked to call", async () => {
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

  test("between a function's death and the next try: nobody is asked again, and no claim stays open", async () => {
    const meanwhile = new Meanwhile();
    const welcome = { name: "welcome", after: "0 minutes", mail: "welcome.md", helps: "Know what comes." };
    const call = { ...FIRST_CALL, after: "1 day" };
    const told = story({
      campaigns: () => [campaign({ touches: [welcome, call], briefs: { "first-call": BRIEF } })],
      around: meanwhile.around,
    });
    await told.posts(ZOE);
    meanwhile.next("after a task", async () => {
      await told.unsubscribesUnsettled();
      meanwhile.next("before a write", () => {
        throw awsError("Sandbox.Timedout");
      });
    });
    await told.passes("2 days");
    expect(meanwhile.allHappened).toBe(true);
    expect(told.tasks).toHaveLength(1);
    expect(await statuses(told)).toEqual(["welcome sent", "first-call unknown"]);
    expect(told.line.counts.get("TouchUnknown")).toBeUndefined();
    expect((await told.lead()).lead.endedAt).toBeDefined();
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
