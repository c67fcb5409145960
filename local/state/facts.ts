import type { DatabaseSync } from "node:sqlite";

/** Small facts by name that outlive the process: where time stands, how far a stream was read. */
export interface Facts {
  read(name: string): string | undefined;
  write(name: string, value: string): void;
}

export function openFacts(database: DatabaseSync): Facts {
  database.exec("CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT");
  const select = database.prepare("SELECT value FROM facts WHERE name = ?");
  const upsert = database.prepare(
    "INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  return {
    read(name) {
      const row = select.get(name);
      return row === undefined ? undefined : String(row["value"]);
    },
    write: (name, value) => void upsert.run(name, value),
  };
}
