/** Lives of every kind, plausible or not, for properties that must hold for all of them. */

import fc from "fast-check";
import { anyHourDesk } from "../../local/memory/any-hour-desk.ts";
import type { Condition } from "../../workflows/rules/condition.ts";
import type { Step } from "../../workflows/rules/journey.ts";
import { Lifecycle } from "../../workflows/rules/lead.ts";
import type { Known, LedgerLine, Touch } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { Window } from "../../workflows/rules/window.ts";
import { anInstant, compact, maybe, rarely } from "./any-fields.ts";
import { aHandoff, numbered } from "./any-handoff.ts";
import { campaign, letter, mails, SMALL, type Stated } from "./campaign.ts";
import { life, line, touch } from "./lives.ts";

const aTouch: fc.Arbitrary<Touch> = fc
  .record({
    name: fc.constantFrom(
      "welcome",
      "second",
      "third",
      "call",
      "lane",
      "confirm",
      "ask",
      "stay",
      "validate",
      "removed",
    ),
    channel: maybe(fc.constantFrom("mail", "call")),
    round: maybe(fc.integer({ min: 1, max: 3 })),
    dueAt: maybe(anInstant),
    settledAt: maybe(anInstant),
    outcome: maybe(fc.constantFrom("spoke", "voicemail", "wrong-number")),
    status: fc.constantFrom(
      "sent",
      "sent",
      "sent",
      "sent",
      "sent",
      "refused",
      "failed",
      "unknown",
      "claimed",
      "done",
      "overdue",
      "skipped",
    ),
    tries: fc.integer({ min: 1, max: 24 }),
    claimedAt: anInstant,
    retryAt: maybe(anInstant),
    refusal: maybe(fc.constant("TooManyRequestsException")),
  })
  .map(({ round, ...fields }) =>
    touch({
      ...(compact(fields) as Partial<Touch>),
      ...(round === undefined ? {} : { round, touchId: `small_1_${fields.name}_${round}` }),
    }),
  );

/** Lines that tasks to answer can be about, among others. */
const SOME_KEYS = ["reply#a", "reply#b", "reply#c"] as const;

/** A task to answer what the lead wrote, of things that may be there or not. */
const aTaskToAnswer: fc.Arbitrary<Touch> = fc
  .record({
    round: fc.integer({ min: 1, max: 3 }),
    status: fc.constantFrom("claimed", "sent", "refused", "failed", "unknown", "done", "overdue"),
    claimedAt: anInstant,
    retryAt: maybe(anInstant),
    dueAt: maybe(anInstant),
    about: maybe(fc.subarray([...SOME_KEYS])),
  })
  .map(({ round, ...fields }) =>
    touch({
      ...(compact(fields) as Partial<Touch>),
      touchId: `-_0_reply_${round}`,
      campaign: "-",
      enrolment: 0,
      name: "reply",
      channel: "reply",
      round,
    }),
  );

const aLine: fc.Arbitrary<LedgerLine> = fc
  .record({
    key: fc.oneof(fc.uuid(), fc.constantFrom(...SOME_KEYS)),
    at: anInstant,
    kind: fc.constantFrom(
      "form",
      "open",
      "click",
      "reply",
      "autoreply",
      "confirm",
      "bounce",
      "handoff",
      "answer",
      "activity",
      "other",
    ),
    outcome: maybe(fc.constantFrom("yes", "not-now", "no", "stay")),
    touchId: maybe(fc.constantFrom("small_1_welcome_1", "small_1_ask_1")),
    machine: maybe(fc.constant("a scanner")),
    handRaised: rarely(fc.constant("asked for sales")),
    form: maybe(fc.constantFrom("cold-store-guide", "elsewhere")),
  })
  .map((fields) => line(compact(fields) as Partial<LedgerLine>));

const anOwnConsent = fc.record({ givenAt: anInstant, withdrawnAt: maybe(anInstant) }).map(compact);

const aConsent = fc
  .record({
    givenAt: fc.option(anInstant, { nil: undefined, freq: 5 }),
    confirmedAt: maybe(anInstant),
    withdrawnAt: rarely(anInstant),
    call: rarely(anOwnConsent),
    letter: rarely(anOwnConsent),
    noContactAt: rarely(anInstant),
    untrackedAt: rarely(anInstant),
  })
  .map(compact);

const aRow = fc
  .record({
    profile: fc.constantFrom(
      {},
      { employees: "200" },
      { employees: "lots", timeZone: "Mars/Olympus" },
      { jobTitle: "student" },
      { timeZone: "America/New_York" },
    ),
    consent: aConsent,
    lifecycle: fc.constantFrom("nurturing", "nurturing", "recycled", "dormant", ...Lifecycle.options),
    suppressedAt: rarely(anInstant),
    generation: anInstant,
    decidedAt: maybe(anInstant),
    endedAt: maybe(anInstant),
  })
  .map(compact);

