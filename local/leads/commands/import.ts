/** `import FILE.csv --source …`: leads from a file. Tells what would happen, and does it with `--go`. */
import type { Command as Commander } from "commander";
import { Command } from "commander";
import { milliseconds, Span } from "../../../workflows/rules/time.ts";
import { progressBar } from "../../progress-bar.ts";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import { dynamoDbImportStore } from "../dynamodb-import-store.ts";
import { importSheet } from "../import.ts";
import { columnsInWords, outcomeInWords, refusalInWords } from "../import-report.ts";
import { LeadsRefused } from "../leads-refused.ts";
import { openSheet } from "../sheet.ts";
import { campaignsOf } from "../sources.ts";

/** Leads written in a second, where nothing else is said: far below what StartExecution takes, which is 300. */
const RATE_ON_AWS = 50;

interface Options extends WhichOptions {
  readonly source: string;
  readonly consent?: string;
  readonly over?: string;
  readonly rate?: string;
  readonly go?: boolean;
}

const say = (text: string) => void process.stdout.write(`${text}\n`);

export function importCommand(): Commander {
  return forRipen(new Command("import"))
    .description("bring in the leads of a CSV file; without --go it only tells what would happen")
    .argument("<file>", "with a header line; columns by the profile's names, in English or German")
    .requiredOption("--source <name>", "where they come from, as a campaign's enter.imports has it")
    .option("--consent <how>", 'how they agreed to mail, such as "asked at the stand"; without it nobody is')
    .option("--over <span>", 'in which they begin, such as "4 hours"; one a second, unless stated')
    .option("--rate <number>", `leads written in a second at most; ${RATE_ON_AWS} on AWS, unless stated`)
    .option("--go", "do it")
    .action(importFile);
}

async function importFile(file: string, options: Options): Promise<void> {
  const { source, consent, go = false } = options;
  const over = spanOf(options.over);
  const ripen = await reached(options);
  const { world, called } = ripen;
  const campaigns = campaignsOf(source, world.campaigns());
  const sheet = await openSheet(file, { by: "import", source, consent }, world.campaigns());
  say(`${sheet.total} rows for ${called}, into ${campaigns.map(({ name }) => name).join(" and ")}.`);
  say(columnsInWords(sheet));
  const bar = progressBar("rows");
  bar?.start(sheet.total, 0);
  const outcome = await importSheet({
    sheet,
    source,
    world,
    go,
    over,
    store: dynamoDbImportStore(ripen.dynamodb, ripen.tableName),
    rate: rateOf(options.rate, ripen.isLaptop),
    progress: (rows) => bar?.update(rows),
    refused: (row) => say(refusalInWords(row)),
  }).finally(() => bar?.stop());
  say(
    outcomeInWords(outcome, { go, consent, zone: world.settings.defaultTimeZone, now: world.receivedAt() }),
  );
}

function spanOf(over: string | undefined): number | undefined {
  if (over === undefined) return undefined;
  const span = Span.safeParse(over);
  if (span.success) return milliseconds(span.data);
  throw new LeadsRefused(`--over is "${over}": it should be a whole number and its unit, such as "4 hours".`);
}

function rateOf(rate: string | undefined, isLaptop: boolean): number {
  if (rate === undefined) return isLaptop ? Number.POSITIVE_INFINITY : RATE_ON_AWS;
  if (/^\d+$/.test(rate) && Number(rate) > 0) return Number(rate);
  throw new LeadsRefused(`--rate is "${rate}": it should be how many leads a second, such as 50.`);
}
