/** Lives built by hand, for rules that are asked without a line. Tests say only what they change. */
import { anyHourDesk } from "../../local/memory/any-hour-desk.ts";
import { Lead, LeadId } from "../../workflows/rules/lead.ts";
import type { Handoff, Known, LedgerLine, Touch } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { campaign } from "./campaign.ts";
import { MONDAY } from "./line.ts";

export const SOMEBODY = LeadId.parse("0123456789abcdef0123456789abcdef");

export const PLAYBOOK: Playbook = {
  campaigns: [campaign()],
  desk: anyHourDesk(),
  defaultTimeZone: "Europe/Dublin",
};

/** 50 points of fit, welcomed on Monday, asleep until the second mail. */
export function life(change: { lead?: Partial<Lead> } & Partial<Omit<Known, "lead">> = {}): Known {
  const { lead, ...rest } = change;
  return {
    leadId: SOMEBODY,
    tombstone: undefined,
    enrolments: [{ campaign: "small", n: 1, startedAt: MONDAY }],
    touches: [touch()],
    ledger: [line({ key: "form", kind: "form", what: "filled in the form" })],
    handoffs: [],
    ...rest,
    lead: row(lead),
  };
}

export function row(change: Partial<Lead> = {}): Lead {
  return Lead.parse({
    leadId: SOMEBODY,
    address: "zoe@dairy.example",
    profile: { employees: "200" },
    answers: {},
    source: { form: "cold-store-guide", utm: {}, at: MONDAY },
    consent: { givenAt: MONDAY, form: "cold-store-guide" },
    lifecycle: "nurturing",
    because: "filled in the form",
    score: { fit: 50, engagement: 0, total: 50, at: MONDAY },
    createdAt: MONDAY,
    ledgerSeq: 5,
    generation: MONDAY,
    wakeSeq: 0,
    wakeToken: "token",
    nextWakeAt: MONDAY + 3 * DAY,
    decidedAt: MONDAY,
    dueShard: "DUE#3",
    ...change,
  });
}

export function touch(change: Partial<Touch> = {}): Touch {
  const name = change.name ?? "welcome";
  return {
    touchId: `small_1_${name}_1`,
    campaign: "small",
    enrolment: 1,
    name,
    status: "sent",
    attempt: `try-${name}`,
    tries: 1,
    claimedAt: MONDAY,
    sentAt: MONDAY,
    messageId: `mail-${name}`,
    subject: name,
    ...change,
  };
}

export function line(change: Partial<LedgerLine> = {}): LedgerLine {
  return { key: "click#mail-welcome#guide", at: MONDAY, kind: "click", what: "clicked a link", ...change };
}

/** Released and told on Monday, an answer due on Wednesday. */
export function handoff(change: Partial<Handoff> = {}): Handoff {
  return {
    n: 1,
    campaign: "small",
    status: "released",
    releasedAt: MONDAY,
    because: "65 of 60 points",
    score: 65,
    threshold: 60,
    notifiedAt: MONDAY,
    dueAt: MONDAY + 2 * DAY,
    ...change,
  };
}
