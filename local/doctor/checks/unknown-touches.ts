import { dynamoDbLeadTable } from "../../../functions/world/dynamodb-lead-table.ts";
import { grouped } from "../../../workflows/rules/reputation.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { dynamoDbArrivals } from "../../leads/dynamodb-arrivals.ts";
import type { Check, Sources } from "../check.ts";
import { npmRun } from "../commands.ts";
import { type Finding, fine, warns } from "../finding.ts";
import { sumOf } from "../metrics.ts";
import { output, type Patient } from "../patient.ts";

/** Mails and tasks of which nobody knows whether they went out: never sent again. The metric counts them; reading every lead names them. */
export const unknownTouches: Check = {
  of: "unknown touches",
  asks: ["cloudwatch:GetMetricStatistics", "dynamodb:Query"],
  needsStack: true,
  async look(patient, sources) {
    // The laptop's metrics are gone with its process, and its leads are few.
    if (patient.isThorough || patient.laptop !== undefined) return [named(await readAll(patient, sources))];
    return [counted(await countOf(patient, sources.signed), patient)];
  },
};

/** A point a day: metrics older than 15 days are kept by 5 minutes, of which that is a multiple. */
function countOf({ now, stackName }: Patient, signed: Sources["signed"]): Promise<number> {
  const metric = {
    namespace: `Ripen-${stackName.replace(/^ripen-/, "")}`,
    name: "TouchUnknown",
    dimensions: { service: "advance-lead" },
  };
  return sumOf(signed, metric, { from: now - 30 * DAY, to: now, period: DAY / 1_000 });
}

export function counted(count: number, patient: Patient): Finding {
  if (count === 0) return fine("No touch became unknown in 30 days.");
  return warns(
    `${touches(count)} became unknown in 30 days, so nobody knows whether ${they(count)} went out; some may have been settled since.`,
    npmRun(patient, "doctor", "--thorough"),
  );
}

export interface UnknownTouch {
  readonly leadId: string;
  readonly touchId: string;
}

async function readAll(patient: Patient, { dynamodb }: Sources): Promise<readonly UnknownTouch[]> {
  const table = output(patient, "LeadTableName");
  const leads = dynamoDbLeadTable(dynamodb, table);
  const found: UnknownTouch[] = [];
  for await (const page of dynamoDbArrivals(dynamodb, table).pages())
    for (const leadId of page) {
      const { touches } = await leads.read(leadId);
      found.push(
        ...touches.filter(({ status }) => status === "unknown").map(({ touchId }) => ({ leadId, touchId })),
      );
    }
  return found;
}

export function named(found: readonly UnknownTouch[]): Finding {
  const [first] = found;
  if (first === undefined) return fine("No lead has an unknown touch.");
  const are = found.length === 1 ? "is" : "are";
  return warns(
    `${touches(found.length)} ${are} unknown: nobody knows whether ${they(found.length)} went out, and ${they(found.length)} ${are} never sent again. One is ${first.touchId} of lead ${first.leadId}.`,
    "write to the lead yourself if it matters",
  );
}

const touches = (count: number) => (count === 1 ? "1 touch" : `${grouped(count)} touches`);
const they = (count: number) => (count === 1 ? "it" : "they");
