import { describe, expect, it } from "vitest";
import { codeOf, machine, updateItem, Workshop } from "./workshop.ts";

const asking = machine({
  Ask: {
    Type: "Task",
    Resource: `${updateItem}.waitForTaskToken`,
    Arguments: { token: "{% $states.context.Task.Token %}" },
    TimeoutSeconds: 3600,
    Output: "{% $uppercase($states.result) %}",
    End: true,
  },
});

/** Lets whatever is under way go on a little, but not to its end. */
const aMoment = () => Promise.resolve();

describe("In the middle of a step", () => {
  it("an answer that was taken stays taken, though the hour ends before the step does", async () => {
    const workshop = new Workshop();
    const execution = await workshop.run(asking);
    workshop.machines.sendTaskSuccess(workshop.token, "woken");
    expect(workshop.machines.busy()).toBe(true);
    await workshop.clock.advance(3_600_000, aMoment);
    await workshop.machines.idle();
    expect(workshop.outcome(execution)).toEqual({ status: "SUCCEEDED", output: "WOKEN" });
    expect(workshop.story(execution).join()).not.toContain("TimedOut");
  });

  it("a stop ends the execution there and then: nothing follows it in the history", async () => {
    const workshop = new Workshop();
    const stateMachineArn = workshop.create(machine({ Pass: { Type: "Pass", Output: "passed", End: true } }));
    const execution = workshop.machines.start({ stateMachineArn, name: "lead-1" });
    workshop.machines.stop(execution);
    await workshop.machines.idle();
    expect(workshop.story(execution)).toEqual([
      "0 s  ExecutionStarted",
      "0 s  PassStateEntered  Pass",
      "0 s  ExecutionAborted",
    ]);
    expect(workshop.outcome(execution)).toEqual({ status: "ABORTED" });
  });

  it("a stop while a call is out lets the call's answer fall on deaf ears", async () => {
    const answers: ((value: unknown) => void)[] = [];
    const workshop = new Workshop({ updateItem: () => new Promise((resolve) => answers.push(resolve)) });
    const stateMachineArn = workshop.create(asking);
    const execution = workshop.machines.start({ stateMachineArn, name: "lead-1" });
    await new Promise(setImmediate);
    workshop.machines.stop(execution);
    expect(codeOf(() => workshop.machines.sendTaskSuccess(workshop.token, "late"))).toBe("TaskTimedOut");
    answers[0]?.({});
    await workshop.machines.idle();
    expect(workshop.story(execution).at(-1)).toBe("0 s  ExecutionAborted");
  });

  it("two leads' tokens never wake one another", async () => {
    const workshop = new Workshop();
    const stateMachineArn = workshop.create(asking);
    const [ada, grace] = ["ada", "grace"].map((name) => workshop.machines.start({ stateMachineArn, name }));
    await workshop.machines.idle();
    const token = workshop.calls.find(({ executionArn }) => executionArn === grace)?.token ?? "";
    workshop.machines.sendTaskSuccess(token, "for grace");
    await workshop.machines.idle();
    expect([ada, grace].map((one) => workshop.outcome(one ?? "").status)).toEqual(["RUNNING", "SUCCEEDED"]);
  });

  it("nobody waits in vain: idle tells of a step that broke down", async () => {
    const workshop = new Workshop();
    const stateMachineArn = workshop.create(machine({ Rest: { Type: "Wait", Seconds: 5, End: true } }));
    const setAlarm = workshop.clock.setAlarm;
    workshop.clock.setAlarm = () => {
      throw new Error("the clock is broken");
    };
    workshop.machines.start({ stateMachineArn, name: "lead-1" });
    await expect(workshop.machines.idle()).rejects.toThrow("the clock is broken");
    workshop.clock.setAlarm = setAlarm;
  });
});
