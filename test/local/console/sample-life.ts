/** Lives to show: small, complete, and changed by what a test cares about. */
import { RunningCampaign } from "../../../workflows/rules/campaign.ts";
import { type Lead, LeadId } from "../../../workflows/rules/lead.ts";
import type { Known, Touch } from "../../../workflows/rules/life.ts";
import { DAY, HOUR, MINUTE } from "../../../workflows/rules/time.ts";

/** A Tuesday. */
export const START = Date.parse("2026-11-24T08:00:00Z");

export const GREEN_BANANAS = RunningCampaign.parse({
  name: "green-bananas",
  title: "The cold store guide",
  version: "1",
  enter: { forms: ["cold-store-guide"] },
  consent: { doubleOptIn: false },
  questions: {
    "main-worry": {
      ask: "What worries you most?",
      answers: { audits: "The next audit", losses: "Losses & spoilage", energy: "The energy bill" },
    },
    horizon: {
      ask: "When do you want to act?",
      answers: { now: "Within a month", year: "This year", looking: "Just looking" },
    },
  },
  fit: {
    most: 60,
    rules: [
      { when: { employeesAtLeast: 50 }, points: 30, because: "50 people or more" },
      { when: { has: ["company"] }, points: 15, because: "names its company" },
    ],
  },
  disqualify: [],
  segments: [{ name: "plants", when: { employeesAtLeast: 50 }, because: "50 people or more" }],
  engagement: {
    points: { form: 10, open: 0, click: 12, reply: 20, confirm: 0 },
    halfLife: "30 days",
    settle: "1 minute",
  },
  release: { score: 60, fit: 0, handRaised: [], answerWithin: "2 days", coolOff: "30 days" },
  touches: [
    { name: "welcome", after: "0 minutes", mail: "welcome.md", helps: "know what to expect" },
    {
      name: "cold-chain-checklist",
      after: "3 days",
      mail: "cold-chain-checklist.md",
      helps: "do the weekly round",
    },
  ],
  mails: {},
});

export const ZOE = LeadId.parse("0e".repeat(16));

export function leadOf(fields: Partial<Lead> = {}): Lead {
  return {
    leadId: ZOE,
    address: "Zoe.Mueller@Molkerei-Sued.example",
    profile: {
      name: "Zoë Müller-Lüdenscheidt",
      company: "Molkerei Süd",
      employees: "50-100",
      country: "Deutschland",
    },
    answers: { "main-worry": "audits" },
    source: { form: "cold-store-guide", utm: { utm_source: "newsletter" }, at: START },
    consent: { givenAt: START, form: "cold-store-guide" },
    lifecycle: "nurturing",
    because: "filled in cold-store-guide and agreed to mail",
    segment: "plants",
    score: { fit: 45, engagement: 0, total: 45, at: START },
    createdAt: START,
    ledgerSeq: 4,
    generation: START,
    wakeSeq: 0,
    nextWakeAt: START + 3 * DAY,
    dueShard: "DUE#3",
    ...fields,
  };
}

export function touchOf(fields: Partial<Touch> = {}): Touch {
  return {
    touchId: "green-bananas_1_welcome_1",
    campaign: "green-bananas",
    enrolment: 1,
    name: "welcome",
    status: "sent",
    attempt: "a1",
    tries: 1,
    claimedAt: START + 1_000,
    sentAt: START + 2_000,
    messageId: "mail-1",
    subject: "Your cold store guide, Zoë",
    ...fields,
  };
}

/** Zoë on her first day: posted the form, got the welcome, and sleeps. */
export function lifeOf(parts: Partial<Known> = {}): Known {
  const lead = parts.lead ?? leadOf();
  return {
    leadId: lead.leadId,
    lead,
    tombstone: undefined,
    enrolments: [{ campaign: "green-bananas", n: 1, startedAt: START }],
    touches: [touchOf()],
    ledger: [
      {
        key: "form#1",
        at: START,
        kind: "form",
        what: "filled in cold-store-guide",
        form: "cold-store-guide",
      },
      { key: "consent#1", at: START, kind: "consent", what: "agreed to mail on cold-store-guide" },
    ],
    handoffs: [],
    ...parts,
  };
}

/** Zoë two days on: a scanner and then she herself clicked, she ripened, and Tom has her. */
export function ripeLife(): Known {
  const day2 = START + 2 * DAY;
  const quiet = lifeOf();
  return {
    ...quiet,
    lead: leadOf({
      lifecycle: "sal",
      because: "Tom accepted it",
      score: { fit: 45, engagement: 12, total: 57, at: day2 },
      endedAt: day2 + HOUR,
    }),
    ledger: [
      ...quiet.ledger,
      {
        key: "mail-1#click#h0",
        at: START + MINUTE,
        kind: "click",
        what: "clicked checklist",
        link: "checklist",
        messageId: "mail-1",
        machine: "all links within a second",
      },
      {
        key: "mail-1#click#h1",
        at: day2,
        kind: "click",
        what: "clicked seals",
        link: "seals",
        messageId: "mail-1",
      },
      {
        key: "handoff#1#released",
        at: day2 + MINUTE,
        kind: "handoff",
        what: "ripe, released to sales: 60 of 60 points",
      },
      { key: "handoff#1#accepted", at: day2 + HOUR, kind: "handoff", what: "Tom accepted it" },
    ],
    handoffs: [
      {
        n: 1,
        campaign: "green-bananas",
        status: "accepted",
        releasedAt: day2 + MINUTE,
        because: "60 of 60 points",
        score: 60,
        notifiedAt: day2 + MINUTE + 1_000,
        dueAt: day2 + 2 * DAY,
        closedAt: day2 + HOUR,
        to: "tom",
        answeredBy: "Tom",
      },
    ],
  };
}
