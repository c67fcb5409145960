import { describe, expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import { withDecisions } from "../../../local/console/decisions.ts";
import type { TopicNotice } from "../../../local/console/sources.ts";
import { anyHourDesk } from "../../../local/memory/any-hour-desk.ts";
import type { Touch } from "../../../workflows/rules/life.ts";
import { DAY, HOUR } from "../../../workflows/rules/time.ts";
import { timeline } from "../../../workflows/rules/timeline.ts";
import { coldYear } from "../../campaign/journey-fixture.ts";
import { asBrowser, asProgram } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";
import { GREEN_BANANAS, leadOf, lifeOf, START, touchOf, ZOE } from "./sample-life.ts";
import { taskNoticeOf } from "./sample-mail.ts";

const CALL = touchOf({
  touchId: "green-bananas_1_first-call_1",
  name: "first-call",
  channel: "call",
  claimedAt: START + HOUR,
  sentAt: START + HOUR,
  dueAt: START + 2 * DAY,
  subject: "Call Zoë about Sunday's alarm",
});
const DONE: Partial<Touch> = { status: "done", outcome: "voicemail", by: "Ann", settledAt: START + DAY };

function laptop(touch: Partial<Touch>, tasks: readonly TopicNotice[] = [taskNoticeOf()], now = START + DAY) {
  const told = { key: `task#${CALL.touchId}`, at: START + DAY, kind: "task", what: "voicemail" } as const;
  const ledger = "outcome" in touch ? [...lifeOf().ledger, told] : lifeOf().ledger;
  const life = lifeOf({ touches: [touchOf(), { ...CALL, ...touch }], ledger });
  return consoleApp(fakeLaptop({ lives: [life], tasks, now }));
}

describe("the tasks", () => {
  it("an empty page says how a task gets here", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop()), "/tasks");
    expect(page).toContain("Nobody has been asked to call or to write yet.");
    expect(page).toContain("<code>call:</code>");
  });

  it("an empty page links the forms of the campaigns that have tasks, and says where to confirm first", async () => {
    const asking = coldYear({ consent: { doubleOptIn: true } });
    const page = await asBrowser(consoleApp(fakeLaptop({ campaigns: [GREEN_BANANAS, asking] })), "/tasks");
    expect(page).toContain(
      '<a href="/?form=webinar-seat&amp;sample=lead">webinar-seat</a>: its address must be confirmed',
    );
    const trusting = coldYear({ consent: { doubleOptIn: false } });
    const other = await asBrowser(consoleApp(fakeLaptop({ campaigns: [trusting] })), "/tasks");
    expect(other).toContain("?form=webinar-seat");
    expect(other).not.toContain("must be confirmed");
    const mailsOnly = await asBrowser(consoleApp(fakeLaptop({ campaigns: [GREEN_BANANAS] })), "/tasks");
    expect(mailsOnly).toContain("No campaign that has a form asks for one.");
  });

  it.each([
    ["open", {}, START + DAY, "To do", "due <time"],
    ["overdue", {}, START + 3 * DAY, "Overdue", "due <time"],
    ["overdue", { status: "overdue" }, START + 3 * DAY, "Overdue", "due <time"],
    ["done", DONE, START + 3 * DAY, "Done", "<strong>voicemail, says Ann</strong>"],
  ] as const)(
    "one that is %s stands under its heading, as its subscriber has it",
    async (_, touch, now, heading, said) => {
      const page = await asBrowser(laptop(touch, undefined, now), "/tasks");
      expect(page).toContain(`<h2>${heading}</h2>`);
      expect(page.match(/<h2>/g)).toHaveLength(1);
      expect(page).toContain(said);
      expect(page).toContain(`<a href="/leads/${ZOE}">the lead</a>`);
      expect(page).toContain('ann@orchard.example <span class="quiet">by email</span>');
      expect(page).toMatch(/href="http:\/\/127\.0\.0\.1:4000\/tasks\/[^"]+" rel="noreferrer">Report page/);
    },
  );

  it("one that was told twice is one task", async () => {
    const again = taskNoticeOf({ messageId: "sns-3", sentAt: "2026-11-24T09:01:01.000Z" });
    const page = await asBrowser(laptop({}, [taskNoticeOf(), again]), "/tasks");
    expect(page.match(/<h3>/g)).toHaveLength(1);
    expect(page).toContain("told 2 times");
  });

  it("one of a lead that was erased says so, also when the lead came back", async () => {
    const back = lifeOf({ lead: leadOf({ createdAt: START + DAY }), touches: [CALL] });
    for (const lives of [[], [back]]) {
      const page = await asBrowser(consoleApp(fakeLaptop({ lives, tasks: [taskNoticeOf()] })), "/tasks");
      expect(page).toContain("<h2>Of leads that were erased</h2>");
    }
  });

  it("are news in the top bar until somebody looks", async () => {
    const app = laptop({});
    expect(await asBrowser(app, "/leads")).toContain('Tasks <span class="news">1 new</span>');
    expect(await asBrowser(app, "/tasks")).not.toContain('<span class="news">');
  });

  it("answer a program with how each stands", async () => {
    expect(await asProgram<unknown[]>(laptop(DONE), "/tasks")).toMatchObject([
      {
        leadId: ZOE,
        touchId: CALL.touchId,
        standing: "done",
        told: 1,
        outcome: "voicemail, says Ann",
        toldAt: "2026-11-25T08:00:00.000Z",
        notice: { messageId: "sns-2" },
      },
    ]);
  });
});

