import { describe, expect, it } from "vitest";
import { lambda, machine, refusal } from "./workshop.ts";

const done = { Type: "Succeed" };
const pass = (fields: object) => machine({ A: { Type: "Pass", ...fields, End: true } });
const task = (fields: object) =>
  machine({ A: { Type: "Task", Resource: lambda, ...fields, End: true }, B: done });
const catching = (catcher: object) =>
  task({ Catch: [{ ErrorEquals: ["States.ALL"], Next: "B", ...catcher }] });
const retrying = (retrier: object) =>
  task({ Retry: [{ ErrorEquals: ["A"], ...retrier }], Catch: [{ ErrorEquals: ["A"], Next: "B" }] });

describe("A definition is refused, and the reason named, when", () => {
  it.each<[string, object | string, string]>([
    ["it is no JSON", "{", "INVALID_JSON_DESCRIPTION: The definition is no JSON object at /"],
    [
      "it has no states",
      { QueryLanguage: "JSONata", StartAt: "A" },
      "These fields are required: [States] at /",
    ],
    [
      "it doesn't say where to start",
      { QueryLanguage: "JSONata", States: { A: done } },
      "These fields are required: [StartAt] at /",
    ],
    [
      "it starts nowhere",
      machine({ A: done }, { StartAt: "Z" }),
      "MISSING_TRANSITION_TARGET: Missing 'StartAt' target: Z at /StartAt",
    ],
    [
      "it leads nowhere",
      machine({ A: { Type: "Pass", Next: "Z" } }),
      "Missing 'Next' target: Z at /States/A/Next",
    ],
    ["a Catch leads nowhere", catching({ Next: "Z" }), "Missing 'Next' target: Z at /States/A/Catch[0]/Next"],
    [
      "a Default leads nowhere",
      machine({
        A: { Type: "Choice", Choices: [{ Condition: "{% true %}", Next: "B" }], Default: "Z" },
        B: done,
      }),
      "Missing 'Default' target: Z at /States/A/Default",
    ],
    [
      "a state can't be reached",
      machine({ A: done, Lost: done }),
      'State "Lost" is not reachable. at /States/Lost',
    ],
    [
      "it never ends",
      machine({ A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } }),
      "MISSING_END_STATE",
    ],
    [
      "a state neither ends nor goes on",
      machine({ A: { Type: "Pass" } }),
      "One of the fields 'Next' and 'End' is required",
    ],
    [
      "a state both ends and goes on",
      machine({ A: { Type: "Pass", Next: "B", End: true }, B: done }),
      "One of the fields 'Next' and 'End' is required",
    ],
    [
      "it is in JSONPath, which is what AWS takes it for without a word",
      { StartAt: "A", States: { A: done } },
      "The QueryLanguage 'JSONPath' is not offered on the laptop; set it to 'JSONata' at /States/A",
    ],
    [
      "one state is in JSONPath",
      machine({ A: { ...done, QueryLanguage: "JSONPath" } }),
      "The QueryLanguage 'JSONPath' is not offered",
    ],
    [
      "it uses a state type that isn't known",
      machine({ A: { Type: "Loop" } }),
      "Value should be one of the following: [Task, Choice, Wait, Pass, Succeed, Fail] at /States/A/Type",
    ],
    [
      "it uses Parallel",
      machine({ A: { Type: "Parallel", Branches: [], End: true } }),
      "The state type 'Parallel' is not offered on the laptop at /States/A/Type",
    ],
    [
      "it uses Map",
      machine({ A: { Type: "Map", ItemReader: {}, End: true } }),
      "The state type 'Map' is not offered on the laptop at /States/A/Type",
    ],
    [
      "it has a field nobody knows",
      machine({ A: done }, { Timeout: 5 }),
      "Field 'Timeout' is not supported at /Timeout",
    ],
    [
      "a state has a field nobody knows",
      pass({ Colour: "green" }),
      "Field 'Colour' is not supported at /States/A/Colour",
    ],
    [
      "a Task brings credentials",
      task({ Credentials: { RoleArn: "r" } }),
      "Field 'Credentials' is not supported at /States/A/Credentials",
    ],
    [
      "a Succeed assigns",
      machine({ A: { ...done, Assign: { a: 1 } } }),
      "Field 'Assign' is not supported at /States/A/Assign",
    ],
    ...["InputPath", "OutputPath", "ResultPath", "Parameters", "ResultSelector", "TimeoutSecondsPath"].map(
      (field): [string, object, string] => [
        `a JSONata state has the JSONPath field ${field}`,
        task({ [field]: "$" }),
        `field '${field}' is only supported for the 'JSONPath' QueryLanguage at /States/A`,
      ],
    ),
    [
      "a Pass has a Result",
      pass({ Result: {} }),
      "field 'Result' is only supported for the 'JSONPath' QueryLanguage",
    ],
    [
      "a Catch has a ResultPath",
      catching({ ResultPath: "$.error" }),
      "field 'ResultPath' is only supported for the 'JSONPath' QueryLanguage at /States/A/Catch[0]",
    ],
    [
      "the laptop has no such integration",
      task({ Resource: "arn:aws:states:::sqs:sendMessage" }),
      "The resource 'arn:aws:states:::sqs:sendMessage' is not offered on the laptop at /States/A/Resource",
    ],
    [
      "a Task has no resource",
      machine({ A: { Type: "Task", End: true } }),
      "These fields are required: [Resource] at /States/A",
    ],
    [
      "it waits for a job to run",
      task({ Resource: `${lambda}.sync` }),
      "is not offered on the laptop at /States/A/Resource",
    ],
    [
      "a callback keeps its token to itself",
      task({ Resource: `${lambda}.waitForTaskToken`, Arguments: { a: 1 } }),
      "A .waitForTaskToken task must pass on $states.context.Task.Token at /States/A/Arguments",
    ],
    [
      "a callback has no arguments at all",
      task({ Resource: `${lambda}.waitForTaskToken` }),
      "must pass on $states.context.Task.Token",
    ],
    [
      "a callback only shows its token afterwards",
      task({ Resource: `${lambda}.waitForTaskToken`, Output: "{% $states.context.Task.Token %}" }),
      "must pass on $states.context.Task.Token",
    ],
    [
      "States.ALL isn't alone",
      catching({ ErrorEquals: ["States.ALL", "Other"] }),
      "'States.ALL' must stand alone in ErrorEquals at /States/A/Catch[0]/ErrorEquals",
    ],
    [
      "States.ALL isn't last",
      task({ Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["Other"] }] }),
      "'States.ALL' is only allowed in the last place at /States/A/Retry[0]/ErrorEquals",
    ],
    [
      "an error is named like AWS's own",
      catching({ ErrorEquals: ["States.Broken"] }),
      "the prefix 'States.' is reserved",
    ],
    [
      "a Catch names no error",
      catching({ ErrorEquals: [] }),
      "Expected a list of [STRING] at /States/A/Catch[0]/ErrorEquals",
    ],
    [
      "a Retry is too eager",
      retrying({ IntervalSeconds: 0 }),
      "Expected integer between 1 and 99999999 at /States/A/Retry[0]/IntervalSeconds",
    ],
    ["a Retry hurries up", retrying({ BackoffRate: 0.5 }), "Expected number between 1"],
    [
      "a Retry counts down",
      retrying({ MaxAttempts: -1 }),
      "Expected integer between 0 and 99999999 at /States/A/Retry[0]/MaxAttempts",
    ],
    [
      "a Retry's longest delay is shorter than its first",
      retrying({ IntervalSeconds: 9, MaxDelaySeconds: 5 }),
      "MaxDelaySeconds must be greater than IntervalSeconds",
    ],
    [
      "a Retry's jitter is unknown",
      retrying({ JitterStrategy: "SOME" }),
      "Value should be one of the following: [NONE, FULL]",
    ],
    [
      "a Retry's numbers are expressions",
      retrying({ IntervalSeconds: "{% 1 %}" }),
      "Expected integer between 1",
    ],
    [
      "a Wait waits for nothing",
      machine({ A: { Type: "Wait", End: true } }),
      "One of the fields 'Seconds' and 'Timestamp' is required",
    ],
    [
      "a Wait waits for two things",
      machine({ A: { Type: "Wait", Seconds: 1, Timestamp: "2026-11-21T09:00:00Z", End: true } }),
      "One of the fields 'Seconds' and 'Timestamp' is required",
    ],
    [
      "a Wait's instant is none",
      machine({ A: { Type: "Wait", Timestamp: "tomorrow", End: true } }),
      "Expected an ISO 8601 timestamp",
    ],
    [
      "a timeout is no time",
      task({ TimeoutSeconds: 0 }),
      "Expected an integer between 1 and 99999999, or a JSONata expression at /States/A/TimeoutSeconds",
    ],
    [
      "a heartbeat is slower than the timeout",
      task({ TimeoutSeconds: 10, HeartbeatSeconds: 10 }),
      "HeartbeatSeconds must be smaller than TimeoutSeconds",
    ],
    [
      "a Choice offers none",
      machine({ A: { Type: "Choice", Choices: [], Default: "B" }, B: done }),
      "At least one choice is required",
    ],
    [
      "a condition is in the JSONPath style",
      machine({
        A: { Type: "Choice", Choices: [{ Variable: "$.a", NumericEquals: 1, Next: "B" }] },
        B: done,
      }),
      "Field 'Variable' is not supported at /States/A/Choices[0]/Variable",
    ],
    [
      "a condition is a plain word",
      machine({ A: { Type: "Choice", Choices: [{ Condition: "yes", Next: "B" }] }, B: done }),
      "Expected a JSONata expression or a boolean",
    ],
    ["a state's name is too long", machine({ ["x".repeat(81)]: done }), "State names may have 80 characters"],
    [
      "the version isn't 1.0",
      machine({ A: done }, { Version: "2.0" }),
      "Value should be one of the following: [1.0] at /Version",
    ],
  ])("%s", (_, definition, reason) => {
    expect(refusal(definition)).toContain("Invalid State Machine Definition: '");
    expect(refusal(definition)).toContain(reason);
  });

  it("one answer names everything that is wrong", () => {
    const message = refusal(
      machine({ A: { Type: "Pass", Result: 1, Colour: 2, End: true }, B: { Type: "Map" } }),
    );
    expect(message.split(", SCHEMA_VALIDATION_FAILED")).toHaveLength(3);
  });
});
