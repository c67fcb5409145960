import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  InvalidArn,
  InvalidDefinition,
  InvalidToken,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  SFNClient,
  SFNServiceException,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  TaskTimedOut,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerHttp } from "../../../local/step-functions/http.ts";
import { machine, role, updateItem, Workshop } from "./workshop.ts";

const workshop = new Workshop();
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const target = request.headers["x-amz-target"];
  const body = Buffer.concat(chunks).toString();
  const answer = await answerHttp(workshop.machines, {
    target: typeof target === "string" ? target : undefined,
    body,
  });
  response.writeHead(answer.status, answer.headers).end(answer.body);
});
let client: SFNClient;
let address: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: "laptop", secretAccessKey: "laptop" };
  client = new SFNClient({ endpoint: address, region: "eu-central-1", credentials, maxAttempts: 1 });
});

afterAll(() => {
  client.destroy();
  server.close();
});

const definition = JSON.stringify(
  machine({
    Ask: {
      Type: "Task",
      Resource: `${updateItem}.waitForTaskToken`,
      Arguments: { token: "{% $states.context.Task.Token %}" },
      Assign: { answer: "{% $states.result %}" },
      End: true,
    },
  }),
);

describe("AWS's own SDK", () => {
  it("makes a state machine, starts it, answers its token and reads its history", async () => {
    const { stateMachineArn, creationDate } = await client.send(
      new CreateStateMachineCommand({ name: "nurture", definition, roleArn: role }),
    );
    expect(creationDate).toEqual(new Date("2026-11-21T09:00:00.000Z"));
    await workshop.advance(0.75);
    const { executionArn, startDate } = await client.send(
      new StartExecutionCommand({ stateMachineArn, name: "lead-1", input: '{"a":1}' }),
    );
    expect(startDate).toEqual(new Date("2026-11-21T09:00:00.750Z"));
    await workshop.machines.idle();
    await client.send(new SendTaskSuccessCommand({ taskToken: workshop.token, output: '{"woken":true}' }));
    await workshop.machines.idle();
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({ status: "SUCCEEDED", output: '{"woken":true}', stopDate: startDate });
    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events?.map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "TaskStateEntered",
      "TaskScheduled",
      "TaskStarted",
      "TaskSubmitted",
      "TaskSucceeded",
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
    expect(events?.[6]?.stateExitedEventDetails?.assignedVariables).toEqual({ answer: '{"woken":true}' });
    expect(events?.[6]?.timestamp).toEqual(startDate);
    const { executions } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(executions).toMatchObject([{ name: "lead-1", status: "SUCCEEDED" }]);
  });

  const machineArn = "arn:aws:states:eu-central-1:111122223333:stateMachine:nurture";

  it.each([
    [
      "a name that is taken",
      new StartExecutionCommand({ stateMachineArn: machineArn, name: "lead-1", input: '{"a":1}' }),
      ExecutionAlreadyExists,
    ],
    [
      "a state machine nobody made",
      new StartExecutionCommand({ stateMachineArn: `${machineArn}-2` }),
      StateMachineDoesNotExist,
    ],
    [
      "an execution nobody started",
      new DescribeExecutionCommand({ executionArn: `${machineArn.replace("stateMachine", "execution")}:x` }),
      ExecutionDoesNotExist,
    ],
    ["no ARN", new DescribeExecutionCommand({ executionArn: "x" }), InvalidArn],
    [
      "no definition",
      new CreateStateMachineCommand({ name: "b", definition: "{}", roleArn: role }),
      InvalidDefinition,
    ],
    ["no token", new SendTaskSuccessCommand({ taskToken: "x", output: "{}" }), InvalidToken],
  ] as const)("gets its own error class for %s", async (_, command, errorClass) => {
    const error = await client.send(command as StartExecutionCommand).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(errorClass);
    expect(error).toBeInstanceOf(SFNServiceException);
  });

  it("gets TaskTimedOut for a token that was answered", async () => {
    const again = client.send(new SendTaskSuccessCommand({ taskToken: workshop.token, output: "{}" }));
    await expect(again).rejects.toBeInstanceOf(TaskTimedOut);
  });
});

describe("Anybody else", () => {
  const post = (target: string, body: string) =>
    fetch(address, { method: "POST", body, headers: { "x-amz-target": target } });

  it.each([
    ["an action that isn't offered", "AWSStepFunctions.CreateActivity", "{}", "UnknownOperationException"],
    ["another service's action", "DynamoDB_20120810.GetItem", "{}", "UnknownOperationException"],
    ["a body that is no JSON", "AWSStepFunctions.StartExecution", "{", "SerializationException"],
    ["a body that is no object", "AWSStepFunctions.StartExecution", "7", "SerializationException"],
  ])("gets a 400 that names the error for %s", async (_, target, body, type) => {
    const response = await post(target, body);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.0");
    expect(await response.json()).toMatchObject({ __type: type, message: expect.any(String) });
  });
});
