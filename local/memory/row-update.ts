/**
 * UpdateItem as the workflow file writes it: `SET a = :x, … REMOVE b, … ADD c :one` under `a = :x AND …`. Anything else of
 * DynamoDB's expression language is refused by name, never ignored.
 */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { TaskError } from "../step-functions/errors.ts";

const Value = z.union([z.strictObject({ S: z.string() }), z.strictObject({ N: z.string() })]);
const Update = z.strictObject({
  TableName: z.string(),
  Key: z.strictObject({ pk: z.strictObject({ S: z.string() }), sk: z.strictObject({ S: z.string() }) }),
  ConditionExpression: z.string(),
  UpdateExpression: z.string(),
  ExpressionAttributeValues: z.record(z.string(), Value),
});

type Row = Readonly<Record<string, unknown>>;

export interface RowUpdate {
  readonly pk: string;
  readonly sk: string;
  /** The row as updated; throws DynamoDB's refusal by its Step Functions name when the condition does not hold. */
  apply(row: Row | undefined): Row;
}

export function readRowUpdate(given: unknown): RowUpdate {
  const update = Update.parse(given);
  const values = unmarshall(update.ExpressionAttributeValues);
  const conditions = update.ConditionExpression.split(" AND ").map((text) => comparison(text, values));
  const [, set = "", remove = "", add = ""] =
    /^SET (.*?)(?: REMOVE (.*?))?(?: ADD (.*))?$/.exec(update.UpdateExpression) ??
    unknown(update.UpdateExpression);
  const sets = set.split(", ").map((text) => comparison(text, values));
  const removes = remove === "" ? [] : remove.split(", ");
  const adds = add === "" ? [] : add.split(", ").map((text) => addition(text, values));
  return {
    pk: update.Key.pk.S,
    sk: update.Key.sk.S,
    apply(row) {
      if (row === undefined || conditions.some(([name, value]) => row[name] !== value)) {
        throw new TaskError("DynamoDb.ConditionalCheckFailedException", "The conditional request failed");
      }
      const added = adds.map(([name, value]) => [name, Number(row[name] ?? 0) + value] as const);
      const kept = Object.entries(row).filter(([name]) => !removes.includes(name));
      return { ...Object.fromEntries(kept), ...Object.fromEntries(sets), ...Object.fromEntries(added) };
    },
  };
}

function comparison(text: string, values: Row): readonly [string, unknown] {
  const [, name = "", value = ""] = /^(\w+) = (:\w+)$/.exec(text.trim()) ?? unknown(text);
  return [name, valueNamed(value, values)];
}

function addition(text: string, values: Row): readonly [string, number] {
  const [, name = "", value = ""] = /^(\w+) (:\w+)$/.exec(text.trim()) ?? unknown(text);
  return [name, Number(valueNamed(value, values))];
}

function valueNamed(name: string, values: Row): unknown {
  if (!(name in values)) throw new Error(`The expression names ${name}, which has no value.`);
  return values[name];
}

function unknown(text: string): never {
  throw new Error(
    `"${text}" is beyond the in-memory table: it takes SET a = :x, … REMOVE b, … ADD c :n under a = :x AND ….`,
  );
}
