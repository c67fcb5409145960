/** `npm run report`: what works, from all leads of a table. */
import { writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { runCommand } from "../command-line.ts";
import { progressBar } from "../progress-bar.ts";
import { forRipen } from "../stack/options.ts";
import { ReportRefused } from "./report-refused.ts";
import type { WhichTable } from "./table-of-leads.ts";

interface Options extends WhichTable {
  readonly format: "html" | "csv" | "json";
  readonly out?: string;
  readonly cost: readonly string[];
  readonly threshold: readonly string[];
}

const each = (given: string, before: readonly string[]) => [...before, given];

const command = forRipen(new Command())
  .description("Tells what each touch, source and campaign did, from all leads of a table.")
  .addOption(
    new Option(
      "--table <name>",
      "a DynamoDB table by its own name, such as a restored backup; in your AWS account, or with --laptop in the laptop",
    ).conflicts("stack"),
  )
  .addOption(new Option("--format <format>").choices(["html", "csv", "json"]).default("html"))
  .option("--out <file>", "where to write it; to the standard output, unless stated")
  .option("--cost <name=sum>", "what was spent on a source or a campaign; may be repeated", each, [])
  .option("--threshold <campaign=points>", "what if it had been that? may be repeated", each, [])
  .option(
    "--zone <zone>",
    "whose calendar makes the months, such as Europe/Dublin; the stack's, unless stated",
  )
  .action(tell);

async function tell({ format, out, cost, threshold, ...which }: Options): Promise<void> {
  const { costsOf, thresholdsOf } = await import("./pairs.ts");
  const costs = costsOf(cost);
  const { tableOfLeads } = await import("./table-of-leads.ts");
  const table = await tableOfLeads(which);
  const thresholds = thresholdsOf(threshold, table.playbook.campaigns);
  const text = await (await formOf(format))(await read(table, { costs, thresholds }));
  if (out === undefined) process.stdout.write(text);
  else await writeFile(out, text).catch((error) => unwritable(out, error));
}

type Table = Awaited<ReturnType<typeof import("./table-of-leads.ts").tableOfLeads>>;
type Asked = Pick<import("../../workflows/rules/report/report.ts").ReportRules, "costs" | "thresholds">;

async function read({ arrivals, read, playbook, now, called, ...table }: Table, asked: Asked) {
  const [{ gather }, { explained }, { persistently }] = await Promise.all([
    import("./gather.ts"),
    import("./table-of-leads.ts"),
    import("../leads/persistently.ts"),
  ]);
  const bar = progressBar("leads");
  try {
    if (bar) bar.start(await arrivals.count(), 0);
    const patient = (leadId: Parameters<typeof read>[0]) => persistently(table, () => read(leadId));
    return await gather({ pages: arrivals.pages, read: patient }, { playbook, now, ...asked }, (leads) =>
      bar?.update(leads),
    );
  } catch (error) {
    throw explained(error, called);
  } finally {
    bar?.stop();
  }
}

/** Only what is asked for is loaded: the pictures' library is large. */
async function formOf(format: Options["format"]) {
  if (format === "html") return (await import("./page.ts")).htmlOf;
  if (format === "csv") return (await import("./csv.ts")).csvOf;
  const { plainOf } = await import("./json.ts");
  return (report: Parameters<typeof plainOf>[0]) => `${JSON.stringify(plainOf(report), null, 2)}\n`;
}

function unwritable(out: string, error: NodeJS.ErrnoException): never {
  throw new ReportRefused(`${out} can't be written (${error.code}): name a file in a folder that is there.`);
}

await runCommand("report", command);
