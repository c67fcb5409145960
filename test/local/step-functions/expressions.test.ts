import { describe, expect, it } from "vitest";
import { lambda, machine, refusal } from "./workshop.ts";

const done = { Type: "Succeed" };
const pass = (fields: object) => machine({ A: { Type: "Pass", ...fields, End: true } });
const task = (fields: object) =>
  machine({ A: { Type: "Task", Resource: lambda, ...fields, End: true }, B: done });
const catching = (catcher: object) =>
  task({ Catch: [{ ErrorEquals: ["States.ALL"], Next: "B", ...catcher }] });

describe("An expression is refused when the definition is made, and the reason named, when", () => {
  it.each<[string, object, string]>([
    [
      "JSONata doesn't parse",
      pass({ Output: { v: "{% 1 + %}" } }),
      "INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /States/A/Output/v",
    ],
    [
      "JSONata isn't closed",
      pass({ Output: "{% 1" }),
      "A JSONata expression must start with '{%' and end with '%}' at /States/A/Output",
    ],
    [
      "a bare name looks for a context that isn't there",
      pass({ Output: "{% phone %}" }),
      "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/A/Output",
    ],
    ["$$ does", pass({ Output: "{% $$.phone %}" }), "Reference to '$$' is not supported."],
    ["$eval is used", pass({ Output: "{% $eval('1') %}" }), "Function '$eval' is not supported."],
    [
      "?? is used, which AWS's JSONata 2.0.6 hasn't",
      pass({ Output: "{% $states.input.a ?? 1 %}" }),
      "Operator '??' is not supported.",
    ],
    [
      "?: is used, which AWS's JSONata 2.0.6 hasn't",
      pass({ Output: "{% $states.input.a ?: 1 %}" }),
      "Operator '?:' is not supported.",
    ],
    [
      "$states.result is read before there is one",
      task({ Arguments: { a: "{% $states.result %}" } }),
      "Reference to '$states.result' is not supported in this field. at /States/A/Arguments/a",
    ],
    [
      "$states.errorOutput is read where nothing failed",
      task({ Output: "{% $states.errorOutput %}" }),
      "Reference to '$states.errorOutput' is not supported in this field.",
    ],
    [
      "a Catch reads a result",
      catching({ Output: "{% $states.result %}" }),
      "Reference to '$states.result' is not supported in this field. at /States/A/Catch[0]/Output",
    ],
    [
      "a variable is called states",
      pass({ Assign: { states: 1 } }),
      "The variable name 'states' is reserved",
    ],
    ["a variable has no proper name", pass({ Assign: { "lead-id": 1 } }), "'lead-id' is no variable name"],
    [
      "a variable is read that nothing can have assigned",
      pass({ Output: "{% $step.action %}" }),
      "Nothing assigns '$step' before this state. at /States/A/Output",
    ],
    [
      "a variable is read beside its first assignment",
      pass({ Assign: { n: 1 }, Output: "{% $n %}" }),
      "Nothing assigns '$n' before this state.",
    ],
    [
      "a function doesn't exist",
      pass({ Output: "{% $shout('a') %}" }),
      "Nothing assigns '$shout' before this state.",
    ],
  ])("%s", (_, definition, reason) => {
    expect(refusal(definition)).toContain(reason);
  });
});

describe("A definition is accepted when", () => {
  it.each([
    [
      "a variable is assigned on one road of two",
      machine({
        A: {
          Type: "Choice",
          Choices: [{ Condition: "{% true %}", Assign: { n: 1 }, Next: "B" }],
          Default: "B",
        },
        B: { Type: "Pass", Output: "{% $exists($n) ? $n : 0 %}", End: true },
      }),
    ],
    [
      "a loop assigns what its next round reads",
      machine({
        A: {
          Type: "Choice",
          Choices: [{ Condition: "{% $exists($n) %}", Next: "B" }],
          Assign: { n: 1 },
          Default: "A",
        },
        B: done,
      }),
    ],
    [
      "names inside a predicate, a sort or a lambda are the items' own",
      pass({
        Output:
          "{% $states.input.leads[score > 5]^(>score).{'n': name} ~> $map(function($l, $i) { $l.n & $i }) %}",
      }),
    ],
    [
      "each state says for itself that it is in JSONata",
      { StartAt: "A", States: { A: { ...done, QueryLanguage: "JSONata" } } },
    ],
    [
      "it comments on itself",
      machine(
        { A: { ...done, Comment: "the end" } },
        { Comment: "short", Version: "1.0", TimeoutSeconds: 60 },
      ),
    ],
  ])("%s", (_, definition) => {
    expect(refusal(definition)).toBe("accepted");
  });
});
