/** The values that a secret has had: the newest is current, the one before it is kept at hand as AWSPREVIOUS. */
import type { DatabaseSync } from "node:sqlite";

export interface SecretVersion {
  readonly id: string;
  readonly value: string;
  readonly createdAt: number;
  readonly stages: readonly ("AWSCURRENT" | "AWSPREVIOUS")[];
}

interface Born {
  readonly arn: string;
  readonly value: string;
  readonly created_at: number;
}

export interface Versions {
  /** The oldest first. */
  of(secret: Born): readonly SecretVersion[];
  add(secret: Born, id: string, value: string): SecretVersion;
}

/** The value that a secret is born with stands with the secret itself. */
const FIRST = "00000000-0000-4000-8000-000000000001";

export function versionsIn(database: DatabaseSync, now: () => number): Versions {
  database.exec(
    `CREATE TABLE IF NOT EXISTS secret_versions (
      seq INTEGER PRIMARY KEY, arn TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, created_at INTEGER NOT NULL,
      UNIQUE (arn, id)
    ) STRICT`,
  );
  const insert = database.prepare(
    "INSERT INTO secret_versions (arn, id, value, created_at) VALUES (?, ?, ?, ?)",
  );
  const select = database.prepare("SELECT * FROM secret_versions WHERE arn = ? ORDER BY seq");
  return {
    of({ arn, value, created_at }) {
      const later = select.all(arn) as unknown as readonly (Born & { readonly id: string })[];
      const all = [{ id: FIRST, value, created_at }, ...later];
      return all.map((each, at) => ({
        id: each.id,
        value: each.value,
        createdAt: each.created_at,
        stages: at === all.length - 1 ? ["AWSCURRENT"] : at === all.length - 2 ? ["AWSPREVIOUS"] : [],
      }));
    },
    add({ arn }, id, value) {
      const createdAt = now();
      insert.run(arn, id, value, createdAt);
      return { id, value, createdAt, stages: ["AWSCURRENT"] };
    },
  };
}
