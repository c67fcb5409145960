import { describe, expect, it } from "vitest";
import { codeOf, failing, lambda, machine, updateItem, Workshop } from "./workshop.ts";

const asking = {
  Type: "Task",
  Resource: `${updateItem}.waitForTaskToken`,
  Arguments: { token: "{% $states.context.Task.Token %}" },
  TimeoutSeconds: 3600,
  End: true,
};

describe("A task token stands for one try of one task", () => {
  it("the token reaches the integration both in its arguments and beside them, in at most 2,048 characters", async () => {
    const workshop = new Workshop();
    const execution = await workshop.run(machine({ Ask: asking }));
    const [call] = workshop.calls;
    expect(call).toMatchObject({
      executionArn: execution,
      stateName: "Ask",
      given: { token: workshop.token },
    });
    expect(workshop.token.length).toBeGreaterThan(40);
    expect(workshop.token.length).toBeLessThanOrEqual(2048);
  });

  it("an answer that comes while the call is still out is taken, and the call's own result dropped", async () => {
    const workshop: Workshop = new Workshop({
      updateItem: ({ token }) => {
        workshop.machines.sendTaskSuccess(token ?? "", "early");
        return "late";
      },
    });
    const execution = await workshop.run(machine({ Ask: asking }));
    expect(workshop.outcome(execution)).toEqual({ status: "SUCCEEDED", output: "early" });
    expect(workshop.story(execution).filter((line) => line.includes("TaskSubmitted"))).toEqual([]);
  });

  it("a second answer to the same token is told TaskTimedOut, and changes nothing", async () => {
    const workshop = new Workshop();
    const execution = await workshop.run(machine({ Ask: asking }));
    workshop.machines.sendTaskSuccess(workshop.token, 1);
    expect(codeOf(() => workshop.machines.sendTaskSuccess(workshop.token, 2))).toBe("TaskTimedOut");
    await workshop.machines.idle();
    expect(codeOf(() => workshop.machines.sendTaskFailure(workshop.token))).toBe("TaskTimedOut");
    expect(workshop.outcome(execution).output).toBe(1);
  });

  it("an answer after the hour is over is told TaskTimedOut", async () => {
    const workshop = new Workshop();
    await workshop.run(machine({ Ask: asking }));
    await workshop.advance(3600);
    expect(codeOf(() => workshop.machines.sendTaskSuccess(workshop.token, {}))).toBe("TaskTimedOut");
    expect(codeOf(() => workshop.machines.sendTaskHeartbeat(workshop.token))).toBe("TaskTimedOut");
  });

  it("each try has a token of its own, and only the latest is good", async () => {
    const workshop = new Workshop();
    const retry = [{ ErrorEquals: ["Nobody.Home"], IntervalSeconds: 5 }];
    const execution = await workshop.run(machine({ Ask: { ...asking, Retry: retry } }));
    const first = workshop.token;
    workshop.machines.sendTaskFailure(first, { error: "Nobody.Home", cause: "out" });
    await workshop.advance(5);
    expect(workshop.token).not.toBe(first);
    expect(codeOf(() => workshop.machines.sendTaskSuccess(first, {}))).toBe("TaskTimedOut");
    workshop.machines.sendTaskSuccess(workshop.token, "found");
    await workshop.machines.idle();
    expect(workshop.outcome(execution)).toEqual({ status: "SUCCEEDED", output: "found" });
  });

  it.each([
    ["never was one", () => "nonsense"],
    ["was issued elsewhere", (token: string) => `${token.slice(0, -4)}AAAA`],
    ["was altered", (token: string) => `A${token}`],
  ])("a token that %s is told InvalidToken", async (_, alter) => {
    const workshop = new Workshop();
    await workshop.run(machine({ Ask: asking }));
    expect(codeOf(() => workshop.machines.sendTaskSuccess(alter(workshop.token), {}))).toBe("InvalidToken");
  });

  it("a token of an execution that nobody remembers is told TaskDoesNotExist", async () => {
    const [here, elsewhere] = [new Workshop(), new Workshop()];
    await here.run(machine({ Ask: asking }));
    expect(codeOf(() => elsewhere.machines.sendTaskSuccess(here.token, {}))).toBe("TaskDoesNotExist");
  });

  it("an answer that is no JSON is told InvalidOutput", async () => {
    const workshop = new Workshop();
    await workshop.run(machine({ Ask: asking }));
    const call = workshop.machines.call("SendTaskSuccess", { taskToken: workshop.token, output: "woken" });
    await expect(call).rejects.toMatchObject({ code: "InvalidOutput" });
  });

  it("a worker that reports every 50 of 60 seconds may take its whole hour; one that falls silent times out", async () => {
    const workshop = new Workshop();
    const caught = [{ ErrorEquals: ["States.HeartbeatTimeout"], Next: "Silent" }];
    const states = { Ask: { ...asking, HeartbeatSeconds: 60, Catch: caught }, Silent: { Type: "Succeed" } };
    const execution = await workshop.run(machine(states));
    for (let n = 0; n < 10; n++) {
      await workshop.advance(50);
      workshop.machines.sendTaskHeartbeat(workshop.token);
    }
    expect(workshop.outcome(execution).status).toBe("RUNNING");
    await workshop.advance(61);
    expect(workshop.story(execution)).toContain("560 s  TaskTimedOut  States.Timeout");
    expect(workshop.outcome(execution).status).toBe("SUCCEEDED");
  });

  it("a failure without a name fails the execution without one", async () => {
    const workshop = new Workshop();
    const execution = await workshop.run(machine({ Ask: asking }));
    workshop.machines.sendTaskFailure(workshop.token);
    await workshop.machines.idle();
    expect(workshop.outcome(execution)).toEqual({ status: "FAILED" });
  });
});

describe("An integration that throws", () => {
  it("fails its task by the name it gave, which the execution ends with when nobody catches it", async () => {
    const workshop = new Workshop({ lambda: () => failing("Lambda.ServiceException", "try later") });
    const execution = await workshop.run(machine({ Do: { Type: "Task", Resource: lambda, End: true } }));
    expect(workshop.outcome(execution)).toEqual({
      status: "FAILED",
      error: "Lambda.ServiceException",
      cause: "try later",
    });
  });

  it("anything but a TaskError is a bug, and shows as States.TaskFailed with what it said", async () => {
    const workshop = new Workshop({
      lambda: () => {
        throw new TypeError("x is not a function");
      },
    });
    const execution = await workshop.run(machine({ Do: { Type: "Task", Resource: lambda, End: true } }));
    expect(workshop.outcome(execution)).toMatchObject({
      error: "States.TaskFailed",
      cause: "TypeError: x is not a function",
    });
  });
});
