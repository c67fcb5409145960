/** Who called what for which lead: the AWS calls of the functions and of the workflow, counted and kept. */
import type { DatabaseSync } from "node:sqlite";
import type { CallCount } from "../console/sources.ts";
import { asInvocation } from "../lambda/invocation.ts";
import { leadsNamed } from "./leads-named.ts";

export interface CallLedger {
  /**
   * Carries out one invocation. A call in it counts for the leads that the call names; one that names none, such as
   * reading a secret, for each lead that the invocation was about. Written when the invocation ends: one that is
   * killed, or goes on after its timeout, leaves no count.
   */
  during<T>(by: string, event: unknown, work: () => Promise<T>): Promise<T>;
  /** A call that came with this invocation's id; ids that nobody knows (any more) are other programs' calls. */
  heard(invocation: string | undefined, call: Call, request: string): void;
  /** A call that came in no invocation, such as the workflow's own. */
  count(by: string, call: Call, request: string): void;
  /** By service, then action. */
  of(leadId: string): readonly CallCount[];
}

export interface Call {
  readonly service: string;
  readonly action: string;
}

interface Invocation {
  readonly leads: Set<string>;
  readonly calls: { readonly call: Call; readonly leads: readonly string[] }[];
}

const schema = `
  CREATE TABLE IF NOT EXISTS calls (
    lead_id TEXT NOT NULL, service TEXT NOT NULL, action TEXT NOT NULL, made_by TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (lead_id, service, action, made_by)
  ) STRICT, WITHOUT ROWID;
`;

export function callLedger(database: DatabaseSync): CallLedger {
  const { write, of, whole } = openCounts(database);
  const open = new Map<string, Invocation>();
  const close = (by: string, { leads, calls }: Invocation) => {
    if (leads.size === 0 || calls.length === 0) return;
    whole(() => {
      for (const { call, leads: named } of calls) write(by, named.length > 0 ? named : leads, call);
    });
  };
  return {
    during: (by, event, work) =>
      asInvocation(async (id) => {
        const invocation = { leads: new Set(leadsNamed(JSON.stringify(event) ?? "")), calls: [] };
        open.set(id, invocation);
        try {
          return await work();
        } finally {
          open.delete(id);
          close(by, invocation);
        }
      }),
    heard(invocation, call, request) {
      const known = invocation === undefined ? undefined : open.get(invocation);
      if (known === undefined) return;
      const leads = leadsNamed(request);
      for (const lead of leads) known.leads.add(lead);
      known.calls.push({ call, leads });
    },
    count: (by, call, request) => write(by, leadsNamed(request), call),
    of,
  };
}

interface Counts {
  write(by: string, leads: Iterable<string>, call: Call): void;
  of(leadId: string): readonly CallCount[];
  /** In one transaction; not at all once the laptop has been stopped. */
  whole(work: () => void): void;
}

function openCounts(database: DatabaseSync): Counts {
  database.exec(schema);
  const add = database.prepare(
    "INSERT INTO calls VALUES (?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
  );
  const rowsOf = database.prepare("SELECT * FROM calls WHERE lead_id = ? ORDER BY service, action, made_by");
  return {
    write(by, leads, { service, action }) {
      for (const lead of leads) add.run(lead, service, action, by);
    },
    of: (leadId) => summed(rowsOf.all(leadId)),
    whole(work) {
      if (!database.isOpen) return;
      database.exec("BEGIN IMMEDIATE");
      work();
      database.exec("COMMIT");
    },
  };
}

function summed(rows: readonly Readonly<Record<string, unknown>>[]): readonly CallCount[] {
  const calls = Map.groupBy(rows, ({ service, action }) => `${service} ${action}`);
  return [...calls.values()].map((group) => ({
    service: String(group[0]?.["service"]),
    action: String(group[0]?.["action"]),
    count: group.reduce((sum, row) => sum + Number(row["count"]), 0),
    by: Object.fromEntries(group.map((row) => [String(row["made_by"]), Number(row["count"])])),
  }));
}
