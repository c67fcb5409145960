/** Secrets Manager: made once from the template, kept with the state, read like the real ones. */
import type { DatabaseSync } from "node:sqlite";
import { AwsRefusal, notOffered } from "./refusal.ts";
import { type AwsService, json, jsonInput } from "./wire.ts";

export interface Secrets {
  readonly service: AwsService;
  /** Makes the secret unless it exists: what was once generated never changes. */
  ensure(
    secret: { readonly arn: string; readonly name: string; readonly description: string },
    make: () => string,
  ): void;
}

interface Row {
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  readonly value: string;
  readonly created_at: number;
}

export function secretsManager(database: DatabaseSync, now: () => number): Secrets {
  database.exec(
    `CREATE TABLE IF NOT EXISTS secrets (
      arn TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, value TEXT NOT NULL, created_at INTEGER NOT NULL
    ) STRICT`,
  );
  const insert = database.prepare(
    "INSERT INTO secrets (arn, name, description, value, created_at) VALUES (?, ?, ?, ?, ?)",
  );
  const select = database.prepare("SELECT * FROM secrets WHERE arn = ?1 OR name = ?1");
  const all = database.prepare("SELECT * FROM secrets ORDER BY name");

  const find = ({ SecretId }: Readonly<Record<string, unknown>>): Row => {
    if (typeof SecretId !== "string")
      throw new AwsRefusal(
        "ValidationException",
        "1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null",
      );
    const row = select.get(SecretId);
    if (row === undefined)
      throw new AwsRefusal("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    return row as unknown as Row;
  };
  const actions: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => unknown>> = {
    GetSecretValue: (input) => value(find(input)),
    DescribeSecret: (input) => description(find(input)),
    ListSecrets: () => ({ SecretList: all.all().map((row) => description(row as unknown as Row)) }),
  };
  return {
    service: async (call, action) => {
      const answer = actions[action];
      if (answer === undefined) throw notOffered(`Secrets Manager's ${action}`);
      return json("1.1", answer(jsonInput(call)));
    },
    ensure({ arn, name, description }, make) {
      if (select.get(arn) === undefined) insert.run(arn, name, description, make(), now());
    },
  };
}

const version = "00000000-0000-4000-8000-000000000001";

const value = ({ arn, name, value: SecretString, created_at }: Row) => ({
  ARN: arn,
  Name: name,
  VersionId: version,
  VersionStages: ["AWSCURRENT"],
  SecretString,
  CreatedDate: created_at / 1_000,
});

const description = ({ arn, name, description: Description, created_at }: Row) => ({
  ARN: arn,
  Name: name,
  Description,
  CreatedDate: created_at / 1_000,
  LastChangedDate: created_at / 1_000,
  VersionIdsToStages: { [version]: ["AWSCURRENT"] },
});
