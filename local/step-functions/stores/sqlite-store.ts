import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Execution } from "../execution.ts";
import type { HistoryEvent } from "../history.ts";
import type { EventPage, ExecutionQuery, Machine, Revision, Store } from "../store.ts";

/**
 * Keeps everything in the given database, in tables of its own that it makes if they are missing, so that a
 * kill -9 loses nothing that anybody saw. The caller opens and closes the database and chooses its pragmas:
 * `journal_mode = WAL` with `synchronous = NORMAL` is many times faster and still survives a killed process.
 */
export function sqliteStore(database: DatabaseSync): Store {
  database.exec(tables);
  const rows = new Rows(database);
  return { ...machinesIn(rows), ...executionsIn(rows) };
}

const tables = `
  CREATE TABLE IF NOT EXISTS sfn_secret (secret TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS sfn_machine (arn TEXT PRIMARY KEY, name TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sfn_revision (id TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sfn_execution (
    started INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, status TEXT NOT NULL,
    stop_date INTEGER, record TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS sfn_execution_by_status ON sfn_execution (machine, status, started);
  CREATE INDEX IF NOT EXISTS sfn_execution_running ON sfn_execution (started) WHERE status = 'RUNNING';
  CREATE TABLE IF NOT EXISTS sfn_event (
    arn TEXT NOT NULL, id INTEGER NOT NULL, record TEXT NOT NULL, PRIMARY KEY (arn, id)
  ) WITHOUT ROWID;
`;

/** Statements prepared once; records are JSON in their column. */
class Rows {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    this.#prepare(sql).run(...values);
  }

  values(sql: string, ...values: SQLInputValue[]): readonly unknown[] {
    return this.#prepare(sql)
      .all(...values)
      .map((row) => Object.values(row)[0]);
  }

  records<T>(sql: string, ...values: SQLInputValue[]): readonly T[] {
    return this.values(sql, ...values).map((record) => JSON.parse(String(record)) as T);
  }

  inOneTransaction(write: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      write();
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #prepare(sql: string): StatementSync {
    const statement = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}

type MachinesPart = Pick<
  Store,
  "secret" | "revision" | "saveMachine" | "deleteMachine" | "machine" | "machines"
>;

function machinesIn(rows: Rows): MachinesPart {
  return {
    secret(make) {
      rows.run("INSERT INTO sfn_secret SELECT ? WHERE NOT EXISTS (SELECT 1 FROM sfn_secret)", make());
      return String(rows.values("SELECT secret FROM sfn_secret")[0]);
    },
    saveMachine: (machine, revision) =>
      rows.inOneTransaction(() => {
        const { arn, name } = machine;
        rows.run("INSERT OR REPLACE INTO sfn_machine VALUES (?, ?, ?)", arn, name, JSON.stringify(machine));
        rows.run("INSERT OR REPLACE INTO sfn_revision VALUES (?, ?)", revision.id, JSON.stringify(revision));
      }),
    deleteMachine: (arn) => rows.run("DELETE FROM sfn_machine WHERE arn = ?", arn),
    machine: (arn) => rows.records<Machine>("SELECT record FROM sfn_machine WHERE arn = ?", arn)[0],
    machines: () => rows.records<Machine>("SELECT record FROM sfn_machine ORDER BY name"),
    revision: (id) => rows.records<Revision>("SELECT record FROM sfn_revision WHERE id = ?", id)[0],
  };
}

function executionsIn(rows: Rows): Omit<Store, keyof MachinesPart> {
  return {
    saveStep: (execution, events) => rows.inOneTransaction(() => saveStep(rows, execution, events)),
    execution: (arn) => rows.records<Execution>("SELECT record FROM sfn_execution WHERE arn = ?", arn)[0],
    running: () =>
      rows.records<Execution>("SELECT record FROM sfn_execution WHERE status = 'RUNNING' ORDER BY started"),
    executions: (query) => select(rows, query),
    events: (arn, page) => cut(rows, arn, page),
    lastOrder: () => Number(rows.values("SELECT max(started) FROM sfn_execution")[0] ?? 0),
    forget: (arn) =>
      rows.inOneTransaction(() => {
        rows.run("DELETE FROM sfn_event WHERE arn = ?", arn);
        rows.run("DELETE FROM sfn_execution WHERE arn = ?", arn);
      }),
    endedBefore: (instant) =>
      rows.values("SELECT arn FROM sfn_execution WHERE stop_date < ?", instant).map(String),
  };
}

function saveStep(rows: Rows, execution: Execution, events: readonly HistoryEvent[]): void {
  const { order, arn, machineArn, status, stopDate } = execution;
  rows.run(
    `INSERT INTO sfn_execution VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (started)
     DO UPDATE SET status = excluded.status, stop_date = excluded.stop_date, record = excluded.record`,
    ...[order, arn, machineArn, status, stopDate ?? null, JSON.stringify(execution)],
  );
  for (const event of events) {
    rows.run("INSERT INTO sfn_event VALUES (?, ?, ?)", arn, event.id, JSON.stringify(event));
  }
}

function select(rows: Rows, { machineArn, status, before, limit }: ExecutionQuery): readonly Execution[] {
  const last = before ?? Number.MAX_SAFE_INTEGER;
  const latestFirst = "started < ? ORDER BY started DESC LIMIT ?";
  const ofMachine = "SELECT record FROM sfn_execution WHERE machine = ?";
  return status === undefined
    ? rows.records(`${ofMachine} AND ${latestFirst}`, machineArn, last, limit)
    : rows.records(`${ofMachine} AND status = ? AND ${latestFirst}`, machineArn, status, last, limit);
}

function cut(rows: Rows, arn: string, { after, reverse, limit }: EventPage): readonly HistoryEvent[] {
  const ofExecution = "SELECT record FROM sfn_event WHERE arn = ?";
  return reverse
    ? rows.records(
        `${ofExecution} AND id < ? ORDER BY id DESC LIMIT ?`,
        arn,
        after ?? Number.MAX_SAFE_INTEGER,
        limit,
      )
    : rows.records(`${ofExecution} AND id > ? ORDER BY id LIMIT ?`, arn, after ?? 0, limit);
}
