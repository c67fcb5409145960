/** What asl-validator lets pass, though AWS or a sleeping lead would not. */
import { readFileSync } from "node:fs";
import aslValidator from "asl-validator";
import { describe, expect, test } from "vitest";
import { repositoryFile } from "../../infra/repository.ts";
import { TRANSITIONS_A_STEP } from "../../workflows/rules/step.ts";
import { target, theOnly } from "./deployed.ts";
import { assignedBefore, type State, variablesIn, type Workflow } from "./workflow-variables.ts";

const file = readFileSync(repositoryFile("workflows/nurture.asl.json"), "utf8");
const workflow: Workflow = JSON.parse(file);
const states = Object.entries(workflow.States);
const tasks = states.filter(([, { Type }]) => Type === "Task");

describe("as it is deployed", () => {
  const machine = theOnly("AWS::StepFunctions::StateMachine");

  test("every placeholder of the file is filled, and nothing is filled in vain", () => {
    const placeholders = [...file.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
    const filled = machine["DefinitionSubstitutions"] as Record<string, unknown>;
    expect([...new Set(placeholders)].sort()).toEqual(Object.keys(filled).sort());
    expect(Object.entries(filled).map(([name, value]) => [name, target(value)])).toEqual(
      Object.keys(filled).map((name) => [name, name]),
    );
  });

  test("the definition is the file itself, to the letter", () => {
    expect(machine["DefinitionString"]).toBe(file);
  });

  test("its log holds errors without the data of people", () => {
    expect(machine["LoggingConfiguration"]).toMatchObject({ Level: "ERROR", IncludeExecutionData: false });
  });

  test("an execution ends itself before AWS would, after a year", () => {
    expect(workflow.TimeoutSeconds).toBeGreaterThan(320 * 86_400);
    expect(workflow.TimeoutSeconds).toBeLessThan(365 * 86_400);
  });
});

test("from one step to the next a lead enters as many states as the costs and the quotas reckon with", () => {
  const { StartAt, States } = JSON.parse(file) as {
    StartAt: string;
    States: Record<string, { Next?: string; Default?: string }>;
  };
  const entered = [StartAt];
  for (let at = next(StartAt); at !== StartAt && entered.length < 9; at = next(at)) entered.push(at);
  expect(entered).toHaveLength(TRANSITIONS_A_STEP);

  function next(name: string): string {
    const { Next, Default } = States[name] ?? {};
    return Next ?? Default ?? "nowhere";
  }
});

test("asl-validator has nothing to say", () => {
  expect(aslValidator(JSON.parse(file))).toMatchObject({ isValid: true });
});

test("no execution can fail: there is no Fail state, and every task catches everything", () => {
  expect(states.filter(([, { Type }]) => Type === "Fail")).toEqual([]);
  for (const [name, { Catch = [] }] of tasks) {
    expect([name, Catch.at(-1)?.ErrorEquals]).toEqual([name, ["States.ALL"]]);
  }
});

test("States.ALL stands alone and last, and a sleep is retried for nothing but the table's own faults", () => {
  for (const [name, { Catch = [], Retry = [], Resource }] of tasks) {
    for (const handlers of [Catch, Retry]) {
      const broad = handlers.filter(({ ErrorEquals }) => ErrorEquals.includes("States.ALL"));
      expect([name, broad]).toEqual([name, broad.length === 0 ? [] : [handlers.at(-1)]]);
      for (const { ErrorEquals } of broad) expect(ErrorEquals).toEqual(["States.ALL"]);
    }
    // To retry a sleep's timeout, or all errors, would double its wait.
    const retried = Resource?.endsWith(".waitForTaskToken")
      ? Retry.flatMap(({ ErrorEquals }) => ErrorEquals)
      : [];
    expect([name, retried.filter((error) => !error.startsWith("DynamoDb."))]).toEqual([name, []]);
  }
});

test("JSONata has no paths: no state or catcher carries a field of the other language", () => {
  expect(file).not.toMatch(
    /"(ResultPath|InputPath|OutputPath|ResultSelector|Parameters|Variable|[A-Za-z]+Path)"\s*:/,
  );
});

test("every task that waits for a token hands it out, and has a time limit", () => {
  for (const [name, state] of tasks) {
    const waits = state.Resource?.endsWith(".waitForTaskToken") === true;
    expect([name, JSON.stringify(state).includes("$states.context.Task.Token")]).toEqual([name, waits]);
    expect([name, state.TimeoutSeconds]).not.toEqual([name, undefined]);
  }
});

test("every task calls an action that its role is given", () => {
  expect([...new Set(tasks.map(([, { Resource }]) => Resource))].sort()).toEqual([
    "arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken",
    "arn:aws:states:::lambda:invoke",
  ]);
});

test("nothing of a result stays in the history as an input: every task and catcher states its output", () => {
  for (const [name, { Output, Catch = [] }] of tasks) {
    expect([name, Output]).toEqual([name, {}]);
    for (const catcher of Catch)
      expect([name, catcher]).toEqual([name, expect.objectContaining({ Output: {} })]);
  }
});

test("every state is reached, and every next state exists", () => {
  const reached = new Set<string>();
  const visit = (name: string) => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const next of nexts(workflow.States[name])) visit(next);
  };
  visit(workflow.StartAt);
  expect([...reached].sort()).toEqual(states.map(([name]) => name).sort());
});

test("an expression names only variables that are assigned on every way to it", () => {
  const known = assignedBefore(workflow);
  for (const [name, state] of states) {
    const missing = variablesIn(state).filter((variable) => !known.get(name)?.has(variable));
    expect([name, missing]).toEqual([name, []]);
  }
});

function nexts(state: State | undefined): readonly string[] {
  if (state === undefined) return [];
  const { Next, Default, Choices = [], Catch = [] } = state;
  return [Next, Default, ...[...Choices, ...Catch].map((branch) => branch.Next)].filter(
    (name) => name !== undefined,
  );
}
