import { type ExecutionListItem, ListExecutionsCommand } from "@aws-sdk/client-sfn";
import { DAY } from "../../../workflows/rules/time.ts";
import type { Check } from "../check.ts";
import { awsCli } from "../commands.ts";
import { type Finding, fine, warns } from "../finding.ts";
import { output, type Patient } from "../patient.ts";

/** An execution that failed is a step that its workflow has no state for. The sweeper starts its lead anew. */
export const executions: Check = {
  of: "the executions",
  asks: ["states:ListExecutions"],
  needsStack: true,
  async look(patient, { sfn }) {
    const stateMachineArn = output(patient, "StateMachineArn");
    const ended = await Promise.all(
      (["FAILED", "TIMED_OUT"] as const).map(async (statusFilter) => {
        const { executions = [] } = await sfn.send(
          new ListExecutionsCommand({ stateMachineArn, statusFilter, maxResults: 100 }),
        );
        return executions;
      }),
    );
    return [broke(ended.flat(), patient)];
  },
};

type Ended = Pick<ExecutionListItem, "executionArn" | "stopDate">;

/** Of the last day: what is older was seen, or is history. */
export function broke(ended: readonly Ended[], patient: Patient): Finding {
  const newest = ended
    .filter(({ stopDate }) => stopDate !== undefined && stopDate.getTime() > patient.now - DAY)
    .toSorted((a, b) => Number(b.stopDate) - Number(a.stopDate));
  const [last] = newest;
  if (last === undefined) return fine("No execution failed in the last 24 hours.");
  const many =
    newest.length >= 100
      ? "100 executions or more"
      : newest.length === 1
        ? "1 execution"
        : `${newest.length} executions`;
  const history = awsCli(
    patient,
    "stepfunctions",
    "get-execution-history",
    "--execution-arn",
    last.executionArn ?? "",
    "--reverse-order",
    "--max-items",
    "3",
  );
  return warns(`${many} failed in the last 24 hours; the sweeper starts their leads anew.`, history);
}