const anEnrolment = fc
  .record({
    campaign: fc.constantFrom("small", "small", "small", "small", "deleted"),
    startedAt: anInstant,
    endedAt: maybe(anInstant),
    end: maybe(fc.constantFrom("completed", "silent", "replied")),
  })
  .map(({ campaign: name, startedAt, endedAt, end }) => ({
    n: 1,
    campaign: name,
    startedAt,
    ...compact({ endedAt, end: endedAt === undefined ? undefined : end }),
  }));

export const aLife: fc.Arbitrary<Known> = fc
  .record({
    lead: aRow,
    enrolments: fc.uniqueArray(anEnrolment, { maxLength: 2, selector: (each) => each.campaign }),
    touches: fc.uniqueArray(fc.oneof({ arbitrary: aTouch, weight: 4 }, aTaskToAnswer), {
      maxLength: 4,
      selector: (each) => each.touchId,
    }),
    ledger: fc.uniqueArray(aLine, { maxLength: 4, selector: ({ key }) => key }),
    handoffs: fc.oneof(fc.constant([]), fc.array(aHandoff, { maxLength: 3 })).map(numbered),
  })
  .map((parts) => life(parts as Parameters<typeof life>[0]));

const aWindow = fc.constantFrom<Partial<Window> | undefined>(
  undefined,
  { hours: "9-17" },
  { days: ["sunday"] satisfies Window["days"], hours: "2:30-3:30", holidays: "send" as const },
  { hours: "8-10" },
);

/** What may stand between and after the letters. */
const aCourse = fc.record({
  wait: fc.boolean(),
  branch: fc.boolean(),
  call: fc.boolean(),
  evergreen: maybe(fc.constantFrom("1 month", "1 day", "0 days")),
  onlyFor: maybe(
    fc.constantFrom<Condition>({ clicked: ["welcome"] }, { scoreAtLeast: 55 }, { segment: ["large"] }),
  ),
});

function stepsOf(
  letters: readonly Step[],
  {
    wait,
    branch,
    call,
    onlyFor,
  }: { wait: boolean; branch: boolean; call: boolean; onlyFor: Condition | undefined },
): NonNullable<Stated["touches"]> {
  const [first, ...rest] = letters.map((step) =>
    "name" in step && onlyFor !== undefined && step.name === "second" ? { ...step, when: onlyFor } : step,
  );
  const calls: Step[] = call
    ? [
        {
          ...letter("call", "2 days"),
          call: "call.md",
          again: { after: "1 day", most: 3 },
        } as unknown as Step,
      ]
    : [];
  const between: Step[] = wait
    ? [{ wait: "reads", until: { clicked: ["welcome"] }, atMost: "5 days", do: [], else: calls }]
    : calls;
  const after: Step[] = branch
    ? [{ branch: "large", when: { employeesAtLeast: 50 }, do: rest, else: rest.slice(1) }]
    : rest;
  return [first, ...between, ...after].filter((step) => step !== undefined);
}

/** The small campaign with its switches this way and that. */
export const aPlaybook: fc.Arbitrary<Playbook> = fc
  .record({
    doubleOptIn: fc.constantFrom(true, false, false),
    settle: fc.constantFrom("0 minutes", "10 minutes", "2 days"),
    halfLife: fc.constantFrom("1 day", "60 days"),
    after: fc.constantFrom("0 minutes", "3 days", "400 days"),
    release: fc.constantFrom(1, 60, 200),
    validate: fc.constantFrom("none", "none", "ask", "call"),
    silence: fc.constantFrom("nurture", "release"),
    sunset: fc.constantFrom("12 months", "1 day", "5 years"),
    window: aWindow,
    atMost: maybe(fc.constantFrom("1 per 7 days", "2 per 1 month")),
    paused: rarely(anInstant),
    course: aCourse,
    none: fc.boolean(),
  })
  .map(
    ({
      doubleOptIn,
      settle,
      halfLife,
      after,
      release,
      validate,
      silence,
      sunset,
      window,
      atMost,
      course,
      none,
      paused,
    }) => ({
      desk: anyHourDesk(),
      campaigns:
        none && release === 200 && doubleOptIn
          ? []
          : [
              campaign({
                consent: { doubleOptIn },
                engagement: { ...SMALL.engagement, settle, halfLife },
                release: { ...SMALL.release, score: release, validate, silence },
                sunset,
                send: { ...(window ? { window: Window.parse(window) } : {}), ...(atMost ? { atMost } : {}) },
                touches: stepsOf(
                  SMALL.touches.map((each) => letter(each.name, after)) as unknown as Step[],
                  course,
                ),
                ...(course.evergreen
                  ? {
                      evergreen: {
                        every: course.evergreen,
                        touches: [{ name: "lane", mail: "lane.md", helps: "Do one thing." }],
                      },
                    }
                  : {}),
                mails: mails("welcome", "second", "third", "lane", "confirm", "ask", "stay"),
                briefs: { call: { title: "Call", text: "" }, validate: { title: "Call", text: "" } },
              }),
            ],
      defaultTimeZone: "Europe/Dublin",
      ...(paused === undefined ? {} : { paused: new Map([["small", paused]]) }),
    }),
  );
