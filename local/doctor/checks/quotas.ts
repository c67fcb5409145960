import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { grouped } from "../../../workflows/rules/reputation.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import type { Check, Sources } from "../check.ts";
import { type Finding, fine, stops, unknown, warns } from "../finding.ts";
import { leadsDue } from "../leads-due.ts";
import { awsCli, output, type Patient } from "../patient.ts";

/** Step Functions' quotas against the leads in the table. */
export const quotas: Check = {
  of: "Step Functions' quotas",
  asks: [
    "servicequotas:ListServiceQuotas",
    "servicequotas:ListAWSDefaultServiceQuotas",
    "dynamodb:DescribeTable",
    "dynamodb:Query",
  ],
  async look(patient, { signed, dynamodb }) {
    const values = {
      ...(await valuesOf("ListAWSDefaultServiceQuotas", signed)),
      ...(await valuesOf("ListServiceQuotas", signed)),
    };
    return enoughRoom(values, await leadsOf(patient, dynamodb), patient);
  },
};

/** By code, as Service Quotas lists them for `states`. */
const CODES = {
  open: "L-B8A5B662",
  transitions: "L-AD9B4E93",
  starts: "L-1B55A735",
} as const;
export type Quotas = Partial<Record<keyof typeof CODES, number>>;

const Page = z.object({
  NextToken: z.string().nullish(),
  Quotas: z.array(z.object({ QuotaCode: z.string(), Value: z.number() })),
});

/** What was raised; where an account never raised one, the defaults are all that is listed. */
async function valuesOf(action: string, signed: Sources["signed"]): Promise<Quotas> {
  const values = new Map<string, number>();
  let from: string | null | undefined;
  do {
    const told = await signed.json("servicequotas", action, {
      ServiceCode: "states",
      MaxResults: 100,
      ...(from ? { NextToken: from } : {}),
    });
    const page = Page.parse(told);
    for (const { QuotaCode, Value } of page.Quotas) values.set(QuotaCode, Value);
    from = page.NextToken;
  } while (from);
  const named = Object.entries(CODES).map(([name, code]) => [name, values.get(code)]);
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}

export interface Leads {
  /** As DynamoDB counted them, up to six hours ago. */
  readonly all: number;
  readonly dueInADay: number;
}

/** The index `arrivals` has one item a lead; the table's own count has all their touches too. */
async function leadsOf(patient: Patient, dynamodb: DynamoDBClient): Promise<Leads> {
  if (patient.stack.is !== "there") return { all: 0, dueInADay: 0 };
  const TableName = output(patient, "LeadTableName");
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  const arrivals = Table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === "arrivals");
  return { all: arrivals?.ItemCount ?? 0, dueInADay: await leadsDue(dynamodb, TableName, patient.now + DAY) };
}

/**
 * A look at a lead enters three states of `workflows/nurture.asl.json`: take the step, choose, sleep or hand over. Above the
 * quota of transitions steps come later. Above that of open executions a lead isn't started at all; the sweeper tries
 * again every 15 minutes.
 */
const TRANSITIONS_A_STEP = 3;

export function enoughRoom(values: Quotas, { all, dueInADay }: Leads, patient: Patient): readonly Finding[] {
  const { open, transitions, starts } = values;
  if (open === undefined || transitions === undefined || starts === undefined)
    return [
      unknown(
        "Service Quotas lists no quotas of Step Functions here.",
        awsCli(patient, "service-quotas", "list-service-quotas", "--service-code", "states"),
      ),
    ];
  const raise = (code: string, wanted: number) =>
    awsCli(
      patient,
      "service-quotas",
      "request-service-quota-increase",
      "--service-code",
      "states",
      "--quota-code",
      code,
      "--desired-value",
      String(wanted),
    );
  const leads = `${grouped(all)} leads (counted by DynamoDB up to 6 hours ago)`;
  const found: Finding[] = [];
  if (all >= open)
    found.push(
      stops(
        `${leads} need an open execution each, and Step Functions allows ${grouped(open)}: new leads don't start.`,
        raise(CODES.open, all * 2),
      ),
    );
  else if (all >= 0.8 * open)
    found.push(
      warns(
        `${leads} have an open execution each, of ${grouped(open)} that Step Functions allows.`,
        raise(CODES.open, open * 2),
      ),
    );
  const anHour = transitions * 3_600;
  if (dueInADay * TRANSITIONS_A_STEP > anHour)
    found.push(
      warns(
        `Up to ${grouped(dueInADay)} leads are due within a day: at ${grouped(transitions)} transitions a second their steps take more than an hour.`,
        raise(CODES.transitions, transitions * 2),
      ),
    );
  if (found.length > 0) return found;
  return [
    fine(
      `${leads} against ${grouped(open)} open executions, ${grouped(transitions)} transitions and ${grouped(starts)} starts a second.`,
    ),
  ];
}
