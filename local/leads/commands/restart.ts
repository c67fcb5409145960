/** `restart --where …`: a new execution under the deployed workflow file. Tells for whom, and does it with `--yes`. */
import { Command } from "commander";
import type { Known } from "../../../workflows/rules/life.ts";
import { inWords } from "../../console/moment.ts";
import { progressBar } from "../../progress-bar.ts";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import { dynamoDbArrivals } from "../dynamodb-arrivals.ts";
import { LeadsRefused } from "../leads-refused.ts";
import { type Restarted, restartLeads } from "../restart.ts";
import { readWhere } from "../which-leads.ts";

/**
 * Leads a second, where nothing else is said: 18,000 an hour. StartExecution takes 150 a second in the smaller regions, and
 * forms and imports need it too; each restart is also a step of the new execution and one of the old.
 */
const RATE_ON_AWS = 5;
const FASTEST = 100;

interface Options extends WhichOptions {
  readonly where: readonly string[];
  readonly rate?: string;
  readonly yes?: boolean;
}

const say = (text: string) => void process.stdout.write(`${text}\n`);

export function restartCommand(): Command {
  return forRipen(new Command("restart"))
    .description(
      "give leads a new execution, under the workflow file that is deployed now; without --yes it only tells which",
    )
    .requiredOption(
      "--where <term...>",
      "which, all at once: begun-before=2026-10-01 (needed), campaign=…, segment=…, lifecycle=…, in-trouble",
    )
    .option("--rate <number>", `leads a second at most; ${RATE_ON_AWS} on AWS, unless stated`)
    .option("--yes", "do it")
    .action(restart);
}

async function restart({ where: terms, rate, yes: go = false, ...which }: Options): Promise<void> {
  const { world, dynamodb, tableName, called, isLaptop } = await reached(which);
  const names = world.campaigns().map(({ name }) => name);
  const where = readWhere(terms, names, world.receivedAt());
  const fast = rateOf(rate, isLaptop);
  const arrivals = dynamoDbArrivals(dynamodb, tableName);
  const bar = progressBar("leads");
  bar?.start(await arrivals.count(), 0);
  const progress = (leads: number) => bar?.update(leads);
  const restarted = await restartLeads({ arrivals, world, where, rate: fast, go, progress }).finally(() =>
    bar?.stop(),
  );
  if (go) say(`${restarted.chosen} of ${restarted.looked} leads of ${called} got a new execution.`);
  else say(planInWords(restarted, { called, rate: fast, zone: world.settings.defaultTimeZone }));
}

interface Words {
  readonly called: string;
  readonly rate: number;
  readonly zone: string;
}

function planInWords({ looked, chosen, such }: Restarted, { called, rate, zone }: Words): string {
  const minutes = Math.ceil(chosen / rate / 60);
  return [
    `${chosen} of ${looked} leads of ${called} would get a new execution, under the workflow file that is deployed now.`,
    ...such.map((life) => `  ${inShort(life, zone)}`),
    ...(chosen > such.length && chosen > 0 ? [`  and ${chosen - such.length} more`] : []),
    ...(minutes > 1 ? [`At ${rate} a second that takes about ${minutes} minutes.`] : []),
    "Nothing was written. Do it with --yes.",
  ].join("\n");
}

function inShort({ leadId, lead, enrolments }: Known, zone: string): string {
  const open = enrolments.filter(({ endedAt }) => endedAt === undefined).map(({ campaign }) => campaign);
  const trouble = lead.trouble === undefined ? "" : `, in trouble: ${lead.trouble}`;
  return `lead ${leadId}: ${lead.lifecycle}, ${open.join(" and ") || "in no campaign"}, begun ${inWords(lead.generation, zone)}${trouble}`;
}

function rateOf(rate: string | undefined, isLaptop: boolean): number {
  if (rate === undefined) return isLaptop ? Number.POSITIVE_INFINITY : RATE_ON_AWS;
  if (/^\d+$/.test(rate) && Number(rate) > 0 && Number(rate) <= FASTEST) return Number(rate);
  throw new LeadsRefused(
    `--rate is "${rate}": it should be how many leads a second, from 1 to ${FASTEST}, such as ${RATE_ON_AWS}.`,
  );
}
