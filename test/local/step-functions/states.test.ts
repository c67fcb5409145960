import { describe, expect, it } from "vitest";
import { failing, lambda, machine, Workshop } from "./workshop.ts";

describe("Assign and Output", () => {
  it("both see the values at entry: a swap needs no third variable", async () => {
    const workshop = new Workshop();
    const execution = await workshop.run(
      machine({
        Set: { Type: "Pass", Assign: { a: 1, b: 2 }, Next: "Swap" },
        Swap: { Type: "Pass", Assign: { a: "{% $b %}", b: "{% $a %}" }, Output: "{% $a %}", Next: "Tell" },
        Tell: {
          Type: "Pass",
          Output: { a: "{% $a %}", b: "{% $b %}", before: "{% $states.input %}" },
          End: true,
        },
      }),
    );
    expect(workshop.outcome(execution).output).toEqual({ a: 2, b: 1, before: 1 });
  });

  it("without Output a Pass passes on its input, a Task its result, and a Catch the error", async () => {
    const workshop = new Workshop({
      lambda: ({ given }) => (given === "fail" ? failing("Oh", "no") : { Payload: given }),
    });
    const states = {
      Pass: { Type: "Pass", Assign: { before: "{% $states.input %}" }, Next: "Task" },
      Task: { Type: "Task", Resource: lambda, Arguments: "ask", Next: "Catch" },
      Catch: {
        Type: "Task",
        Resource: lambda,
        Arguments: "fail",
        Assign: { never: true },
        Catch: [{ ErrorEquals: ["States.ALL"], Assign: { result: "{% $states.input %}" }, Next: "Tell" }],
        End: true,
      },
      Tell: {
        Type: "Pass",
        Output: {
          before: "{% $before %}",
          result: "{% $result %}",
          error: "{% $states.input %}",
          never: "{% $exists($never) %}",
        },
        End: true,
      },
    };
    const execution = await workshop.run(machine(states), { leadId: "lead-1" });
    expect(workshop.outcome(execution).output).toEqual({
      before: { leadId: "lead-1" },
      result: { Payload: "ask" },
      error: { Error: "Oh", Cause: "no" },
      never: false,
    });
  });

  it("a Catch whose own Output fails ends the execution with that failure", async () => {
    const workshop = new Workshop({ lambda: () => failing("Oh") });
    const rescue = { ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput.Nothing %}", Next: "Done" };
    const states = {
      Do: { Type: "Task", Resource: lambda, Catch: [rescue], End: true },
      Done: { Type: "Succeed" },
    };
    const execution = await workshop.run(machine(states));
    expect(workshop.outcome(execution)).toMatchObject({
      status: "FAILED",
      error: "States.QueryEvaluationError",
    });
    expect(workshop.story(execution).slice(-2)).toEqual([
      "0 s  EvaluationFailed  States.QueryEvaluationError",
      "0 s  ExecutionFailed  States.QueryEvaluationError",
    ]);
  });
});

describe("Choice", () => {
  const choices = machine({
    Route: {
      Type: "Choice",
      Choices: [
        {
          Condition: "{% $states.input.score >= 60 %}",
          Assign: { road: "ripe" },
          Output: "{% $states.input.score %}",
          Next: "Tell",
        },
        { Condition: "{% $states.input.score < 0 %}", Next: "Tell" },
      ],
      Assign: { road: "waiting" },
      Output: "by default",
      Default: "Tell",
    },
    Tell: {
      Type: "Pass",
      Output: { road: "{% $exists($road) ? $road : 'none' %}", passed: "{% $states.input %}" },
      End: true,
    },
  });

  it.each([
    ["a score over the threshold takes the first road", 61, { road: "ripe", passed: 61 }],
    ["a rule without Assign and Output leaves all as it was", -1, { road: "none", passed: { score: -1 } }],
    ["the Default takes the state's own Assign and Output", 10, { road: "waiting", passed: "by default" }],
  ])("%s", async (_, score, output) => {
    const workshop = new Workshop();
    expect(workshop.outcome(await workshop.run(choices, { score })).output).toEqual(output);
  });

  it.each([
    ["no rule matches and there is no Default", "{% false %}", "States.NoChoiceMatched"],
    ["a condition is neither true nor false", "{% 'maybe' %}", "States.QueryEvaluationError"],
    ["a condition answers nothing", "{% $states.input.score > 1 %}", "States.QueryEvaluationError"],
  ])("the execution fails when %s", async (_, condition, error) => {
    const workshop = new Workshop();
    const states = {
      Route: { Type: "Choice", Choices: [{ Condition: condition, Next: "Done" }] },
      Done: { Type: "Succeed" },
    };
    expect(workshop.outcome(await workshop.run(machine(states)))).toMatchObject({ status: "FAILED", error });
  });
});

