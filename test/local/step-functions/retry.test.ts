import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Retrier } from "../../../local/step-functions/definition/model.ts";
import { StateFailure } from "../../../local/step-functions/errors.ts";
import { delayBefore, matches } from "../../../local/step-functions/retry.ts";
import { failing, inTurn, lambda, machine, Workshop } from "./workshop.ts";

describe("What a Retry or a Catch takes", () => {
  it.each([
    [["States.ALL"], "Lambda.ServiceException", true],
    [["States.ALL"], "States.Timeout", true],
    [["States.ALL"], "States.QueryEvaluationError", true],
    [["States.ALL"], "States.DataLimitExceeded", false],
    [["States.DataLimitExceeded"], "States.DataLimitExceeded", true],
    [["States.ALL"], "States.Runtime", false],
    [["States.Runtime"], "States.Runtime", false],
    [["States.TaskFailed"], "Lambda.ServiceException", true],
    [["States.TaskFailed"], "States.Timeout", false],
    [["States.Timeout", "Other"], "States.Timeout", true],
    [["Lambda.ServiceException"], "Lambda.SdkClientException", false],
    [["lambda.serviceexception"], "Lambda.ServiceException", false],
  ])("%j and a failure called %s: %s", (errorEquals, error, taken) => {
    expect(matches(errorEquals, new StateFailure(error))).toBe(taken);
  });

  it("a missed heartbeat answers to both of its names, but is no States.TaskFailed", () => {
    const silence = new StateFailure("States.Timeout", undefined, "States.HeartbeatTimeout");
    const takes = ["States.HeartbeatTimeout", "States.Timeout", "States.ALL", "States.TaskFailed"];
    expect(takes.map((name) => matches([name], silence))).toEqual([true, true, true, false]);
  });
});

const plain: Retrier = {
  errorEquals: [],
  intervalSeconds: 1,
  backoffRate: 2,
  maxAttempts: 3,
  maxDelaySeconds: undefined,
  jitter: "NONE",
};

describe("How long a Retry waits", () => {
  it.each([
    ["1 s, then twice as long each time", plain, [1, 2, 4, 8]],
    ["always 5 s with a BackoffRate of 1", { ...plain, intervalSeconds: 5, backoffRate: 1 }, [5, 5, 5, 5]],
    [
      "3 s, 4.5 s, 6.75 s with a BackoffRate of 1.5",
      { ...plain, intervalSeconds: 3, backoffRate: 1.5 },
      [3, 4.5, 6.75],
    ],
    ["never more than MaxDelaySeconds", { ...plain, intervalSeconds: 2, maxDelaySeconds: 5 }, [2, 4, 5, 5]],
    ["half of it when full jitter draws 0.5", { ...plain, jitter: "FULL" as const }, [0.5, 1, 2, 4]],
  ])("%s", (_, retrier, seconds) => {
    expect(seconds.map((_second, used) => delayBefore(retrier, used, () => 0.5) / 1000)).toEqual(seconds);
  });

  it("with full jitter always lies between nothing and the delay without jitter", () => {
    const dice = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const retriers = fc.record({
      intervalSeconds: fc.integer({ min: 1, max: 600 }),
      backoffRate: fc.double({ min: 1, max: 5, noNaN: true }),
      maxDelaySeconds: fc.option(fc.integer({ min: 601, max: 86_400 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(retriers, fc.nat(20), dice, (given, used, drawn) => {
        const whole = delayBefore({ ...plain, ...given }, used, () => 1);
        const jittered = delayBefore({ ...plain, ...given, jitter: "FULL" }, used, () => drawn);
        expect(jittered).toBeGreaterThanOrEqual(0);
        expect(jittered).toBeLessThanOrEqual(whole);
      }),
    );
  });
});

describe("Retriers count for themselves", () => {
  it("errors A, B, C, B use the first retrier twice and the second once; the fourth goes to the Catch", async () => {
    const workshop = new Workshop({
      lambda: inTurn(
        () => failing("A"),
        () => failing("B"),
        () => failing("C"),
        () => failing("B"),
      ),
    });
    const task = {
      Type: "Task",
      Resource: lambda,
      Retry: [
        { ErrorEquals: ["A", "B"], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 2 },
        { ErrorEquals: ["C"], IntervalSeconds: 5 },
      ],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Z" }],
      End: true,
    };
    const execution = await workshop.run(machine({ X: task, Z: { Type: "Succeed" } }));
    await workshop.advance(60);
    expect(workshop.story(execution).filter((line) => line.includes("Failed"))).toEqual([
      "0 s  TaskFailed  A",
      "1 s  TaskFailed  B",
      "3 s  TaskFailed  C",
      "8 s  TaskFailed  B",
    ]);
    expect(workshop.outcome(execution)).toEqual({ status: "SUCCEEDED", output: { Error: "B", Cause: "" } });
  });

  it("a state's tries share one EnteredTime and count in RetryCount; a new visit begins anew", async () => {
    const workshop = new Workshop({
      lambda: inTurn(
        () => failing("A"),
        () => failing("A"),
        () => "ok",
        () => failing("A"),
        () => "ok",
      ),
    });
    const seen = {
      at: "{% $states.context.State.EnteredTime %}",
      tries: "{% $states.context.State.RetryCount %}",
    };
    const task = {
      Type: "Task",
      Resource: lambda,
      Arguments: seen,
      Retry: [{ ErrorEquals: ["A"], IntervalSeconds: 10, BackoffRate: 1 }],
      End: true,
    };
    const again = { ...task, End: undefined, Next: "Again" };
    await workshop.run(machine({ Once: again, Again: task }));
    await workshop.advance(60);
    const [first, second] = ["2026-11-21T09:00:00.000Z", "2026-11-21T09:00:20.000Z"];
    expect(workshop.calls.map(({ given }) => given)).toEqual([
      { at: first, tries: 0 },
      { at: first, tries: 1 },
      { at: first, tries: 2 },
      { at: second, tries: 0 },
      { at: second, tries: 1 },
    ]);
  });

  it("MaxAttempts 0 means never again", async () => {
    const workshop = new Workshop({ lambda: () => failing("A") });
    await workshop.run(
      machine({
        X: { Type: "Task", Resource: lambda, Retry: [{ ErrorEquals: ["A"], MaxAttempts: 0 }], End: true },
      }),
    );
    expect(workshop.calls).toHaveLength(1);
  });
});
