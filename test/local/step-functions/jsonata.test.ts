import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Expression } from "../../../local/step-functions/jsonata.ts";
import { compile, evaluate as evaluateExpression } from "../../../local/step-functions/jsonata.ts";
import { machine, Workshop } from "./workshop.ts";

async function evaluate(expression: string, input: unknown = {}) {
  const workshop = new Workshop();
  await workshop.advance(1.5);
  const execution = await workshop.run(
    machine({ Look: { Type: "Pass", Output: `{% ${expression} %}`, End: true } }),
    input,
  );
  return workshop.outcome(execution);
}

describe("Expressions answer as on AWS", () => {
  const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

  it.each([
    ["$now()", "2026-11-21T09:00:01.500Z"],
    ["$now('[Y]-[M01]-[D01]')", "2026-11-21"],
    ["$now('[H01]:[m01]', '+0200')", "11:00"],
    ["$millis()", Date.parse("2026-11-21T09:00:01.500Z")],
    ["$random()", 0.5],
    ["$random(7) = $random(7)", true],
    ["$random(7) = $random(8)", false],
    ["$uuid()", uuid],
    ["$partition([1, 2, 3, 4, 5], 2)", [[1, 2], [3, 4], [5]]],
    ["$range(0, 10, 5)", [0, 5, 10]],
    ["$range(3, 1, -1)", [3, 2, 1]],
    ["$range(2, 2, 1)", 2],
    ["$hash('lead', 'SHA-256')", "e3456bc1f4d270f4a97933758645fdc21e39642b31ca343c1818f7972ac27906"],
    ["$parse('{\"a\":[1]}').a", [1]],
    ["$states.input.leads[score > 50].name", "Ada"],
    ["$states.input.leads.name", ["Ada", "Grace"]],
    ["$states.input.nothing = null", true],
    ["{'here': $states.input.nothing, 'gone': $states.input.absent}", { here: null }],
    ["($double := function($x) { $x * 2 }; $map([1, 2], $double))", [2, 4]],
    ["$states.context.Execution.Name & ' of ' & $states.context.StateMachine.Name", "lead-1 of nurture"],
    ["$states.context.Execution.Input.leads[0].score", 61],
    ["$states.context.Execution.StartTime", "2026-11-21T09:00:01.500Z"],
    ["$states.context.State.Name", "Look"],
  ])("%s", async (expression, answer) => {
    const input = {
      leads: [
        { name: "Ada", score: 61 },
        { name: "Grace", score: 12 },
      ],
      nothing: null,
    };
    expect(await evaluate(expression, input)).toEqual({ status: "SUCCEEDED", output: answer });
  });

  it.each([
    ["$states.input.absent", "returned nothing (undefined)."],
    ["$states.input.leads[score > 90]", "returned nothing (undefined)."],
    ["$partition([1], 0)", "returned nothing (undefined)."],
    ["$number('many')", "threw an error during evaluation. D3030"],
    ["$error('on purpose')", "threw an error during evaluation. D3137: on purpose"],
    ["$parse('{')", "threw an error during evaluation."],
    ["$hash('lead', 'ROT13')", "threw an error during evaluation. Invalid hash algorithm"],
    ["$sum", "returned an unsupported result type."],
    ["function($x) { $x }", "returned an unsupported result type."],
  ])("%s fails the state", async (expression, reason) => {
    const { error, cause } = await evaluate(expression, { leads: [] });
    expect(error).toBe("States.QueryEvaluationError");
    expect(cause).toContain(`specified for the field 'Output' ${reason}`);
  });
});

describe("A plain path is followed without the interpreter", () => {
  const json = fc.letrec<{ tree: unknown; leaf: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      tie("leaf"),
      fc.dictionary(fc.constantFrom("a", "b"), tie("tree")),
      fc.array(tie("tree"), { maxLength: 3 }),
    ),
    leaf: fc.constantFrom(null, true, 7, "x"),
  })).tree;

  it("and finds just what the interpreter finds", async () => {
    const paths = fc
      .array(fc.constantFrom("a", "b"), { maxLength: 3 })
      .map((names) => ["$x", ...names].join("."));
    await fc.assert(
      fc.asyncProperty(paths, json, async (path, x) => {
        const [followed, asked] = [compile(path, "Output"), compile(`(${path})`, "Output")];
        expect([followed.path === undefined, asked.path]).toEqual([false, undefined]);
        const outcome = (one: Expression) => evaluateExpression(one, { x }).catch(() => "nothing");
        expect(await outcome(followed)).toEqual(await outcome(asked));
      }),
      { numRuns: 500 },
    );
  });
});
