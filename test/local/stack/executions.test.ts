/** How a stack's executions are asked for: AWS takes few such calls of a whole account. */
import {
  type ListExecutionsCommandInput,
  SFNClient,
  type StopExecutionCommandInput,
} from "@aws-sdk/client-sfn";
import { expect, test } from "vitest";
import { executionsOf } from "../../../local/stack/executions.ts";
import { Unreachable } from "../../../local/stack/unreachable.ts";

test("credentials that may not list them end it in words, not in a stack trace", async () => {
  const client = new SFNClient({
    region: "us-east-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  client.middlewareStack.add(
    () => async () => {
      throw Object.assign(new Error("not authorized to perform: states:ListExecutions"), {
        name: "AccessDeniedException",
      });
    },
    { step: "initialize" },
  );
  const executions = executionsOf(client, "machine", async () => undefined);
  const says =
    "Step Functions answered AccessDeniedException: not authorized to perform: states:ListExecutions. See that your credentials may do that; the same command goes on from there.";
  await expect(executions.count()).rejects.toThrow(new Unreachable(says));
  await expect(executions.stopAll(20, () => undefined)).rejects.toThrow(new Unreachable(says));
});

test("2,500 executions are counted in three calls, a thousand at a time", async () => {
  const client = new SFNClient({
    region: "us-east-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  const asked: (number | undefined)[] = [];
  client.middlewareStack.add(
    () =>
      async ({ input }) => {
        const { maxResults = 100, nextToken = "0" } = input as ListExecutionsCommandInput;
        asked.push(maxResults);
        const told = Number(nextToken) + maxResults;
        const executions = Array.from(
          { length: Math.min(maxResults, 2_500 - Number(nextToken)) },
          () => ({}),
        );
        const output = { executions, ...(told < 2_500 ? { nextToken: String(told) } : {}), $metadata: {} };
        return { output, response: {} } as never;
      },
    { step: "initialize" },
  );
  expect(await executionsOf(client, "machine", async () => undefined).count()).toBe(2_500);
  expect(asked).toEqual([1_000, 1_000, 1_000]);
});

test("a list that lags behind tells of some that are stopped already: each is stopped and counted once, and one that began meanwhile is stopped too", async () => {
  const client = new SFNClient({
    region: "us-east-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  const lists = [["a", "b", "c"], ["b", "c", "late"], ["late"], []];
  const stopped: (string | undefined)[] = [];
  client.middlewareStack.add(
    () =>
      async ({ input }) => {
        const { executionArn } = input as StopExecutionCommandInput;
        if (executionArn !== undefined) stopped.push(executionArn);
        const listed = executionArn === undefined ? lists.shift() : undefined;
        const executions = (listed ?? []).map((arn) => ({ executionArn: arn }));
        return { output: { executions, $metadata: {} }, response: {} } as never;
      },
    { step: "initialize" },
  );
  const progress: number[] = [];
  const it = executionsOf(client, "machine", async () => undefined);
  expect(await it.stopAll(2, (so) => void progress.push(so))).toBe(4);
  expect(stopped).toEqual(["a", "b", "c", "late"]);
  expect(progress).toEqual([2, 3, 4]);
});
