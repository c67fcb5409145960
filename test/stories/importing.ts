/** Imports into a story: a file's text, as the command would import it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { World } from "../../functions/world/world.ts";
import { type Imported, type ImportJob, importSheet } from "../../local/leads/import.ts";
import type { ImportStore } from "../../local/leads/import-store.ts";
import { openSheet } from "../../local/leads/sheet.ts";
import { MemoryImportStore } from "../../local/memory/memory-import-store.ts";
import { campaign, type Stated } from "./campaign.ts";
import { MONDAY, type Story, story } from "./line.ts";

export const SOURCE = "tradeshow-2026";

export interface Importing extends Partial<Pick<ImportJob, "over" | "go" | "rate">> {
  /** How they agreed; nothing, and they did not. */
  readonly consent?: string;
}

export class Imports {
  readonly told: Story;
  readonly store: ImportStore;

  constructor(told: Story, store: ImportStore = new MemoryImportStore(told.line.leads)) {
    this.told = told;
    this.store = store;
  }

  /** And lets come of it what comes at once. */
  async run(csv: string, given: Importing = { consent: "asked at the stand" }): Promise<Run> {
    const run = await this.runUnsettled(csv, given);
    await this.told.line.settle();
    return run;
  }

  async runUnsettled(
    csv: string,
    { consent, ...how }: Importing = { consent: "asked at the stand" },
    world: World = this.told.line.world,
  ): Promise<Run> {
    const folder = mkdtempSync(join(tmpdir(), "ripen-import-"));
    try {
      const file = join(folder, "leads.csv");
      writeFileSync(file, csv);
      const refused: string[] = [];
      const sheet = await openSheet(file, { by: "import", source: SOURCE, consent }, world.campaigns());
      const imported = await importSheet({
        sheet,
        source: SOURCE,
        world,
        store: this.store,
        rate: Number.POSITIVE_INFINITY,
        go: true,
        refused: (row) => refused.push(`${row.line}: ${JSON.stringify(row.refused)}`),
        ...how,
      });
      return { ...imported, refused, ignored: sheet.columns.ignored };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

interface Run extends Imported {
  readonly refused: readonly string[];
  readonly ignored: readonly string[];
}

/** `count` people of one firm. */
export function people(count: number, from = 1): string {
  const rows = Array.from(
    { length: count },
    (_, n) => `p${from + n}@dairy.example,Person ${from + n},Dairy Süd`,
  );
  return ["email,name,company", ...rows].join("\n");
}

/** A campaign that an import enters. */
export const OPEN: Stated = { enter: { forms: ["cold-store-guide"], imports: [SOURCE] } };

export function begin(stated: Stated = OPEN, start = MONDAY): { told: Story; imports: Imports } {
  const told = story({ campaigns: () => [campaign(stated)], start });
  return { told, imports: new Imports(told) };
}

type Write = Story["line"]["world"]["leads"]["write"];

/** The story's world, with somebody in the way of every write. */
export function writing(
  { line }: Story,
  around: (write: () => ReturnType<Write>) => ReturnType<Write>,
): World {
  const { leads } = line.world;
  const write: Write = (...given) => around(() => leads.write(...given));
  return {
    ...line.world,
    leads: { write, read: (leadId) => leads.read(leadId), overdue: (before) => leads.overdue(before) },
  };
}

/** Nothing has come of any row. */
export const NOTHING = { new: 0, known: 0, gone: 0, again: 0, erased: 0, refused: 0 };