describe("Wait", () => {
  it.each([
    ["10 seconds", { Seconds: 10 }, 10],
    ["as many seconds as the input says", { Seconds: "{% $states.input.pause %}" }, 90],
    ["until an instant", { Timestamp: "2026-11-21T09:05:00Z" }, 300],
    ["until the instant the input says", { Timestamp: "{% $states.input.until %}" }, 7200],
    ["no time at all for an instant that has passed", { Timestamp: "2020-01-01T00:00:00Z" }, 0],
    ["no time at all for 0 seconds", { Seconds: 0 }, 0],
  ])("waits %s", async (_, until, seconds) => {
    const workshop = new Workshop();
    const input = { pause: 90, until: "2026-11-21T12:00:00+01:00" };
    const execution = await workshop.run(
      machine({ Rest: { Type: "Wait", ...until, Output: "rested", End: true } }),
      input,
    );
    await workshop.advance(24 * 3600);
    expect(workshop.story(execution).slice(1)).toEqual([
      "0 s  WaitStateEntered  Rest",
      `${seconds} s  WaitStateExited  Rest`,
      `${seconds} s  ExecutionSucceeded`,
    ]);
  });

  it.each([{ Seconds: "{% -1 %}" }, { Seconds: "{% 'soon' %}" }, { Timestamp: "{% 'tomorrow' %}" }])(
    "%j is no time to wait",
    async (until) => {
      const workshop = new Workshop();
      const execution = await workshop.run(machine({ Rest: { Type: "Wait", ...until, End: true } }));
      expect(workshop.outcome(execution).error).toBe("States.QueryEvaluationError");
    },
  );
});

describe("Succeed and Fail", () => {
  it("a Succeed ends with its Output", async () => {
    const workshop = new Workshop();
    const execution = await workshop.run(
      machine({ Done: { Type: "Succeed", Output: { won: "{% $states.input.deal %}" } } }),
      { deal: 7 },
    );
    expect(workshop.outcome(execution)).toEqual({ status: "SUCCEEDED", output: { won: 7 } });
  });

  it.each([
    ["words of its own", { Error: "Lost", Cause: "to a rival" }, { error: "Lost", cause: "to a rival" }],
    ["words from its input", { Error: "{% $states.input.why %}" }, { error: "Price" }],
    ["none at all", {}, {}],
  ])("a Fail ends with %s", async (_, fields, told) => {
    const workshop = new Workshop();
    const execution = await workshop.run(machine({ Lost: { Type: "Fail", ...fields } }), { why: "Price" });
    expect(workshop.outcome(execution)).toEqual({ status: "FAILED", ...told });
    expect(workshop.story(execution)[1]).toBe("0 s  FailStateEntered  Lost");
  });
});

describe("Time limits", () => {
  it("a function that doesn't answer within its 30 seconds times out, and its late answer is ignored", async () => {
    const answers: ((value: unknown) => void)[] = [];
    const workshop = new Workshop({ lambda: () => new Promise((resolve) => answers.push(resolve)) });
    const states = { Do: { Type: "Task", Resource: lambda, TimeoutSeconds: "{% 15 * 2 %}", End: true } };
    const execution = workshop.machines.start({
      stateMachineArn: workshop.create(machine(states)),
      name: "lead-1",
    });
    await new Promise(setImmediate);
    expect(workshop.machines.busy()).toBe(true);
    await workshop.clock.advance(30_000, () => new Promise(setImmediate));
    expect(workshop.outcome(execution)).toEqual({ status: "FAILED", error: "States.Timeout" });
    answers[0]?.("late");
    await workshop.machines.idle();
    expect(workshop.story(execution).at(-1)).toBe("30 s  ExecutionFailed  States.Timeout");
  });

  it.each(["{% 0 %}", "{% 1.5 %}", "{% 'long' %}"])("a sleep of %s seconds is no sleep", async (seconds) => {
    const workshop = new Workshop();
    const states = { Do: { Type: "Task", Resource: lambda, TimeoutSeconds: seconds, End: true } };
    expect(workshop.outcome(await workshop.run(machine(states))).error).toBe("States.QueryEvaluationError");
    expect(workshop.calls).toEqual([]);
  });
});
