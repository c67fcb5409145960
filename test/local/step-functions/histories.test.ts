import { describe, expect, it } from "vitest";
import { failing, inTurn, lambda, machine, updateItem, Workshop } from "./workshop.ts";

const sleep = {
  Type: "Task",
  Resource: `${updateItem}.waitForTaskToken`,
  Arguments: { token: "{% $states.context.Task.Token %}" },
  TimeoutSeconds: 3600,
  Catch: [{ ErrorEquals: ["States.Timeout"], Next: "Slept", Output: "{% $states.errorOutput %}" }],
  Next: "Woken",
};
const sleeper = machine({ Sleep: sleep, Woken: { Type: "Succeed" }, Slept: { Type: "Succeed" } });

describe("Histories name what happened in AWS's words and order", () => {
  it("a sleeper that nobody wakes for an hour times out and goes on where its Catch says", async () => {
    const workshop = new Workshop();
    const execution = await workshop.run(sleeper);
    await workshop.advance(2 * 3600);
    expect(workshop.story(execution)).toEqual([
      "0 s  ExecutionStarted",
      "0 s  TaskStateEntered  Sleep",
      "0 s  TaskScheduled",
      "0 s  TaskStarted",
      "0 s  TaskSubmitted",
      "3600 s  TaskTimedOut  States.Timeout",
      "3600 s  TaskStateExited  Sleep",
      "3600 s  SucceedStateEntered  Slept",
      "3600 s  SucceedStateExited  Slept",
      "3600 s  ExecutionSucceeded",
    ]);
    expect(workshop.outcome(execution).output).toEqual({ Error: "States.Timeout", Cause: "" });
  });

  it("a sleeper that is woken after 10 minutes passes on what woke it", async () => {
    const workshop = new Workshop();
    const execution = await workshop.run(sleeper);
    await workshop.advance(600);
    workshop.machines.sendTaskSuccess(workshop.token, { by: "a click" });
    await workshop.machines.idle();
    expect(workshop.story(execution).slice(5)).toEqual([
      "600 s  TaskSucceeded",
      "600 s  TaskStateExited  Sleep",
      "600 s  SucceedStateEntered  Woken",
      "600 s  SucceedStateExited  Woken",
      "600 s  ExecutionSucceeded",
    ]);
    expect(workshop.outcome(execution)).toEqual({ status: "SUCCEEDED", output: { by: "a click" } });
    expect(workshop.clock.pending).toBe(0);
  });

  it("a throttled function is tried again after 2, 4 and 8 seconds without leaving its state", async () => {
    const busy = () => failing("Lambda.TooManyRequestsException", "Rate Exceeded");
    const workshop = new Workshop({ lambda: inTurn(busy, busy, busy, () => ({ Payload: "at last" })) });
    const retry = { ErrorEquals: ["Lambda.TooManyRequestsException"], IntervalSeconds: 2, MaxAttempts: 3 };
    const task = { Type: "Task", Resource: lambda, Arguments: {}, Retry: [retry], End: true };
    const execution = await workshop.run(machine({ Advance: task }));
    await workshop.advance(60);
    const failed = (at: number) => [
      `${at} s  TaskScheduled`,
      `${at} s  TaskStarted`,
      `${at} s  TaskFailed  Lambda.TooManyRequestsException`,
    ];
    expect(workshop.story(execution)).toEqual([
      "0 s  ExecutionStarted",
      "0 s  TaskStateEntered  Advance",
      ...[...failed(0), ...failed(2), ...failed(6)],
      "14 s  TaskScheduled",
      "14 s  TaskStarted",
      "14 s  TaskSucceeded",
      "14 s  TaskStateExited  Advance",
      "14 s  ExecutionSucceeded",
    ]);
  });

  it("a refused condition fails the submission, and its Catch keeps only the error's name", async () => {
    const workshop = new Workshop({
      updateItem: () => failing("DynamoDb.ConditionalCheckFailedException", "The conditional request failed"),
    });
    const keep = {
      ErrorEquals: ["DynamoDb.ConditionalCheckFailedException"],
      Assign: { trouble: "{% $states.errorOutput.Error %}" },
      Output: {},
      Next: "Slept",
    };
    const states = {
      Sleep: { ...sleep, Catch: [keep] },
      Woken: { Type: "Succeed" },
      Slept: { Type: "Pass", Output: "{% $trouble %}", End: true },
    };
    const execution = await workshop.run(machine(states));
    expect(workshop.story(execution).slice(4)).toEqual([
      "0 s  TaskSubmitFailed  DynamoDb.ConditionalCheckFailedException",
      "0 s  TaskStateExited  Sleep",
      "0 s  PassStateEntered  Slept",
      "0 s  PassStateExited  Slept",
      "0 s  ExecutionSucceeded",
    ]);
    expect(workshop.outcome(execution).output).toBe("DynamoDb.ConditionalCheckFailedException");
  });

  it("an expression that answers nothing leaves an EvaluationFailed that names its field", async () => {
    const workshop = new Workshop();
    const execution = await workshop.run(
      machine({ Look: { Type: "Pass", Output: { city: "{% $states.input.city %}" }, End: true } }),
    );
    const cause =
      "An error occurred while executing the state 'Look' (entered at the event id #2). The JSONata expression '$states.input.city' specified for the field 'Output/city' returned nothing (undefined).";
    expect(workshop.machines.history(execution).slice(2)).toMatchObject([
      {
        type: "EvaluationFailed",
        previousEventId: 2,
        evaluationFailedEventDetails: {
          error: "States.QueryEvaluationError",
          cause,
          location: "Output/city",
          state: "Look",
        },
      },
      {
        type: "ExecutionFailed",
        executionFailedEventDetails: { error: "States.QueryEvaluationError", cause },
      },
    ]);
  });

  it("every event of a task shows AWS's details, ids that count up and the event before it", async () => {
    const workshop = new Workshop({ lambda: () => ({ Payload: { step: "sleep" } }) });
    const task = {
      Type: "Task",
      Resource: lambda,
      Arguments: { FunctionName: "advance-lead" },
      TimeoutSeconds: 30,
      Assign: { step: "{% $states.result.Payload.step %}", count: 2 },
      Output: {},
      End: true,
    };
    const execution = await workshop.run(machine({ Advance: task }), { leadId: "lead-1" });
    const at = Date.parse("2026-11-21T09:00:00.000Z");
    const names = { resourceType: "lambda", resource: "invoke" };
    const whole = { truncated: false };
    expect(workshop.machines.history(execution)).toEqual([
      {
        id: 1,
        previousEventId: 0,
        timestamp: at,
        type: "ExecutionStarted",
        executionStartedEventDetails: {
          input: '{"leadId":"lead-1"}',
          inputDetails: whole,
          roleArn: "arn:aws:iam::111122223333:role/nurture",
        },
      },
      {
        id: 2,
        previousEventId: 0,
        timestamp: at,
        type: "TaskStateEntered",
        stateEnteredEventDetails: { name: "Advance", input: '{"leadId":"lead-1"}', inputDetails: whole },
      },
      {
        id: 3,
        previousEventId: 2,
        timestamp: at,
        type: "TaskScheduled",
        taskScheduledEventDetails: {
          ...names,
          region: "eu-central-1",
          parameters: '{"FunctionName":"advance-lead"}',
          timeoutInSeconds: 30,
        },
      },
      { id: 4, previousEventId: 3, timestamp: at, type: "TaskStarted", taskStartedEventDetails: names },
      {
        id: 5,
        previousEventId: 4,
        timestamp: at,
        type: "TaskSucceeded",
        taskSucceededEventDetails: { ...names, output: '{"Payload":{"step":"sleep"}}', outputDetails: whole },
      },
      {
        id: 6,
        previousEventId: 5,
        timestamp: at,
        type: "TaskStateExited",
        stateExitedEventDetails: {
          name: "Advance",
          output: "{}",
          outputDetails: whole,
          assignedVariables: { step: '"sleep"', count: "2" },
          assignedVariablesDetails: whole,
        },
      },
      {
        id: 7,
        previousEventId: 6,
        timestamp: at,
        type: "ExecutionSucceeded",
        executionSucceededEventDetails: { output: "{}", outputDetails: whole },
      },
    ]);
  });

  it("an end from outside follows from event 0, as AWS records it", async () => {
    const workshop = new Workshop();
    const definition = machine({ Rest: { Type: "Wait", Seconds: 3600, End: true } }, { TimeoutSeconds: 60 });
    const execution = await workshop.run(definition);
    await workshop.advance(3600);
    expect(workshop.machines.history(execution).at(-1)).toMatchObject({
      type: "ExecutionTimedOut",
      previousEventId: 0,
      executionTimedOutEventDetails: { error: "States.Timeout" },
    });
    expect(workshop.outcome(execution)).toEqual({ status: "TIMED_OUT" });

    const stopped = workshop.machines.start({ stateMachineArn: workshop.create(definition), name: "lead-2" });
    await workshop.machines.idle();
    workshop.machines.stop(stopped, { error: "Erased", cause: "asked to be forgotten" });
    expect(workshop.machines.history(stopped).at(-1)).toMatchObject({
      type: "ExecutionAborted",
      id: 3,
      previousEventId: 0,
    });
    expect(workshop.outcome(stopped)).toEqual({
      status: "ABORTED",
      error: "Erased",
      cause: "asked to be forgotten",
    });
    expect(workshop.clock.pending).toBe(0);
  });
});