describe("a lead's timeline", () => {
  const told = (
    touch: Partial<Touch>,
    ...ledger: { key: string; at: number; what: string; kind?: "touch" }[]
  ) =>
    timeline(
      lifeOf({
        touches: [{ ...CALL, ...touch }],
        ledger: ledger.map((line) => ({ kind: "task" as const, ...line })),
      }),
    )
      .filter(({ kind }) => kind !== "enrolment")
      .map(({ what }) => what);
  const ASKED = "a call was asked for: “Call Zoë about Sunday's alarm” (first-call)";

  it("says of a task that it was asked for, and then what came of it", () => {
    const what = '"first-call": voicemail, says Ann';
    expect(told(DONE, { key: "task#1", at: START + DAY, what })).toEqual([ASKED, what]);
  });

  it("says of an overdue one that the journey goes on, and of a late word on it that too", () => {
    const what = '"first-call" is overdue: the journey goes on without it';
    const late = '"first-call": we spoke, says Ann';
    expect(
      told(
        DONE,
        { key: "touch#1#overdue", at: START + 2 * DAY, what },
        { key: "task#1", at: START + 3 * DAY, what: late },
      ),
    ).toEqual([ASKED, what, late]);
  });

  it("says once of one left out why it was", () => {
    const what = '"first-call" is left out: no telephone number is known';
    const touch = { status: "skipped", refusal: "no telephone number is known" } as const;
    expect(told(touch, { key: "touch#1#skipped", at: CALL.claimedAt, what, kind: "touch" })).toEqual([what]);
  });

  it.each([
    ["claimed", "a call is being asked for"],
    ["unknown", "a call may or may not have been asked for"],
    ["refused", "nobody could be asked for now (NoSubscriber), try 2"],
    ["failed", "nobody could be asked (NoSubscriber)"],
  ] as const)("says of one that is %s: %s", (status, says) => {
    expect(told({ status, refusal: "NoSubscriber", tries: 2 })[0]).toContain(says);
  });

  it("tells each decision by what was known of the task then", () => {
    const campaign = {
      ...GREEN_BANANAS,
      briefs: { "first-call": { title: "Call", text: "" } },
      touches: [
        ...GREEN_BANANAS.touches.slice(0, 1),
        {
          ...GREEN_BANANAS.touches[0],
          name: "first-call",
          mail: undefined,
          call: "first-call.md",
          after: "1 hour",
        },
        ...GREEN_BANANAS.touches.slice(1),
      ],
    } as typeof GREEN_BANANAS;
    const line = { key: `task#${CALL.touchId}`, at: START + DAY, kind: "task", what: "voicemail" } as const;
    const life = lifeOf({ touches: [touchOf(), { ...CALL, ...DONE }], ledger: [...lifeOf().ledger, line] });
    const playbook = { campaigns: [campaign], desk: anyHourDesk(), defaultTimeZone: "Europe/London" };
    const stands = withDecisions(timeline(life), life, playbook).flatMap(({ at, stands }) =>
      stands ? [[at, stands.decision.because]] : [],
    );
    expect(stands).toContainEqual([START + HOUR, 'until "first-call" is done, or overdue']);
    expect(stands.at(-1)).toEqual([START + DAY, 'until "cold-chain-checklist" is due']);
  });
});
