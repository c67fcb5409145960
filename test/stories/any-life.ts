/** Lives of every kind, plausible or not, for properties that must hold for all of them. */
import fc from "fast-check";
import { Lifecycle } from "../../workflows/rules/lead.ts";
import type { Handoff, Known, LedgerLine, Touch } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { campaign, SMALL } from "./campaign.ts";
import { MONDAY } from "./line.ts";
import { handoff, life, line, touch } from "./lives.ts";

/** From a year before to two years after Monday, to the millisecond, often on the same few instants. */
export const anInstant = fc.oneof(
  fc.constantFrom(0, 1, 3, 30, 31, 60, 320, 400).map((days) => MONDAY + days * DAY),
  fc.integer({ min: MONDAY - 365 * DAY, max: MONDAY + 730 * DAY }),
);
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined, freq: 2 });
const rarely = <T>(some: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 9 }, { arbitrary: some, weight: 1 });
/** Without the keys that hold nothing, as rows are read. */
const compact = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

const aTouch: fc.Arbitrary<Touch> = fc
  .record({
    name: fc.constantFrom("welcome", "second", "third", "confirm", "removed"),
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
    ),
    tries: fc.integer({ min: 1, max: 24 }),
    claimedAt: anInstant,
    retryAt: maybe(anInstant),
    refusal: maybe(fc.constant("TooManyRequestsException")),
  })
  .map((fields) => touch(compact(fields) as Partial<Touch>));

const aLine: fc.Arbitrary<LedgerLine> = fc
  .record({
    key: fc.uuid(),
    at: anInstant,
    kind: fc.constantFrom("form", "open", "click", "reply", "confirm", "bounce", "handoff", "other"),
    machine: maybe(fc.constant("a scanner")),
    handRaised: rarely(fc.constant("asked for sales")),
    form: maybe(fc.constantFrom("cold-store-guide", "elsewhere")),
  })
  .map((fields) => line(compact(fields) as Partial<LedgerLine>));

const aHandoff = fc
  .record({
    status: fc.constantFrom("released", "accepted", "rejected", "snoozed", "expired"),
    releasedAt: anInstant,
    notifiedAt: maybe(anInstant),
    dueAt: maybe(anInstant),
    remindedAt: maybe(anInstant),
    closedAt: maybe(anInstant),
    toldNobodyAt: maybe(anInstant),
    until: maybe(anInstant),
  })
  .map(compact);

function numbered(handoffs: readonly object[]): readonly Handoff[] {
  const { notifiedAt, dueAt, ...bare } = handoff();
  return handoffs.map((fields, index) => ({ ...bare, ...fields, n: index + 1 }));
}

const aConsent = fc
  .record({
    givenAt: fc.option(anInstant, { nil: undefined, freq: 5 }),
    confirmedAt: maybe(anInstant),
    withdrawnAt: rarely(anInstant),
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
  })
  .map((fields) => ({
    n: 1,
    campaign: fields.campaign,
    startedAt: fields.startedAt,
    ...compact({ endedAt: fields.endedAt }),
  }));

export const aLife: fc.Arbitrary<Known> = fc
  .record({
    lead: aRow,
    enrolments: fc.uniqueArray(anEnrolment, { maxLength: 2, selector: (each) => each.campaign }),
    touches: fc.uniqueArray(aTouch, { maxLength: 4, selector: (each) => each.touchId }),
    ledger: fc.array(aLine, { maxLength: 4 }),
    handoffs: fc.oneof(fc.constant([]), fc.array(aHandoff, { maxLength: 3 })).map(numbered),
  })
  .map((parts) => life(parts as Parameters<typeof life>[0]));

/** The small campaign with its switches this way and that. */
export const aPlaybook: fc.Arbitrary<Playbook> = fc
  .record({
    doubleOptIn: fc.constantFrom(true, false, false),
    settle: fc.constantFrom("0 minutes", "10 minutes", "2 days"),
    halfLife: fc.constantFrom("1 day", "60 days"),
    after: fc.constantFrom("0 minutes", "3 days", "400 days"),
    release: fc.constantFrom(1, 60, 200),
    none: fc.boolean(),
  })
  .map(({ doubleOptIn, settle, halfLife, after, release, none }) => ({
    campaigns:
      none && release === 200 && doubleOptIn
        ? []
        : [
            campaign({
              consent: { doubleOptIn },
              engagement: { ...SMALL.engagement, settle, halfLife },
              release: { ...SMALL.release, score: release },
              touches: SMALL.touches.map((each) => ({ ...each, after })),
            }),
          ],
    defaultTimeZone: "Europe/Dublin",
  }));
