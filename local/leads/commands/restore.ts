/** `restore --from TABLE`: what a restored table has and the living one lacks. Tells what would happen, and does it with `--go`. */
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { milliseconds, Span } from "../../../workflows/rules/time.ts";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import { LeadsRefused } from "../leads-refused.ts";

/** Leads written in a second, where nothing else is said: each starts an execution, of which AWS takes 150 to 300, by region. */
const RATE = 50;
/** As for a restart: forms and imports start executions too. */
const FASTEST = 100;

interface Options extends WhichOptions {
  readonly from: string;
  readonly rate: string;
  readonly withoutCopies?: boolean;
  readonly go?: boolean;
}

export function restoreCommand(): Command {
  return forRipen(new Command("restore"))
    .description(
      "after a loss: copy from a table restored from point-in-time what the living one lacks; without --go it only tells what would happen",
    )
    .requiredOption("--from <table>", "the table that was restored, in the same account and region")
    .option("--rate <number>", "leads written in a second at most", String(RATE))
    .option(
      "--without-copies",
      "also who had a mail of which no copy is left, as an erase without a mark leaves it",
    )
    .option("--go", "do it")
    .action(restoreTable);
}

async function restoreTable({
  from: name,
  rate: asked,
  go = false,
  withoutCopies = false,
  ...which
}: Options) {
  const rate = rateOf(asked);
  const ripen = await reached(which);
  const { restore } = await import("../restore/restore.ts");
  const { livingTable } = await import("../restore/living-table.ts");
  const { restoredInWords } = await import("../restore/restore-report.ts");
  const { restoredTable } = await import("../restore/restored-table.ts");
  const { world, dynamodb, tableName, called } = ripen;
  const from = await restoredTable(dynamodb, name, tableName, world);
  const living = livingTable(dynamodb, tableName);
  const job = { world, from, living, go, rate, mailsKept: mailsKept(), withoutCopies };
  const zone = world.settings.defaultTimeZone;
  process.stdout.write(`${restoredInWords(await restore(job), from, { go, called, zone, withoutCopies })}\n`);
}

function rateOf(rate: string): number {
  if (/^\d+$/.test(rate) && Number(rate) > 0 && Number(rate) <= FASTEST) return Number(rate);
  throw new LeadsRefused(
    `--rate is "${rate}": it should be how many leads a second, from 1 to ${FASTEST}, such as ${RATE}.`,
  );
}

/** As this checkout's settings have it. */
function mailsKept(): number {
  const { context } = JSON.parse(readFileSync(new URL("../../../cdk.json", import.meta.url), "utf8"));
  return milliseconds(Span.parse(context.retention?.mails ?? "3 years"));
}
