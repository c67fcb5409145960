import type { Failure, Status } from "./execution.ts";
import { failureDetails, outputDetails } from "./history.ts";
import type { Json } from "./json.ts";
import type { Live } from "./live.ts";

export function succeedExecution(live: Live, output: Json): void {
  live.record("ExecutionSucceeded", outputDetails(output));
  end(live, "SUCCEEDED");
  live.execution.output = JSON.stringify(output);
}

export function failExecution(live: Live, { error, cause }: Failure): void {
  live.record("ExecutionFailed", failureDetails({ error, cause }));
  end(live, "FAILED");
  live.execution.error = error;
  live.execution.cause = cause;
}

/** Only the event names `States.Timeout`: AWS's DescribeExecution shows neither error nor cause. */
export function timeOutExecution(live: Live): void {
  live.record("ExecutionTimedOut", { error: "States.Timeout" });
  end(live, "TIMED_OUT");
}

export function abortExecution(live: Live, { error, cause }: Failure): void {
  live.record("ExecutionAborted", failureDetails({ error, cause }));
  end(live, "ABORTED");
  live.execution.error = error;
  live.execution.cause = cause;
}

function end(live: Live, status: Status): void {
  live.execution.status = status;
  live.execution.stopDate = live.now;
  live.execution.position = undefined;
}
