/** The executions of a stack that run: counted, and stopped. */
import {
  type ExecutionListItem,
  paginateListExecutions,
  type SFNClient,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { SECOND } from "../../workflows/rules/time.ts";
import { Unreachable } from "./unreachable.ts";

/** AWS tells a hundred unless it is asked for more, and takes five such calls a second of the whole account. */
const MOST = 1_000;

/** Both throw Unreachable. */
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
  const pages = () => running(client, stateMachineArn);
  return {
    async count() {
      let all = 0;
      for await (const page of pages()) all += page.length;
      return all;
    },
    async stopAll(rate, progress) {
      let stopped = 0;
      // Listed anew until none is left: one that was starting when the list began isn't on it.
      for (let found = -1; found !== 0; ) {
        found = 0;
        for await (const page of pages()) {
          found += page.length;
          for (let at = 0; at < page.length; at += rate) {
            const part = page.slice(at, at + rate);
            await Promise.all(part.map((execution) => stop(client, execution)));
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

async function* running(
  client: SFNClient,
  stateMachineArn: string,
): AsyncGenerator<readonly ExecutionListItem[]> {
  const asked = { stateMachineArn, statusFilter: "RUNNING" } as const;
  try {
    for await (const { executions = [] } of paginateListExecutions({ client, pageSize: MOST }, asked))
      yield executions;
  } catch (error) {
    refused(error);
  }
}

async function stop(client: SFNClient, { executionArn }: ExecutionListItem): Promise<void> {
  const cause = "stopped by npm run stack -- stop; the lead's row has all that is needed to go on";
  await client.send(new StopExecutionCommand({ executionArn, cause })).catch(refused);
}

function refused(error: unknown): never {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  throw new Unreachable(
    `Step Functions answered ${name}: ${message}. See that your credentials may do that; the same command goes on from there.`,
    { cause: error },
  );
}
