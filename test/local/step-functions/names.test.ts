import { describe, expect, it } from "vitest";
import { codeOf, machine, role, Workshop } from "./workshop.ts";

const day = 24 * 3600;
const resting = machine({ Rest: { Type: "Wait", Seconds: 7 * day, End: true } });

describe("An execution's name", () => {
  it("may be used again with the same input while its execution runs, and means that execution", () => {
    const workshop = new Workshop();
    const stateMachineArn = workshop.create(resting);
    const start = (input: object) => workshop.machines.start({ stateMachineArn, name: "lead-1", input });
    expect(start({ a: 1 })).toBe(start({ a: 1 }));
    expect(codeOf(() => start({ a: 2 }))).toBe("ExecutionAlreadyExists");
  });

  it("is taken until 90 days after its execution ended, and then free for a fresh one", async () => {
    const workshop = new Workshop();
    const stateMachineArn = workshop.create(resting);
    const start = () => workshop.machines.start({ stateMachineArn, name: "lead-1" });
    const execution = start();
    await workshop.advance(7 * day);
    expect(workshop.outcome(execution).status).toBe("SUCCEEDED");
    expect(codeOf(start)).toBe("ExecutionAlreadyExists");
    await workshop.advance(90 * day);
    expect(codeOf(start)).toBe("ExecutionAlreadyExists");
    await workshop.advance(1);
    expect(codeOf(() => workshop.machines.describe(execution))).toBe("ExecutionDoesNotExist");
    expect(start()).toBe(execution);
    expect(workshop.outcome(execution).status).toBe("RUNNING");
    expect(workshop.story(execution)).toHaveLength(1);
  });

  it("belongs to its state machine: another may use it too", () => {
    const workshop = new Workshop();
    const arns = ["nurture", "handoff"].map((name) =>
      workshop.machines.start({ stateMachineArn: workshop.create(resting, name), name: "lead-1" }),
    );
    expect(arns).toEqual([
      "arn:aws:states:eu-central-1:111122223333:execution:nurture:lead-1",
      "arn:aws:states:eu-central-1:111122223333:execution:handoff:lead-1",
    ]);
  });

  it.each([
    ["80 characters", "x".repeat(80), "nothing was thrown"],
    ["81 characters", "x".repeat(81), "InvalidName"],
    ["no characters", "", "InvalidName"],
    ["a space", "lead 1", "InvalidName"],
    ["a slash", "lead/1", "InvalidName"],
    ["a colon", "lead:1", "InvalidName"],
    ["letters, digits, dots and dashes", "Lead_1.a-b", "nothing was thrown"],
  ])("with %s: %s → %s", (_, name, code) => {
    const workshop = new Workshop();
    const stateMachineArn = workshop.create(resting);
    expect(codeOf(() => workshop.machines.start({ stateMachineArn, name }))).toBe(code);
  });

  it("is made up when nobody gives one", () => {
    const workshop = new Workshop();
    const arn = workshop.machines.start({ stateMachineArn: workshop.create(resting) });
    expect(arn).toMatch(/:execution:nurture:[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });
});

describe("A state machine's name", () => {
  it("may be used again with the same definition, but not with another", () => {
    const workshop = new Workshop();
    expect(workshop.create(resting)).toBe(workshop.create(resting));
    expect(codeOf(() => workshop.create(machine({ Done: { Type: "Succeed" } })))).toBe(
      "StateMachineAlreadyExists",
    );
    expect(codeOf(() => workshop.create(resting, "a/b"))).toBe("InvalidName");
  });
});

describe("A changed state machine", () => {
  const answering = (answer: string) =>
    machine({
      Rest: { Type: "Wait", Seconds: 60, Next: "Tell" },
      Tell: { Type: "Pass", Output: answer, End: true },
    });

  it("runs its new definition from now on, but lets those that run already keep theirs", async () => {
    const workshop = new Workshop();
    const stateMachineArn = workshop.create(answering("old"));
    const old = workshop.machines.start({ stateMachineArn, name: "lead-1" });
    await workshop.machines.call("UpdateStateMachine", {
      stateMachineArn,
      definition: JSON.stringify(answering("new")),
    });
    const young = workshop.machines.start({ stateMachineArn, name: "lead-2" });
    await workshop.advance(60);
    expect([old, young].map((one) => workshop.outcome(one).output)).toEqual(["old", "new"]);
    const described = await workshop.machines.call("DescribeStateMachineForExecution", { executionArn: old });
    expect(described).toMatchObject({
      name: "nurture",
      roleArn: role,
      definition: JSON.stringify(answering("old")),
    });
  });

  it("refuses a definition that can't be run, and keeps the one it has", async () => {
    const workshop = new Workshop();
    const stateMachineArn = workshop.create(answering("old"));
    const update = workshop.machines.call("UpdateStateMachine", { stateMachineArn, definition: "{}" });
    await expect(update).rejects.toMatchObject({ code: "InvalidDefinition" });
    const nothing = workshop.machines.call("UpdateStateMachine", { stateMachineArn });
    await expect(nothing).rejects.toMatchObject({ code: "MissingRequiredParameter" });
  });

  it("once deleted ends its executions at their next transition, and is gone with the last", async () => {
    const workshop = new Workshop();
    const stateMachineArn = workshop.create(answering("old"));
    const execution = workshop.machines.start({ stateMachineArn, name: "lead-1" });
    await workshop.machines.idle();
    await workshop.machines.call("DeleteStateMachine", { stateMachineArn });
    expect(await workshop.machines.call("DescribeStateMachine", { stateMachineArn })).toMatchObject({
      status: "DELETING",
    });
    expect(codeOf(() => workshop.machines.start({ stateMachineArn, name: "lead-2" }))).toBe(
      "StateMachineDeleting",
    );
    await workshop.advance(60);
    expect(workshop.outcome(execution).status).toBe("ABORTED");
    const gone = workshop.machines.call("DescribeStateMachine", { stateMachineArn });
    await expect(gone).rejects.toMatchObject({ code: "StateMachineDoesNotExist" });
  });
});
