import { ListExecutionsCommand, type SFNClient } from "@aws-sdk/client-sfn";
import { grouped } from "../../../workflows/rules/reputation.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import type { Check, Sources } from "../check.ts";
import { awsCli } from "../commands.ts";
import { type Finding, fine, warns } from "../finding.ts";
import { sumOf } from "../metrics.ts";
import { NotTold, output, type Patient } from "../patient.ts";

/** An execution that broke is a step that its workflow has no state for, or one that somebody stopped. The sweeper starts its lead anew. */
export const executions: Check = {
  of: "the executions",
  asks: ["cloudwatch:GetMetricStatistics"],
  needsStack: true,
  async look(patient, { signed, sfn }) {
    const machine = output(patient, "StateMachineArn");
    // The laptop's metrics are gone with its process.
    const counts =
      patient.laptop === undefined
        ? await counted(machine, patient, signed)
        : await listed(machine, patient, sfn);
    return broke(counts, machine, patient);
  },
};

/** Of the last day: what is older was seen, or is history. */
type Broken = Readonly<Record<keyof typeof ENDS, number>>;

/** How an execution breaks: its metric, and how that is told. */
const ENDS = {
  FAILED: { metric: "ExecutionsFailed", did: "failed" },
  TIMED_OUT: { metric: "ExecutionsTimedOut", did: "timed out" },
  ABORTED: { metric: "ExecutionsAborted", did: "was stopped by somebody" },
} as const;
const STATUSES = ["FAILED", "TIMED_OUT", "ABORTED"] as const;

/** A list of executions begins with those that started last: one that slept for months and failed today is at its far end. */
async function counted(machine: string, { now }: Patient, signed: Sources["signed"]): Promise<Broken> {
  const span = { from: now - DAY, to: now, period: 3_600 };
  const [FAILED = 0, TIMED_OUT = 0, ABORTED = 0] = await Promise.all(
    STATUSES.map((status) => {
      const { metric: name } = ENDS[status];
      return sumOf(signed, { namespace: "AWS/States", name, dimensions: { StateMachineArn: machine } }, span);
    }),
  );
  return { FAILED, TIMED_OUT, ABORTED };
}

async function listed(stateMachineArn: string, { now, called }: Patient, sfn: SFNClient): Promise<Broken> {
  const [FAILED = 0, TIMED_OUT = 0, ABORTED = 0] = await Promise.all(
    STATUSES.map(async (statusFilter) => {
      const asked = new ListExecutionsCommand({ stateMachineArn, statusFilter, maxResults: 1_000 });
      const { executions: ended, nextToken } = await sfn.send(asked);
      if (ended === undefined || nextToken !== undefined)
        throw new NotTold(
          `${called} lists more than 1,000 that ended as ${statusFilter}`,
          "look at the console's executions",
        );
      return ended.filter(({ stopDate }) => stopDate !== undefined && stopDate.getTime() > now - DAY).length;
    }),
  );
  return { FAILED, TIMED_OUT, ABORTED };
}

export function broke(counts: Broken, machine: string, patient: Patient): readonly Finding[] {
  const found = STATUSES.filter((status) => counts[status] > 0).map((status) => {
    const many = counts[status] === 1 ? "1 execution" : `${grouped(counts[status])} executions`;
    const did = counts[status] === 1 ? ENDS[status].did : ENDS[status].did.replace(/^was/, "were");
    const which = ["--state-machine-arn", machine, "--status-filter", status];
    return warns(
      `${many} ${did} in the last 24 hours; the sweeper starts their leads anew.`,
      awsCli(patient, "stepfunctions", "list-executions", ...which),
    );
  });
  return found.length > 0 ? found : [fine("No execution failed in the last 24 hours.")];
}
