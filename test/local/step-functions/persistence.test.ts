import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, it } from "vitest";
import { sqliteStore } from "../../../local/step-functions/stores/sqlite-store.ts";
import { VirtualClock } from "./virtual-clock.ts";
import type { WorkshopOptions } from "./workshop.ts";
import { codeOf, failing, lambda, machine, updateItem, Workshop } from "./workshop.ts";

const folder = mkdtempSync(join(tmpdir(), "ripen-step-functions-"));
afterAll(() => rmSync(folder, { recursive: true }));
let laptops = 0;

/** A laptop whose disk and clock outlive its process. */
class Laptop {
  readonly clock = new VirtualClock();
  readonly #file = join(folder, `${laptops++}.db`);
  #workshop: Workshop | undefined;
  #database: DatabaseSync | undefined;

  /** Switches it on; if it was on, that is a kill -9 in between. */
  boot(options: WorkshopOptions = {}): Workshop {
    this.off();
    this.#database = new DatabaseSync(this.#file);
    this.#workshop = new Workshop({ store: sqliteStore(this.#database), clock: this.clock, ...options });
    return this.#workshop;
  }

  off(): void {
    this.#workshop?.machines.close();
    this.#workshop = undefined;
    if (this.#database?.isOpen) this.#database.close();
  }
}

const ask = {
  Type: "Task",
  Resource: `${updateItem}.waitForTaskToken`,
  Arguments: { token: "{% $states.context.Task.Token %}" },
  TimeoutSeconds: 3600,
};
const asking = machine({
  Ask: { ...ask, Assign: { answer: "{% $states.result %}" }, Next: "Tell" },
  Tell: { Type: "Pass", Output: "{% $answer %}", End: true },
});

describe("After kill -9 and a restart", () => {
  it("a sleeper wakes by the token it gave out before", async () => {
    const laptop = new Laptop();
    const before = laptop.boot();
    const execution = await before.run(asking);
    const after = laptop.boot();
    await after.machines.idle();
    expect(after.calls).toEqual([]);
    after.machines.sendTaskSuccess(before.token, "woken");
    await after.machines.idle();
    expect(after.outcome(execution)).toEqual({ status: "SUCCEEDED", output: "woken" });
    expect(codeOf(() => after.machines.sendTaskSuccess(before.token, {}))).toBe("TaskTimedOut");
    expect(after.machines.history(execution).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each<[string, object, number, string]>([
    ["a Wait ends when it would have", { Type: "Wait", Seconds: 600 }, 600, "WaitStateExited  Step"],
    ["a sleep times out when it would have", ask, 3600, "TaskTimedOut  States.Timeout"],
    [
      "a silent worker is missed when it would have been",
      { ...ask, HeartbeatSeconds: 90 },
      90,
      "TaskTimedOut  States.Timeout",
    ],
    [
      "a Retry comes when it would have",
      { Type: "Task", Resource: lambda, Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 50 }] },
      50,
      "TaskScheduled",
    ],
  ])("%s", async (_, state, seconds, line) => {
    const laptop = new Laptop();
    const execution = await laptop
      .boot({ lambda: () => failing("Busy") })
      .run(machine({ Step: { ...state, End: true } }));
    laptop.clock.pass(20);
    const after = laptop.boot();
    await after.advance(seconds - 21);
    expect(after.story(execution)).not.toContain(`${seconds} s  ${line}`);
    await after.advance(1);
    expect(after.story(execution)).toContain(`${seconds} s  ${line}`);
  });

  it("what fell due while the laptop was off rings at once", async () => {
    const laptop = new Laptop();
    const execution = await laptop.boot().run(machine({ Rest: { Type: "Wait", Seconds: 600, End: true } }));
    laptop.off();
    laptop.clock.pass(5000);
    const after = laptop.boot();
    await after.advance(0);
    expect(after.story(execution)).toContain("5000 s  WaitStateExited  Rest");
  });

  it("an execution's own time limit still holds", async () => {
    const laptop = new Laptop();
    const execution = await laptop
      .boot()
      .run(machine({ Ask: { ...ask, End: true } }, { TimeoutSeconds: 100 }));
    const after = laptop.boot();
    await after.advance(100);
    expect(after.outcome(execution)).toEqual({ status: "TIMED_OUT" });
  });

  it("a call that was out is made again, with the same token and arguments: at least once", async () => {
    const laptop = new Laptop();
    const before = laptop.boot({ updateItem: () => new Promise(() => {}) });
    const execution = before.machines.start({ stateMachineArn: before.create(asking), name: "lead-1" });
    await new Promise(setImmediate);
    const after = laptop.boot();
    await after.machines.idle();
    expect(after.calls).toEqual(before.calls);
    expect(after.story(execution).filter((line) => line.includes("Task"))).toEqual([
      "0 s  TaskStateEntered  Ask",
      "0 s  TaskScheduled",
      "0 s  TaskStarted",
      "0 s  TaskSubmitted",
    ]);
    after.machines.sendTaskSuccess(before.token, "woken");
    await after.machines.idle();
    expect(after.outcome(execution).output).toBe("woken");
  });

  it("a call that was out and is overdue isn't made again", async () => {
    const laptop = new Laptop();
    const before = laptop.boot({ updateItem: () => new Promise(() => {}) });
    const execution = before.machines.start({ stateMachineArn: before.create(asking), name: "lead-1" });
    await new Promise(setImmediate);
    laptop.off();
    laptop.clock.pass(3600);
    const after = laptop.boot();
    await after.advance(0);
    expect(after.calls).toEqual([]);
    expect(after.outcome(execution)).toEqual({ status: "FAILED", error: "States.Timeout" });
  });

  it("a start that was answered is started, and a token's answer that was taken is taken", async () => {
    const laptop = new Laptop();
    const first = laptop.boot();
    const execution = first.machines.start({ stateMachineArn: first.create(asking), name: "lead-1" });
    const second = laptop.boot();
    await second.machines.idle();
    second.machines.sendTaskSuccess(second.token, "taken");
    const third = laptop.boot();
    await third.machines.idle();
    expect(third.outcome(execution)).toEqual({ status: "SUCCEEDED", output: "taken" });
  });

  it("names stay taken, machines stay known, and a deleted one still ends its executions", async () => {
    const laptop = new Laptop();
    const before = laptop.boot();
    const stateMachineArn = before.create(
      machine({ Rest: { Type: "Wait", Seconds: 60, Next: "Done" }, Done: { Type: "Succeed" } }),
    );
    const execution = before.machines.start({ stateMachineArn, name: "lead-1", input: { a: 1 } });
    await before.machines.idle();
    await before.machines.call("DeleteStateMachine", { stateMachineArn });
    const after = laptop.boot();
    expect(codeOf(() => after.machines.start({ stateMachineArn, name: "lead-2" }))).toBe(
      "StateMachineDeleting",
    );
    await after.advance(60);
    expect(after.outcome(execution).status).toBe("ABORTED");
    expect(await laptop.boot().machines.call("ListStateMachines", {})).toEqual({ stateMachines: [] });
  });

  it("executions that ended more than 90 days ago are forgotten", async () => {
    const laptop = new Laptop();
    const execution = await laptop.boot().run(machine({ Done: { Type: "Succeed" } }));
    laptop.clock.pass(91 * 24 * 3600);
    const after = laptop.boot();
    expect(codeOf(() => after.machines.describe(execution))).toBe("ExecutionDoesNotExist");
    expect(after.machines.history(execution)).toEqual([]);
  });
});
