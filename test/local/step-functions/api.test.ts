import { describe, expect, it } from "vitest";
import { machine, role, Workshop } from "./workshop.ts";

const place = "arn:aws:states:eu-central-1:111122223333";
const done = machine({ Done: { Type: "Succeed" } });
const start = Date.parse("2026-11-21T09:00:00Z") / 1000;

describe("The API refuses by AWS's error codes", () => {
  it.each<[string, string, object, string, string]>([
    [
      "an action nobody knows",
      "Dance",
      {},
      "UnknownOperationException",
      "The action 'Dance' is not offered on the laptop",
    ],
    [
      "an action the laptop hasn't got",
      "RedriveExecution",
      {},
      "UnknownOperationException",
      "'RedriveExecution' is not offered",
    ],
    ["a prototype's name", "constructor", {}, "UnknownOperationException", "'constructor' is not offered"],
    [
      "no ARN at all",
      "DescribeExecution",
      { executionArn: "nonsense" },
      "InvalidArn",
      "Invalid Arn: 'Invalid ARN prefix: nonsense'",
    ],
    [
      "the ARN of something else",
      "DescribeExecution",
      { executionArn: `${place}:stateMachine:nurture` },
      "InvalidArn",
      "Resource type not valid",
    ],
    [
      "an execution nobody started",
      "DescribeExecution",
      { executionArn: `${place}:execution:nurture:x` },
      "ExecutionDoesNotExist",
      `Execution Does Not Exist: '${place}:execution:nurture:x'`,
    ],
    [
      "stopping one nobody started",
      "StopExecution",
      { executionArn: `${place}:execution:nurture:x` },
      "ExecutionDoesNotExist",
      "",
    ],
    [
      "the history of one nobody started",
      "GetExecutionHistory",
      { executionArn: `${place}:execution:nurture:x` },
      "ExecutionDoesNotExist",
      "",
    ],
    [
      "a state machine nobody made",
      "StartExecution",
      { stateMachineArn: `${place}:stateMachine:x` },
      "StateMachineDoesNotExist",
      `State Machine Does Not Exist: '${place}:stateMachine:x'`,
    ],
    [
      "listing one nobody made",
      "ListExecutions",
      { stateMachineArn: `${place}:stateMachine:x` },
      "StateMachineDoesNotExist",
      "",
    ],
    [
      "an input that is no JSON",
      "StartExecution",
      { stateMachineArn: `${place}:stateMachine:nurture`, input: "lead" },
      "InvalidExecutionInput",
      "Invalid State Machine Execution Input",
    ],
    [
      "a missing field",
      "StartExecution",
      {},
      "ValidationException",
      "1 validation error detected: Value null at 'stateMachineArn' failed to satisfy constraint: Member must not be null",
    ],
    [
      "a field of the wrong type",
      "StartExecution",
      { stateMachineArn: 5 },
      "SerializationException",
      "NUMBER_VALUE can not be converted to a String",
    ],
    [
      "an empty ARN",
      "StartExecution",
      { stateMachineArn: "" },
      "ValidationException",
      "Value '' at 'stateMachineArn' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      "a role that is no ARN",
      "CreateStateMachine",
      { name: "x", definition: "{}", roleArn: "admin" },
      "InvalidArn",
      "Invalid Arn: 'Invalid ARN prefix: admin'",
    ],
    [
      "a field the laptop doesn't honour",
      "CreateStateMachine",
      { name: "x", definition: "{}", roleArn: role, publish: true },
      "ValidationException",
      "'publish' is not offered on the laptop",
    ],
    [
      "a filter AWS doesn't know",
      "ListExecutions",
      { stateMachineArn: `${place}:stateMachine:nurture`, statusFilter: "succeeded" },
      "ValidationException",
      "Member must satisfy enum value set",
    ],
    [
      "a page of more than 1,000",
      "ListStateMachines",
      { maxResults: 1001 },
      "ValidationException",
      "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
    ],
    [
      "a page token of its own making",
      "ListStateMachines",
      { nextToken: "abc" },
      "InvalidToken",
      "Invalid Token: 'Invalid token'",
    ],
    [
      "an express state machine",
      "CreateStateMachine",
      { name: "x", definition: "{}", roleArn: role, type: "EXPRESS" },
      "StateMachineTypeNotSupported",
      "",
    ],
    [
      "tags on nothing",
      "ListTagsForResource",
      { resourceArn: `${place}:stateMachine:x` },
      "ResourceNotFound",
      "",
    ],
  ])("%s", async (_, action, input, code, message) => {
    const workshop = new Workshop();
    workshop.create(done);
    const refused = await workshop.machines.call(action, input).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code, message: expect.stringContaining(message) });
  });
});

