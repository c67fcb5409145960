import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import type { Execution, Status } from "../../../local/step-functions/execution.ts";
import type { Machine, Revision, Store } from "../../../local/step-functions/store.ts";
import { memoryStore } from "../../../local/step-functions/stores/memory-store.ts";
import { sqliteStore } from "../../../local/step-functions/stores/sqlite-store.ts";

function execution(order: number, status: Status = "RUNNING", machineArn = "nurture"): Execution {
  return {
    ...{
      arn: `lead-${order}`,
      name: `lead-${order}`,
      machineArn,
      revisionId: "r1",
      order,
      status,
      input: "{}",
    },
    ...{ startDate: order, deadline: 9, lastEventId: 0, variables: { n: order }, position: undefined },
    ...{
      stopDate: status === "RUNNING" ? undefined : order * 10,
      output: undefined,
      error: undefined,
      cause: undefined,
    },
  };
}

const event = (id: number) => ({ id, previousEventId: id - 1, timestamp: id, type: "PassStateEntered" });
const machine = (name: string): Machine => ({
  arn: name,
  name,
  creationDate: 1,
  revisionId: "r1",
  updateDate: 2,
  status: "ACTIVE",
  tags: {},
});
const revision: Revision = {
  id: "r1",
  machineArn: "nurture",
  definition: "{}",
  roleArn: "role",
  createdAt: 1,
};

describe.each<[string, () => Store]>([
  ["memory", memoryStore],
  ["SQLite", () => sqliteStore(new DatabaseSync(":memory:"))],
])("Stored in %s", (_, open) => {
  it("a machine is found by its ARN, listed by its name, replaced and deleted", () => {
    const store = open();
    for (const name of ["b", "a"]) store.saveMachine(machine(name), revision);
    store.saveMachine({ ...machine("b"), status: "DELETING" }, revision);
    expect(store.machines().map(({ name }) => name)).toEqual(["a", "b"]);
    expect(store.machine("b")).toMatchObject({ status: "DELETING" });
    store.deleteMachine("b");
    expect([store.machine("b"), store.revision("r1")]).toEqual([undefined, revision]);
  });

  it("executions are listed the latest first, by machine and by status", () => {
    const store = open();
    for (const one of [execution(1), execution(2, "FAILED"), execution(3, "RUNNING", "other"), execution(4)])
      store.saveStep(one, []);
    const listed = (query: object) =>
      store
        .executions({ machineArn: "nurture", status: undefined, before: undefined, limit: 9, ...query })
        .map(({ order }) => order);
    expect(listed({})).toEqual([4, 2, 1]);
    expect(listed({ status: "RUNNING" })).toEqual([4, 1]);
    expect(listed({ before: 4, limit: 1 })).toEqual([2]);
    expect(store.lastOrder()).toBe(4);
    expect(store.endedBefore(21)).toEqual(["lead-2"]);
    expect(store.endedBefore(20)).toEqual([]);
  });

  it("a step's events follow those before, and can be read from any place in both directions", () => {
    const store = open();
    store.saveStep(execution(1), [event(1), event(2)]);
    store.saveStep({ ...execution(1), status: "SUCCEEDED", stopDate: 5 }, [event(3)]);
    const read = (page: object) =>
      store.events("lead-1", { after: undefined, reverse: false, limit: 9, ...page }).map(({ id }) => id);
    expect([
      read({}),
      read({ after: 1, limit: 1 }),
      read({ reverse: true }),
      read({ reverse: true, after: 3 }),
    ]).toEqual([[1, 2, 3], [2], [3, 2, 1], [2, 1]]);
    expect(store.execution("lead-1")).toMatchObject({ status: "SUCCEEDED", variables: { n: 1 } });
    store.forget("lead-1");
    expect([store.execution("lead-1"), read({})]).toEqual([undefined, []]);
  });
});

describe("Stored in SQLite alone", () => {
  it("a step is stored whole or not at all", () => {
    const store = sqliteStore(new DatabaseSync(":memory:"));
    store.saveStep(execution(1), [event(1)]);
    expect(() => store.saveStep({ ...execution(1), status: "FAILED" }, [event(2), event(1)])).toThrow(
      "UNIQUE",
    );
    expect(store.execution("lead-1")).toMatchObject({ status: "RUNNING" });
    expect(store.events("lead-1", { after: undefined, reverse: false, limit: 9 })).toHaveLength(1);
  });

  it("the secret that signs tokens is made once", () => {
    const database = new DatabaseSync(":memory:");
    expect(sqliteStore(database).secret(() => "first")).toBe("first");
    expect(sqliteStore(database).secret(() => "second")).toBe("first");
  });
});

describe("Stored in memory alone", () => {
  it("histories can be let go, for simulations of very many executions", () => {
    const store = memoryStore({ keepHistories: false });
    store.saveStep(execution(1), [event(1)]);
    expect(store.events("lead-1", { after: undefined, reverse: false, limit: 9 })).toEqual([]);
    expect(store.execution("lead-1")).toBeDefined();
  });
});
