/** Secrets Manager: made once from the template, kept with the state, read and given new values like the real ones. */
import type { DatabaseSync } from "node:sqlite";
import { AwsRefusal, notOffered } from "./refusal.ts";
import { type SecretVersion, type Versions, versionsIn } from "./secret-versions.ts";
import { type AwsService, json, jsonInput } from "./wire.ts";

export interface Secrets {
  readonly service: AwsService;
  /** Makes the secret unless it exists: what was once generated never changes but by PutSecretValue. */
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
type Input = Readonly<Record<string, unknown>>;

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
  const versions = versionsIn(database, now);

  const find = ({ SecretId }: Input): Row => {
    if (typeof SecretId !== "string") throw missing("secretId");
    const row = select.get(SecretId);
    if (row === undefined)
      throw new AwsRefusal("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    return row as unknown as Row;
  };
  const actions: Readonly<Record<string, (input: Input) => unknown>> = {
    GetSecretValue: (input) => value(find(input), versions, input),
    PutSecretValue: (input) => put(find(input), versions, input),
    DescribeSecret: (input) => description(find(input), versions),
    ListSecrets: () => ({
      SecretList: all.all().map((row) => description(row as unknown as Row, versions)),
    }),
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

function value(row: Row, versions: Versions, { VersionId, VersionStage = "AWSCURRENT" }: Input) {
  const found = versions
    .of(row)
    .find(({ id, stages }) =>
      VersionId === undefined ? stages.some((each) => each === VersionStage) : id === VersionId,
    );
  if (found === undefined)
    throw new AwsRefusal(
      "ResourceNotFoundException",
      VersionId === undefined
        ? `Secrets Manager can't find the specified secret value for staging label: ${VersionStage}`
        : `Secrets Manager can't find the specified secret value for VersionId: ${VersionId}`,
    );
  return { ...named(row, found), SecretString: found.value, CreatedDate: found.createdAt / 1_000 };
}

/** A version that is there already is not made again; with another value it is refused. */
function put(row: Row, versions: Versions, { ClientRequestToken, SecretString, ...more }: Input) {
  for (const name of ["SecretBinary", "VersionStages", "RotationToken"])
    if (more[name] !== undefined) throw notOffered(`Secrets Manager's PutSecretValue with ${name}`);
  if (typeof SecretString !== "string") throw missing("secretString");
  if (typeof ClientRequestToken !== "string" || !/^.{32,64}$/.test(ClientRequestToken))
    throw new AwsRefusal(
      "InvalidParameterException",
      "You must provide a ClientRequestToken value between 32 and 64 characters.",
    );
  const standing = versions.of(row).find(({ id }) => id === ClientRequestToken);
  if (standing !== undefined && standing.value !== SecretString)
    throw new AwsRefusal(
      "ResourceExistsException",
      `You can't use ClientRequestToken ${ClientRequestToken} because that value is already in use for a version of secret ${row.arn}.`,
    );
  return named(row, standing ?? versions.add(row, ClientRequestToken, SecretString));
}

const named = ({ arn, name }: Row, { id, stages }: SecretVersion) => ({
  ARN: arn,
  Name: name,
  VersionId: id,
  VersionStages: stages,
});

const description = (row: Row, versions: Versions) => {
  const standing = versions.of(row).filter(({ stages }) => stages.length > 0);
  return {
    ARN: row.arn,
    Name: row.name,
    Description: row.description,
    CreatedDate: row.created_at / 1_000,
    LastChangedDate: Math.max(...standing.map(({ createdAt }) => createdAt)) / 1_000,
    VersionIdsToStages: Object.fromEntries(standing.map(({ id, stages }) => [id, stages])),
  };
};

const missing = (member: string) =>
  new AwsRefusal(
    "ValidationException",
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
