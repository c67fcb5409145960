/** The executions of a stack that run: counted, and stopped. */
import { paginateListExecutions, type SFNClient, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { SECOND } from "../../workflows/rules/time.ts";

/** AWS tells a hundred unless it is asked for more, and takes five such calls a second of the whole account. */
const MOST = 1_000;

export interface Executions {
  /** How many run. A thousand are told at a time: a million takes some three minutes. */
  count(): Promise<number>;
  /** Stops all that run, `rate` a second at most; broken off, the next time goes on with what is left. Says how many. */
  stopAll(rate: number, progress: (stopped: number) => void): Promise<number>;
}

export function executionsOf(
  client: SFNClient,
  stateMachineArn: string,
  pause: (milliseconds: number) => Promise<unknown>,
): Executions {
  const pages = () =>
    paginateListExecutions({ client, pageSize: MOST }, { stateMachineArn, statusFilter: "RUNNING" });
  return {
    async count() {
      let all = 0;
      for await (const { executions = [] } of pages()) all += executions.length;
      return all;
    },
    async stopAll(rate, progress) {
      let stopped = 0;
      // Listed anew until none is left: one that was starting when the list began isn't on it.
      for (let found = -1; found !== 0; ) {
        found = 0;
        for await (const { executions = [] } of pages()) {
          found += executions.length;
          for (let at = 0; at < executions.length; at += rate) {
            const part = executions.slice(at, at + rate);
            const cause = "stopped by npm run stack -- stop; the lead's row has all that is needed to go on";
            await Promise.all(
              part.map(({ executionArn }) => client.send(new StopExecutionCommand({ executionArn, cause }))),
            );
            stopped += part.length;
            progress(stopped);
            await pause(SECOND);
          }
        }
      }
      return stopped;
    },
  };
}
