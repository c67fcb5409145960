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
  /** Stops all that run, `rate` a second at most; broken off, the next time goes on with what is left. Says how many, each counted once. */
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
      const stopped = new Set<string | undefined>();
      const isNew = ({ executionArn }: ExecutionListItem) => !stopped.has(executionArn);
      const stopPart = async (part: readonly ExecutionListItem[]) => {
        await Promise.all(part.map((execution) => stop(client, execution)));
        for (const { executionArn } of part) stopped.add(executionArn);
        progress(stopped.size);
        await pause(SECOND);
      };
      // Listed anew until none is new: one that was starting when the list began isn't on it. And the list lags behind: one
      // that is stopped may stand on the next.
      for (let before = -1; before < stopped.size; ) {
        before = stopped.size;
        for await (const page of pages())
          for (const part of inParts(page.filter(isNew), rate)) await stopPart(part);
      }
      return stopped.size;
    },
  };
}

function inParts<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
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
