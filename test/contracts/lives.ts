/** Lives and changes for the contract: small, complete, and told apart by a number. */
import { dueShard } from "../../functions/world/lead-items.ts";
import type { Change } from "../../workflows/rules/change.ts";
import { Lead, LeadId } from "../../workflows/rules/lead.ts";
import type { Enrolment, Handoff, LedgerLine, Touch } from "../../workflows/rules/life.ts";
import { MONDAY } from "../stories/line.ts";

let latest = 0;

/** An id that no other test of this run has. Its last digit says its shard. */
export function freshId(lastDigit = 0): LeadId {
  latest++;
  return LeadId.parse(`${latest.toString(16).padStart(31, "0")}${lastDigit.toString(16)}`);
}

export function newLead(leadId: LeadId, change: Partial<Lead> = {}): Lead {
  return Lead.parse({
    leadId,
    address: "zoe@dairy.example",
    profile: { name: "Zoë Müller", company: "" },
    answers: { timeline: "now" },
    source: { form: "cold-store-guide", utm: { utm_source: "fair" }, at: MONDAY },
    consent: { givenAt: MONDAY, form: "cold-store-guide" },
    lifecycle: "nurturing",
    because: "filled in cold-store-guide and agreed to mail",
    score: { fit: 50, engagement: 0.5, total: 51, at: MONDAY },
    createdAt: MONDAY,
    ledgerSeq: 1,
    generation: MONDAY,
    wakeSeq: 0,
    nextWakeAt: MONDAY,
    dueShard: dueShard(leadId),
    ...change,
  });
}

/** As a form post makes it: the row, one enrolment, one line. */
export function creation(leadId: LeadId, change: Partial<Lead> = {}): Change {
  return { create: newLead(leadId, change), enrolments: [enrolment(1)], ledger: [line("form#1")] };
}

export function enrolment(n: number): Enrolment {
  return { campaign: "small", n, startedAt: MONDAY };
}

export function line(key: string, what = "filled in cold-store-guide"): LedgerLine {
  return { key, at: MONDAY, kind: "form", what, form: "cold-store-guide" };
}

export function touch(name: string, change: Partial<Touch> = {}): Touch {
  return {
    touchId: `small_1_${name}_1`,
    campaign: "small",
    enrolment: 1,
    name,
    status: "claimed",
    attempt: "try-1",
    tries: 1,
    claimedAt: MONDAY,
    subject: "Welcome",
    ...change,
  };
}

export function handoff(n: number, change: Partial<Handoff> = {}): Handoff {
  return {
    n,
    campaign: "small",
    status: "released",
    releasedAt: MONDAY,
    because: "ripe",
    score: 65,
    ...change,
  };
}

/** The write with which the workflow goes to sleep, as the workflow file says it. */
export function sleepWrite(leadId: LeadId, seen: number, generation: number, token: string, until: number) {
  return {
    TableName: "leads",
    Key: { pk: { S: `LEAD#${leadId}` }, sk: { S: "LEAD" } },
    ConditionExpression: "ledgerSeq = :seen AND generation = :generation",
    UpdateExpression:
      "SET wakeToken = :token, nextWakeAt = :until, decidedAt = :now REMOVE trouble ADD ledgerSeq :one",
    ExpressionAttributeValues: {
      ":seen": { N: String(seen) },
      ":generation": { N: String(generation) },
      ":token": { S: token },
      ":until": { N: String(until) },
      ":now": { N: String(MONDAY) },
      ":one": { N: "1" },
    },
  };
}
