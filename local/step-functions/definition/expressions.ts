import { isObject } from "../json.ts";
import type { Expression } from "../jsonata.ts";
import { compile } from "../jsonata.ts";
import type { Findings } from "./findings.ts";

/** Which members of `$states` a field may read besides `input` and `context`. */
export interface Site {
  readonly result?: boolean;
  readonly errorOutput?: boolean;
}

export interface ReadExpression {
  readonly expression: Expression;
  /** Variables that come from outside the expression: functions' names and the workflow's own. */
  readonly variables: readonly string[];
  /** Whether it can see `$states.context.Task.Token`. */
  readonly readsToken: boolean;
}

/** Compiles an expression and reports what Step Functions refuses when a definition is created. */
export function readExpression(
  source: string,
  field: string,
  location: string,
  site: Site,
  findings: Findings,
): ReadExpression {
  const expression = compileOr(source, field, (message) =>
    findings.add("INVALID_JSONATA_EXPRESSION", message, location),
  );
  const visits = [...walk(expression.compiled.ast(), true)];
  const refuse = (message: string) => findings.add("UNSUPPORTED_JSONATA_EXPRESSION", message, location);
  for (const { node, top } of visits) complain(node, top, site, refuse);
  const bound = new Set(visits.flatMap(({ node }) => bindings(node)));
  const variables = visits
    .filter(({ node }) => node.type === "variable" && node.value !== "" && node.value !== "$")
    .map(({ node }) => String(node.value))
    .filter((name) => !bound.has(name));
  return { expression, variables, readsToken: visits.some(({ node }) => seesToken(node)) };
}

function compileOr(source: string, field: string, report: (message: string) => void): Expression {
  try {
    return compile(source, field);
  } catch (error) {
    report((error as { message?: string }).message ?? String(error));
    return compile("null", field);
  }
}

interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly [key: string]: unknown;
}

interface Visit {
  readonly node: Node;
  /** Whether a bare name here would read the context item, which Step Functions doesn't have. */
  readonly top: boolean;
}

/** What stands under these keys is evaluated for each item of something, so bare names mean the item's fields. */
const perItem = new Set(["stages", "predicate", "group", "terms", "pattern", "update", "delete"]);

function* walk(value: unknown, top: boolean): Generator<Visit> {
  if (!isObject(value)) return;
  if (typeof value["type"] === "string") yield { node: value as Node, top };
  for (const [key, child] of Object.entries(value)) {
    const children = Array.isArray(child) ? child.flat(2) : [child];
    for (const [n, one] of children.entries()) {
      yield* walk(one, top && !perItem.has(key) && (key !== "steps" || n === 0));
    }
  }
}

function complain(node: Node, top: boolean, site: Site, refuse: (message: string) => void): void {
  if (top && ["name", "wildcard", "descendant"].includes(node.type)) {
    refuse(`Reference to '${node.value}' at the top level is not supported.`);
  }
  if (node.type === "variable" && node.value === "$") refuse("Reference to '$$' is not supported.");
  if (node.type === "variable" && node.value === "eval") refuse("Function '$eval' is not supported.");
  if (node.type === "condition") complainOfNewerOperators(node, refuse);
  const member = statesPath(node)?.[0];
  if (member !== undefined && !visibleMembers(site).includes(member)) {
    refuse(`Reference to '$states.${member}' is not supported in this field.`);
  }
}

function visibleMembers({ result, errorOutput }: Site): readonly string[] {
  return ["input", "context", ...(result ? ["result"] : []), ...(errorOutput ? ["errorOutput"] : [])];
}

/** Step Functions runs JSONata 2.0.6; `?:` and `??` came later and leave these traces in the syntax tree. */
function complainOfNewerOperators(node: Node, refuse: (message: string) => void): void {
  const { condition } = node;
  if (!isObject(condition)) return;
  if (JSON.stringify(condition) === JSON.stringify(node["then"])) refuse("Operator '?:' is not supported.");
  const called = condition["procedure"];
  if (isObject(called) && called["position"] === undefined) refuse("Operator '??' is not supported.");
}

/** `["context", "Task", "Token"]` for `$states.context.Task.Token`. */
function statesPath(node: Node): readonly string[] | undefined {
  const steps = node.type === "path" ? (node["steps"] as readonly Node[]) : [];
  const [first, ...rest] = steps;
  return first?.type === "variable" && first.value === "states"
    ? rest.map((step) => String(step.value))
    : undefined;
}

function seesToken(node: Node): boolean {
  const path = statesPath(node);
  return (
    path !== undefined &&
    ["context", "Task", "Token"].every((name, n) => path[n] === undefined || path[n] === name)
  );
}

function bindings(node: Node): readonly string[] {
  const names = [node["focus"], node["index"]].filter((name) => typeof name === "string");
  const declared = node.type === "lambda" ? (node["arguments"] as readonly Node[]) : [];
  const assigned = node.type === "bind" ? [node["lhs"] as Node] : [];
  return [...names, ...[...declared, ...assigned].map((one) => String(one.value))];
}
