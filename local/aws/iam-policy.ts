/** IAM's verdict on one right, from a role's own policies: an explicit deny, then any allow, else no. */

export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** Patterns: `*` stands for anything, `?` for one character. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** All of them must hold. */
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly operator: Operator;
  readonly key: string;
  /** One of them is enough. */
  readonly values: readonly string[];
}

export const OPERATORS = ["StringEquals", "StringLike"] as const;
export type Operator = (typeof OPERATORS)[number];

/** One right that a call asks for: `dynamodb:PutItem` on a table's ARN, and what conditions may look at. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

export function isAllowed(statements: readonly Statement[], need: Need): boolean {
  const said = statements.filter((statement) => speaksOf(statement, need));
  return said.length > 0 && said.every(({ effect }) => effect === "Allow");
}

function speaksOf({ actions, resources, conditions }: Statement, need: Need): boolean {
  return (
    actions.some((action) => isLike(need.action.toLowerCase(), action.toLowerCase())) &&
    resources.some((resource) => isLike(need.resource, resource)) &&
    conditions.every((condition) => holds(condition, need.context ?? {}))
  );
}

/** Of what nobody told, nothing holds. */
function holds({ operator, key, values }: Condition, context: Readonly<Record<string, string>>): boolean {
  const told = context[key];
  if (told === undefined) return false;
  return values.some((value) => (operator === "StringLike" ? isLike(told, value) : told === value));
}

function isLike(text: string, pattern: string): boolean {
  if (!/[*?]/.test(pattern)) return text === pattern;
  const known = compiled.get(pattern) ?? compile(pattern);
  compiled.set(pattern, known);
  return known.test(text);
}

/** Patterns come from templates only: there are few. */
const compiled = new Map<string, RegExp>();

const compile = (pattern: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/\?/g, ".")}$`,
    "s",
  );
