import { describe, expect, test } from "vitest";
import { DAY } from "../../workflows/rules/time.ts";
import { campaign, type Stated } from "../stories/campaign.ts";
import { JSON_BODY } from "../stories/http-event.ts";
import { type Answer, FITTING, MONDAY, type Story, story } from "../stories/line.ts";

const ATTENDED = { key: "webinar-7/zoe", email: FITTING.email, activity: "attended", about: "Cold in July" };
const touch = (name: string, after = "0 minutes") => ({ name, after, mail: `${name}.md`, helps: "Do it." });
const MODEST = { ...FITTING, employees: "3" };

async function tells(told: Story, ...activities: readonly object[]): Promise<Answer> {
  const body = JSON.stringify({ activities });
  const answer = await told.sends("activities", { method: "POST", headers: JSON_BODY, body });
  await told.line.settle();
  return answer;
}

const lines = async (told: Story) => (await told.lead()).ledger.filter(({ kind }) => kind === "activity");

function begin(...stated: readonly Stated[]): Story {
  return story({ campaigns: () => stated.map((each) => campaign(each)) });
}

const SCORED: Stated = {
  engagement: { ...campaign().engagement, points: { click: 15, activities: { attended: 20 } } },
};

describe("an activity that another system tells of", () => {
  test("is one line of the lead's ledger, with its points and its words", async () => {
    const told = begin(SCORED);
    await told.posts(MODEST);
    expect(await tells(told, ATTENDED)).toMatchObject({ statusCode: 202, body: '{"received":1}' });
    expect(await lines(told)).toEqual([
      {
        key: "activity#webinar-7/zoe",
        at: MONDAY,
        kind: "activity",
        activity: "attended",
        what: "attended: Cold in July",
      },
    ]);
    expect((await told.lead()).lead.score).toMatchObject({ engagement: 20 });
  });

  test("told again under its key is the same one, whatever else is told with it", async () => {
    const told = begin(SCORED);
    await told.posts(MODEST);
    await tells(told, ATTENDED);
    await told.passes("3 days");
    await tells(
      told,
      ATTENDED,
      { ...ATTENDED, about: "Cold in June" },
      { ...ATTENDED, key: "webinar-8/zoe" },
    );
    expect((await lines(told)).map(({ key }) => key)).toEqual([
      "activity#webinar-7/zoe",
      "activity#webinar-8/zoe",
    ]);
    expect(told.line.counts.get("ActivityRecorded")).toBe(2);
  });

  test("makes a lead ripe at once, in the middle of a sleep", async () => {
    const told = begin(SCORED);
    await told.posts(FITTING);
    await told.passes("1 day");
    await tells(told, ATTENDED);
    expect(told.notices).toHaveLength(1);
    expect(told.notices[0]?.text).toContain("attended: Cold in July");
  });

  test("ends a wait for it", async () => {
    const told = begin({
      touches: [
        touch("welcome"),
        { wait: "webinar", until: { did: ["attended"] }, atMost: "1 month", do: [touch("second")] },
      ],
    });
    await told.posts(MODEST);
    await told.passes("2 days");
    await tells(told, { ...ATTENDED, activity: "registered" });
    expect(told.touches()).toEqual(["welcome"]);
    await tells(told, { ...ATTENDED, key: "other" });
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("counts from when it happened; what is told to lie ahead counts from now", async () => {
    const told = begin({});
    await told.posts(MODEST);
    await told.passes("2 days");
    const at = (instant: number) => new Date(instant).toISOString();
    await tells(
      told,
      { ...ATTENDED, key: "late", at: at(MONDAY + DAY) },
      { ...ATTENDED, key: "ahead", at: at(MONDAY + 9 * DAY) },
      { ...ATTENDED, key: "elsewhere", at: "2026-11-24T09:30:00.5+05:30" },
      { ...ATTENDED, key: "unsaid" },
    );
    expect(Object.fromEntries((await lines(told)).map((line) => [line.key, line.at]))).toEqual({
      "activity#late": MONDAY + DAY,
      "activity#ahead": MONDAY + 2 * DAY,
      "activity#elsewhere": Date.parse("2026-11-24T04:00:00.500Z"),
      "activity#unsaid": MONDAY + 2 * DAY,
    });
  });

  test("of somebody we don't know makes no lead: it is counted, and the others of its batch are recorded", async () => {
    const told = begin({});
    await told.posts(MODEST);
    const answer = await tells(told, { ...ATTENDED, key: "a", email: "ben@dairy.example" }, ATTENDED);
    expect(answer.statusCode).toBe(202);
    expect(told.line.leads.all()).toHaveLength(1);
    expect(await lines(told)).toHaveLength(1);
    expect(told.line.counts.get("ActivityOfUnknownLead")).toBe(1);
  });

  test("of somebody who was erased finds nobody", async () => {
    const told = begin({});
    await told.posts(MODEST);
    const { leadId } = await told.lead();
    told.line.leads.erase(leadId, told.now);
    await tells(told, ATTENDED);
    expect(await told.life()).toMatchObject({ lead: undefined, ledger: [] });
  });

  test("a hundred of one lead in one batch are a hundred lines", async () => {
    const told = begin({});
    await told.posts(MODEST);
    await tells(told, ...Array.from({ length: 100 }, (_, n) => ({ ...ATTENDED, key: `webinar/${n}` })));
    expect(await lines(told)).toHaveLength(100);
  });
});

describe("a campaign that an activity enters", () => {
  const GUIDE: Stated = {};
  const WEBINAR: Stated = {
    name: "webinar",
    enter: { forms: [], activities: ["registered"] },
    touches: [touch("second"), touch("third", "1 day")],
  };
  const REGISTERED = { ...ATTENDED, activity: "registered" };

  test("takes a lead that agreed to its letters, from the moment of the activity on", async () => {
    const told = begin(GUIDE, WEBINAR);
    await told.posts(MODEST);
    await told.passes("1 day");
    await tells(told, REGISTERED);
    const { enrolments } = await told.lead();
    expect(enrolments.find((run) => run.campaign === "webinar")).toEqual({
      campaign: "webinar",
      n: 1,
      startedAt: MONDAY + DAY,
      by: "activity",
    });
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("takes it once: another registration changes nothing", async () => {
    const told = begin(GUIDE, WEBINAR);
    await told.posts(MODEST);
    await tells(told, REGISTERED);
    await told.passes("1 hour");
    await tells(told, { ...REGISTERED, key: "again" });
    expect((await told.lead()).enrolments).toHaveLength(2);
  });

  test("writes to nobody who never agreed to mail, nor to one who left", async () => {
    const told = begin(GUIDE, WEBINAR);
    const { consent, ...silent } = MODEST;
    await told.posts(silent);
    await tells(told, REGISTERED);
    await told.passes("1 month");
    expect(told.mails).toEqual([]);
    const other = begin(GUIDE, WEBINAR);
    await other.posts(MODEST);
    await other.unsubscribes();
    await tells(other, REGISTERED);
    await other.passes("1 month");
    expect(other.touches()).toEqual(["welcome"]);
    expect((await other.lead()).lead.lifecycle).toBe("unsubscribed");
  });

  test("wakes a lead that had gone to rest: it is nurtured again, and the reason says why", async () => {
    const told = begin({ touches: [touch("welcome")] }, WEBINAR);
    await told.posts(MODEST);
    await told.passes("2 months");
    expect((await told.lead()).lead.lifecycle).toBe("dormant");
    await tells(told, REGISTERED);
    expect((await told.lead()).lead).toMatchObject({
      lifecycle: "nurturing",
      because: "registered: Cold in July",
    });
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("doesn't take whom it excludes, and notes why", async () => {
    const except = [{ when: { domain: ["dairy.example"] }, because: "is a customer" }];
    const told = begin(GUIDE, { ...WEBINAR, enter: { activities: ["registered"], except } });
    await told.posts(MODEST);
    await tells(told, REGISTERED);
    const { enrolments, ledger } = await told.lead();
    expect(enrolments.map((run) => run.campaign)).toEqual(["small"]);
    expect(ledger.map(({ what }) => what)).toContain("not taken into webinar: is a customer");
  });
});

describe("a batch that is not right", () => {
  const refused = async (body: string, headers: Readonly<Record<string, string>> = JSON_BODY) => {
    const told = begin({});
    await told.posts(MODEST);
    const answer = await told.sends("activities", { method: "POST", headers, body });
    await told.line.settle();
    expect(await lines(told)).toEqual([]);
    expect(answer.headers).toMatchObject({ "content-type": "application/problem+json" });
    const problem = JSON.parse(answer.body ?? "") as {
      detail: string;
      errors?: readonly { field: string }[];
    };
    return { status: answer.statusCode, fields: problem.errors?.map(({ field }) => field), ...problem };
  };
  const batch = (...activities: readonly unknown[]) => JSON.stringify({ activities });

  test("is refused whole, with every item at fault and what would be right", async () => {
    const wrong = {
      key: "a b",
      email: "zoe",
      activity: "At Tended",
      at: "tomorrow",
      about: "a\nb",
      extra: 1,
    };
    const { status, detail, errors } = await refused(batch(ATTENDED, wrong, {}, "attended"));
    expect(status).toBe(400);
    expect(detail).toBe(
      "Nothing of the batch was taken. activities[1].key: Give 1 to 200 characters of ASCII, no spaces.",
    );
    expect(errors).toEqual([
      { field: "activities[1].key", problem: "Give 1 to 200 characters of ASCII, no spaces." },
      { field: "activities[1].email", problem: expect.stringContaining("lacks its @") },
      { field: "activities[1].activity", problem: expect.stringContaining("lower-case letters") },
      { field: "activities[1].at", problem: expect.stringContaining("2026-11-23T09:00:00Z") },
      { field: "activities[1].about", problem: "Give one line of text." },
      { field: "activities[1].extra", problem: "There is no such field." },
      { field: "activities[2].key", problem: "This is needed." },
      { field: "activities[2].email", problem: "This is needed." },
      { field: "activities[2].activity", problem: "This is needed." },
      { field: "activities[3]", problem: "This is of the wrong kind." },
    ]);
  });

  test.each<[string, string, readonly string[]]>([
    ["that is no object", "[]", ["activities"]],
    ["without activities", "{}", ["activities"]],
    ["of none", batch(), ["activities"]],
    ["of 101", batch(...Array(101).fill(ATTENDED)), ["activities"]],
    ["with an instant before 2000", batch({ ...ATTENDED, at: "1970-01-01T00:00:00Z" }), ["activities[0].at"]],
    ["with an instant of no zone", batch({ ...ATTENDED, at: "2026-11-23T09:00:00" }), ["activities[0].at"]],
    ["with a key of no text", batch({ ...ATTENDED, key: 7 }), ["activities[0].key"]],
    ["with words beyond 200", batch({ ...ATTENDED, about: "x".repeat(201) }), ["activities[0].about"]],
  ])("%s, is refused by name", async (_, body, fields) => {
    expect(await refused(body)).toMatchObject({ status: 400, fields });
  });

  test.each<[string, string, Record<string, string>, number]>([
    ["that is no JSON", "{", JSON_BODY, 400],
    ["sent as a form", "a=b", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["of more than 256 kB", batch({ ...ATTENDED, about: "x".repeat(262_144) }), JSON_BODY, 413],
  ])("%s, is refused unread", async (_, body, headers, status) => {
    expect(await refused(body, headers)).toMatchObject({ status });
  });

  test("GET is refused with 405 and says what is allowed", async () => {
    const answer = await begin({}).sends("activities", { method: "GET" });
    expect(answer).toMatchObject({ statusCode: 405, headers: { allow: "POST" } });
  });
});
