import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { grouped } from "../../../workflows/rules/reputation.ts";
import { TRANSITIONS_A_STEP } from "../../../workflows/rules/step.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import type { Check, Sources } from "../check.ts";
import { awsCli, quotaIncrease } from "../commands.ts";
import { capital, type Finding, fine, stops, unknown, warns } from "../finding.ts";
import { leadsDue } from "../leads-due.ts";
import { NotTold, output, type Patient } from "../patient.ts";

/** Step Functions' quotas against the leads in the table. */
export const quotas: Check = {
  of: "Step Functions' quotas",
  asks: [
    "servicequotas:ListServiceQuotas",
    "servicequotas:ListAWSDefaultServiceQuotas",
    "dynamodb:DescribeTable",
    "dynamodb:Query",
  ],
  mayStop: true,
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
async function leadsOf(patient: Patient, dynamodb: DynamoDBClient): Promise<Leads | undefined> {
  if (patient.stack.is !== "there") return undefined;
  const TableName = output(patient, "LeadTableName");
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  const arrivals = Table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === "arrivals");
  const all = arrivals?.ItemCount;
  if (all === undefined)
    throw new NotTold(
      `DynamoDB doesn't count the index arrivals of ${TableName}`,
      awsCli(patient, "dynamodb", "describe-table", "--table-name", TableName),
    );
  return { all, dueInADay: await leadsDue(dynamodb, TableName, patient.now + DAY) };
}

/**
 * Above the quota of transitions steps come later. Above that of open executions a lead isn't started at all; the sweeper
 * tries again every 15 minutes. `leads` is undefined where there is no table to ask, or none could be seen.
 */
export function enoughRoom(quotas: Quotas, leads: Leads | undefined, patient: Patient): readonly Finding[] {
  const { open, transitions, starts } = quotas;
  if (open === undefined || transitions === undefined)
    return [
      unknown(
        "Service Quotas lists no quotas of Step Functions here.",
        awsCli(patient, "service-quotas", "list-service-quotas", "--service-code", "states"),
      ),
    ];
  const aSecond = starts === undefined ? "" : ` and ${grouped(starts)} starts`;
  const has = `Step Functions allows ${grouped(open)} open executions${aSecond === "" ? " and" : ","} ${grouped(transitions)} transitions${aSecond} a second`;
  if (leads === undefined)
    return [
      patient.stack.is === "unseen"
        ? unknown(`${has}; of how many leads, nobody knows until the stack can be seen.`)
        : fine(`${has}.`),
    ];
  const found = [...openOnes(leads, open, patient), ...steps(leads, transitions, patient)];
  return found.length > 0 ? found : [fine(`${has}; ${there(leads)}.`)];
}

/** An ended lead that is kept has no execution, so this is the most there can be of this stack's; others in the account have theirs. */
function openOnes(leads: Leads, open: number, patient: Patient): readonly Finding[] {
  const { all } = leads;
  const raise = quotaIncrease(patient, "states", CODES.open, Math.max(all, open) * 2);
  const has = `${there(leads)}, with an open execution each but for those who have ended, and Step Functions allows ${grouped(open)}`;
  if (all >= open) return [stops(`${capital(has)}: new leads may not start.`, raise)];
  return all >= 0.8 * open ? [warns(`${capital(has)}.`, raise)] : [];
}

function steps({ dueInADay }: Leads, transitions: number, patient: Patient): readonly Finding[] {
  if (dueInADay * TRANSITIONS_A_STEP <= transitions * 3_600) return [];
  const what = `At most ${grouped(dueInADay)} leads are due within a day: at ${grouped(transitions)} transitions a second their steps take more than an hour.`;
  return [warns(what, quotaIncrease(patient, "states", CODES.transitions, transitions * 2))];
}

const there = ({ all }: Leads) =>
  `${all === 1 ? "1 lead is" : `${grouped(all)} leads are`} there, as DynamoDB counted up to 6 hours ago`;
