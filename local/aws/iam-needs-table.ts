/** DynamoDB's rights: a transaction asks for those of the writes in it, a query of an index for the index's. */
import type { Need } from "./iam-policy.ts";

/** An engine names its tables' ARNs itself. */
export type Tables = readonly { readonly name: string; readonly arn: string }[];

type Input = Readonly<Record<string, unknown>>;

export function tableNeeds(action: string, input: Input, tables: Tables): readonly Need[] {
  const asked = inTransaction[action]?.(input) ?? [[action, input] as const];
  const needs = asked.flatMap(([verb, what]) =>
    resourcesOf(what, tables).map((resource) => ({ action: `dynamodb:${verb}`, resource })),
  );
  return [...new Map(needs.map((need) => [`${need.action} ${need.resource}`, need])).values()];
}

type Asked = readonly (readonly [verb: string, input: Input])[];

const inTransaction: Readonly<Record<string, (input: Input) => Asked>> = {
  TransactWriteItems: (input) =>
    listed(input["TransactItems"]).flatMap((item) =>
      Object.entries(item).map(([kind, write]) => [verbs[kind] ?? kind, write as Input] as const),
    ),
  TransactGetItems: (input) =>
    listed(input["TransactItems"]).map((item) => ["GetItem", item["Get"] as Input] as const),
};

const verbs: Readonly<Record<string, string>> = {
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
};

const listed = (value: unknown) => (Array.isArray(value) ? (value as readonly Input[]) : []);

function resourcesOf(
  { TableName, IndexName, StreamArn, RequestItems }: Input,
  tables: Tables,
): readonly string[] {
  if (typeof StreamArn === "string") return [StreamArn];
  const arnOf = (name: string) => tables.find((table) => table.name === name)?.arn ?? name;
  if (typeof RequestItems === "object" && RequestItems !== null) return Object.keys(RequestItems).map(arnOf);
  if (typeof TableName !== "string") return ["*"];
  return [IndexName === undefined ? arnOf(TableName) : `${arnOf(TableName)}/index/${IndexName}`];
}
