/** What is in the laptop's table, read past it: it may be busy, or have been asked enough. */
import { DatabaseSync } from "node:sqlite";
import { leadIdOf, toLife } from "../../functions/world/lead-items.ts";
import type { Life } from "../../workflows/rules/life.ts";

const TABLE = '"ripen-laptop-LeadTable"';

export function countLeads(state: string): number {
  return inTable(state, (database) => {
    const row = database.prepare(`SELECT count(*) AS count FROM ${TABLE} WHERE sk = 'S:LEAD'`).get();
    return Number(row?.["count"] ?? 0);
  });
}

/** Every life, one after the other. */
export function eachLife(state: string, look: (life: Life) => void): void {
  inTable(state, (database) => {
    const rows = database.prepare(`SELECT item_json FROM ${TABLE} WHERE pk LIKE 'S:LEAD#%' ORDER BY pk, sk`);
    let items: Parameters<typeof toLife>[1][number][] = [];
    const tell = () => {
      const [first] = items;
      if (first) look(toLife(leadIdOf(first["pk"]?.S ?? ""), items));
      items = [];
    };
    for (const row of rows.iterate()) {
      const item = JSON.parse(String(row["item_json"])) as (typeof items)[number];
      if (items[0] && items[0]["pk"]?.S !== item["pk"]?.S) tell();
      items.push(item);
    }
    tell();
  });
}

/** Executions that were begun, by their names: `leadId-generation`. */
export function executionNames(state: string): readonly string[] {
  const database = new DatabaseSync(`${state}/ripen.sqlite`, { readOnly: true, timeout: 5_000 });
  try {
    return database
      .prepare("SELECT arn FROM sfn_execution")
      .all()
      .map(({ arn }) => String(arn).split(":").at(-1) ?? "");
  } finally {
    database.close();
  }
}

function inTable<T>(state: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(`${state}/dynamodb.sqlite`, { readOnly: true, timeout: 5_000 });
  try {
    return work(database);
  } finally {
    database.close();
  }
}
