/** How a stack's executions are asked for: AWS takes few such calls of a whole account. */
import { type ListExecutionsCommandInput, SFNClient } from "@aws-sdk/client-sfn";
import { expect, test } from "vitest";
import { executionsOf } from "../../../local/stack/executions.ts";

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