describe("The API describes", () => {
  it("a state machine as it was made, with its instants in seconds", async () => {
    const workshop = new Workshop();
    const stateMachineArn = workshop.create(done);
    await workshop.advance(1.25);
    const described = {
      stateMachineArn,
      name: "nurture",
      type: "STANDARD",
      status: "ACTIVE",
      roleArn: role,
      creationDate: start,
    };
    expect(await workshop.machines.call("DescribeStateMachine", { stateMachineArn })).toMatchObject({
      ...described,
      definition: JSON.stringify(done),
    });
    const update = await workshop.machines.call("UpdateStateMachine", {
      stateMachineArn,
      roleArn: "arn:aws:iam::111122223333:role/other",
    });
    expect(update).toMatchObject({ updateDate: start + 1.25 });
    expect(await workshop.machines.call("DescribeStateMachine", { stateMachineArn })).toMatchObject({
      roleArn: "arn:aws:iam::111122223333:role/other",
      revisionId: expect.any(String),
    });
  });

  it("an execution with its input, its output and its instants", async () => {
    const workshop = new Workshop();
    const execution = await workshop.run(machine({ Rest: { Type: "Wait", Seconds: 5, End: true } }), {
      leadId: "lead-1",
    });
    await workshop.advance(5);
    expect(workshop.machines.describe(execution)).toEqual({
      executionArn: `${place}:execution:nurture:lead-1`,
      stateMachineArn: `${place}:stateMachine:nurture`,
      name: "lead-1",
      status: "SUCCEEDED",
      startDate: start,
      stopDate: start + 5,
      input: '{"leadId":"lead-1"}',
      inputDetails: { included: true },
      output: '{"leadId":"lead-1"}',
      outputDetails: { included: true },
      redriveCount: 0,
      redriveStatus: "NOT_REDRIVABLE",
      redriveStatusReason: "Execution is SUCCEEDED and cannot be redriven",
    });
  });

  it("what is wrong with a definition, without making anything of it", async () => {
    const workshop = new Workshop();
    const validate = (definition: object) =>
      workshop.machines.call("ValidateStateMachineDefinition", { definition: JSON.stringify(definition) });
    expect(await validate(done)).toEqual({ result: "OK", diagnostics: [], truncated: false });
    expect(await validate(machine({ Done: { Type: "Succeed" } }, { StartAt: "Z" }))).toEqual({
      result: "FAIL",
      diagnostics: [
        {
          severity: "ERROR",
          code: "MISSING_TRANSITION_TARGET",
          message: "Missing 'StartAt' target: Z",
          location: "/StartAt",
        },
      ],
      truncated: false,
    });
    expect(await workshop.machines.call("ListStateMachines", {})).toEqual({ stateMachines: [] });
  });

  it("tags as they are put on and taken off", async () => {
    const workshop = new Workshop();
    const resourceArn = workshop.create(done);
    await workshop.machines.call("TagResource", {
      resourceArn,
      tags: [
        { key: "stage", value: "dev" },
        { key: "team", value: "growth" },
      ],
    });
    await workshop.machines.call("UntagResource", { resourceArn, tagKeys: ["stage"] });
    expect(await workshop.machines.call("ListTagsForResource", { resourceArn })).toEqual({
      tags: [{ key: "team", value: "growth" }],
    });
  });

  it("a stop as often as it is asked for", async () => {
    const workshop = new Workshop();
    const executionArn = await workshop.run(machine({ Rest: { Type: "Wait", Seconds: 500, End: true } }));
    await workshop.advance(10);
    expect(await workshop.machines.call("StopExecution", { executionArn })).toEqual({ stopDate: start + 10 });
    await workshop.advance(10);
    expect(await workshop.machines.call("StopExecution", { executionArn })).toEqual({ stopDate: start + 10 });
  });
});
