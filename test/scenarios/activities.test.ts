import { describe, expect, test } from "vitest";
import { DAY } from "../../workflows/rules/time.ts";
import { campaign, type Stated } from "../stories/campaign.ts";
import { FITTING, MONDAY, type Story, story } from "../stories/line.ts";
import { tells } from "../stories/replying.ts";

const ATTENDED = { key: "webinar-7/zoe", email: FITTING.email, activity: "attended", about: "Cold in July" };
const touch = (name: string, after = "0 minutes") => ({ name, after, mail: `${name}.md`, helps: "Do it." });
const MODEST = { ...FITTING, employees: "3" };

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

  test.each([
    ["earlier", [2, 1], 1],
    ["later", [1, 2], 1],
    ["to come, and then when it was", [99, 3], 3],
    ["of three times, in any order", [3, 1, 2], 1],
    ["of no time, and then of one", [undefined, 2], 2],
  ])(
    "told again under its key with a time %s, it happened at the earliest, once",
    async (_, days, earliest) => {
      const told = begin(SCORED);
      await told.posts(MODEST);
      await told.passes("5 days");
      for (const day of days)
        await tells(told, {
          ...ATTENDED,
          ...(day === undefined ? {} : { at: new Date(MONDAY + day * DAY).toISOString() }),
        });
      const found = await lines(told);
      expect(found).toMatchObject([{ at: MONDAY + earliest * DAY }]);
      expect(found[0]?.again).toBeUndefined();
    },
  );

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
