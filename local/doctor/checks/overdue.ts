import { OVERDUE_AFTER } from "../../../functions/sweep-leads.ts";
import { dynamoDbLeadTable } from "../../../functions/world/dynamodb-lead-table.ts";
import { grouped } from "../../../workflows/rules/reputation.ts";
import { HOUR } from "../../../workflows/rules/time.ts";
import type { Check } from "../check.ts";
import { awsCli } from "../commands.ts";
import { capital, type Finding, fine, stops } from "../finding.ts";
import { output, type Patient, resourcesOf } from "../patient.ts";

/** Whom the sweeper should have found: it looks every 15 minutes for whoever is 15 minutes late. */
export const overdue: Check = {
  of: "overdue leads",
  asks: ["dynamodb:Query"],
  needsStack: true,
  mayStop: true,
  async look(patient, { dynamodb }) {
    const { overdue: late } = dynamoDbLeadTable(dynamodb, output(patient, "LeadTableName"));
    const leads: string[] = [];
    for await (const leadId of late(patient.now - 2 * OVERDUE_AFTER)) if (leads.push(leadId) > MOST) break;
    return [left(leads, patient)];
  },
};

/** Nobody needs to know more exactly how bad it is. */
const MOST = 1_000;

export function left(leads: readonly string[], patient: Patient): Finding {
  const [first] = leads;
  if (first === undefined) return fine("No lead is overdue.");
  const many =
    leads.length > MOST
      ? `more than ${grouped(MOST)} leads are`
      : leads.length === 1
        ? "1 lead is"
        : `${grouped(leads.length)} leads are`;
  const log = resourcesOf(patient, "AWS::Logs::LogGroup").find(({ id }) => id.startsWith("SweeperSweepLogs"));
  const what = `${many} overdue by more than 30 minutes, and the sweeper hasn't repaired that; one is ${first}.`;
  if (patient.laptop !== undefined || log === undefined)
    return stops(capital(what), "read the log of sweep-leads");
  // `aws logs tail` reads better, but version 1 of the CLI hasn't got it.
  const lastHour = ["--log-group-name", log.name, "--start-time", String(patient.now - HOUR)];
  const asLines = ["--query", "events[].[message]", "--output", "text"];
  return stops(capital(what), awsCli(patient, "logs", "filter-log-events", ...lastHour, ...asLines));
}
