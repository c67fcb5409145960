import { describe, expect, it } from "vitest";
import { machine, role, Workshop } from "./workshop.ts";

const done = machine({ Done: { Type: "Succeed" } });
const start = Date.parse("2026-11-21T09:00:00Z") / 1000;

interface Answer {
  readonly nextToken?: string;
  readonly [list: string]: unknown;
}

async function pages(
  workshop: Workshop,
  action: string,
  input: object,
  list: string,
): Promise<readonly (readonly unknown[])[]> {
  const all: (readonly unknown[])[] = [];
  let nextToken: string | undefined;
  do {
    const answer = (await workshop.machines.call(action, {
      ...input,
      ...(nextToken && { nextToken }),
    })) as Answer;
    all.push(answer[list] as readonly unknown[]);
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
  return all;
}

describe("The API lists page by page", () => {
  it("executions, the latest first, all or by status", async () => {
    const workshop = new Workshop();
    const rest = machine({ Rest: { Type: "Wait", Seconds: "{% $states.input.pause %}", End: true } });
    const stateMachineArn = workshop.create(rest);
    for (let n = 1; n <= 5; n++)
      workshop.machines.start({ stateMachineArn, name: `lead-${n}`, input: { pause: n > 3 ? 0 : 60 } });
    await workshop.machines.idle();
    const names = async (input: object) =>
      (
        await pages(workshop, "ListExecutions", { stateMachineArn, maxResults: 2, ...input }, "executions")
      ).map((page) => page.map((one) => (one as { name: string }).name));
    expect(await names({})).toEqual([["lead-5", "lead-4"], ["lead-3", "lead-2"], ["lead-1"]]);
    expect(await names({ statusFilter: "RUNNING" })).toEqual([["lead-3", "lead-2"], ["lead-1"]]);
    expect(await names({ statusFilter: "SUCCEEDED" })).toEqual([["lead-5", "lead-4"]]);
    expect(await names({ statusFilter: "FAILED" })).toEqual([[]]);
  });

  it("state machines by name", async () => {
    const workshop = new Workshop();
    for (const name of ["c", "a", "b"]) workshop.create(done, name);
    const found = await pages(workshop, "ListStateMachines", { maxResults: 2 }, "stateMachines");
    expect(found.map((page) => page.map((one) => (one as { name: string }).name))).toEqual([
      ["a", "b"],
      ["c"],
    ]);
  });

  it("a history, forwards, backwards and without its data", async () => {
    const workshop = new Workshop();
    const executionArn = await workshop.run(done, { secret: 1 });
    const ids = async (input: object) =>
      (await pages(workshop, "GetExecutionHistory", { executionArn, maxResults: 3, ...input }, "events")).map(
        (page) => page.map((one) => (one as { id: number }).id),
      );
    expect(await ids({})).toEqual([[1, 2, 3], [4]]);
    expect(await ids({ reverseOrder: true })).toEqual([[4, 3, 2], [1]]);
    const bare = await workshop.machines.call("GetExecutionHistory", {
      executionArn,
      includeExecutionData: false,
    });
    expect(JSON.stringify(bare)).not.toContain("secret");
    expect(bare).toMatchObject({
      events: [{ timestamp: start, executionStartedEventDetails: { roleArn: role } }, {}, {}, {}],
    });
  });
});
