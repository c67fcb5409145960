import { describe, expect, it } from "vitest";
import { lambda, machine, updateItem, Workshop } from "./workshop.ts";

const most = 262_144;
/** A JSON string of exactly so many bytes, quotes included. */
const text = (bytes: number) => "x".repeat(bytes - 2);

describe("A payload may have 262,144 bytes and no more:", () => {
  it("a start's input", async () => {
    const workshop = new Workshop();
    const stateMachineArn = workshop.create(machine({ Done: { Type: "Succeed" } }));
    const start = (input: string) =>
      workshop.machines.call("StartExecution", { stateMachineArn, input: JSON.stringify(input) });
    await expect(start(text(most))).resolves.toBeDefined();
    await expect(start(text(most + 1))).rejects.toMatchObject({ code: "ValidationException" });
  });

  it.each([
    ["as much as fits", text(most), { status: "SUCCEEDED" }],
    ["one byte too many", text(most + 1), { status: "FAILED", error: "States.DataLimitExceeded" }],
    [
      "few characters of many bytes",
      "€".repeat(90_000),
      { status: "FAILED", error: "States.DataLimitExceeded" },
    ],
  ])("a function's answer with %s", async (_, answer, outcome) => {
    const workshop = new Workshop({ lambda: () => answer });
    const rescue = { ErrorEquals: ["States.ALL"], Next: "Never" };
    const states = {
      Do: { Type: "Task", Resource: lambda, Catch: [rescue], End: true },
      Never: { Type: "Fail" },
    };
    expect(workshop.outcome(await workshop.run(machine(states)))).toMatchObject(outcome);
  });

  it("a function's answer that is too long can be caught by that name only", async () => {
    const workshop = new Workshop({ lambda: () => text(most + 1) });
    const rescue = { ErrorEquals: ["States.DataLimitExceeded"], Output: "too long", Next: "Tell" };
    const states = {
      Do: { Type: "Task", Resource: lambda, Catch: [rescue], End: true },
      Tell: { Type: "Succeed" },
    };
    const execution = await workshop.run(machine(states));
    expect(workshop.outcome(execution)).toEqual({ status: "SUCCEEDED", output: "too long" });
    expect(workshop.story(execution)).toContain("0 s  TaskFailed  States.DataLimitExceeded");
  });

  it("a state's output, its variables, and what it gives a function", async () => {
    const long = "{% $join($map([1..300000], function($n) { 'x' })) %}";
    const states = [
      { Type: "Pass", Output: long },
      { Type: "Pass", Assign: { long }, Output: {} },
      { Type: "Task", Resource: lambda, Arguments: { long } },
    ];
    for (const state of states) {
      const workshop = new Workshop();
      const execution = await workshop.run(machine({ Swell: { ...state, End: true } }));
      expect(workshop.outcome(execution)).toEqual({
        status: "FAILED",
        error: "States.DataLimitExceeded",
        cause:
          "The state/task 'Swell' returned a result with a size exceeding the maximum number of bytes service limit.",
      });
    }
  });

  it("an answer to a token", async () => {
    const workshop = new Workshop();
    const ask = {
      Type: "Task",
      Resource: `${updateItem}.waitForTaskToken`,
      Arguments: "{% $states.context.Task.Token %}",
      End: true,
    };
    const execution = await workshop.run(machine({ Ask: ask }));
    expect(() => workshop.machines.sendTaskSuccess(workshop.token, text(most + 1))).toThrow("262144");
    expect(workshop.outcome(execution).status).toBe("RUNNING");
  });
});

describe("A history has 25,000 events and no more:", () => {
  it("a loop without end fails with its 25,000th event, whatever its Catch says", async () => {
    const workshop = new Workshop();
    const states = {
      Loop: { Type: "Choice", Choices: [{ Condition: "{% false %}", Next: "Done" }], Default: "Again" },
      Again: {
        Type: "Task",
        Resource: lambda,
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Done" }],
        Next: "Loop",
      },
      Done: { Type: "Succeed" },
    };
    const execution = await workshop.run(machine(states));
    expect(workshop.outcome(execution)).toEqual({
      status: "FAILED",
      error: "States.Runtime",
      cause: "The execution reached the maximum number of history events (25000).",
    });
    const history = workshop.machines.history(execution);
    expect(history).toHaveLength(25_000);
    expect(history.at(-1)).toMatchObject({ id: 25_000, type: "ExecutionFailed" });
  });
});
