/** The table a report is made of: the laptop's, a stack's, or one by its name, such as a restored backup. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoDbLeadTable } from "../../functions/world/dynamodb-lead-table.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { compileDesk } from "../../workflows/compile/compile-desk.ts";
import { HOLIDAYS } from "../../workflows/rules/holiday-table.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import type { Life } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { CAMPAIGNS, SALES_DESK } from "../campaign/folders.ts";
import type { Arrivals } from "../leads/arrivals.ts";
import { dynamoDbArrivals } from "../leads/dynamodb-arrivals.ts";
import { reached, type WhichOptions } from "../stack/options.ts";
import { clientSettings } from "../stack/reach.ts";
import { isRegionMissing, NO_REGION } from "../stack/region.ts";
import { findLaptop } from "../stack/running-laptop.ts";
import { Unreachable } from "../stack/unreachable.ts";
import { ReportRefused } from "./report-refused.ts";

export interface TableOfLeads {
  readonly arrivals: Arrivals;
  readonly read: (leadId: LeadId) => Promise<Life>;
  readonly playbook: Playbook;
  readonly now: number;
  /** Waits; for what passes by itself. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly random: () => number;
  /** As people call it. */
  readonly called: string;
}

export interface WhichTable extends WhichOptions {
  readonly table?: string;
  /** IANA; of a table by its name alone, which tells no settings. */
  readonly zone?: string;
}

/** Throws Unreachable. */
export async function tableOfLeads(which: WhichTable): Promise<TableOfLeads> {
  return which.table === undefined ? ofRipen(which) : byName(which.table, which);
}

async function ofRipen(which: WhichTable): Promise<TableOfLeads> {
  const { world, dynamodb, tableName, called } = await reached(which);
  return {
    arrivals: dynamoDbArrivals(dynamodb, tableName),
    read: world.leads.read,
    playbook: playbookOf(world.campaigns(), which.zone ?? world.settings.defaultTimeZone),
    now: world.receivedAt(),
    pause: world.pause,
    random: world.random,
    called,
  };
}

async function byName(table: string, { laptop: isLaptop, zone = "UTC" }: WhichTable): Promise<TableOfLeads> {
  // biome-ignore lint/style/noProcessEnv: a command is a composition root
  const env = process.env;
  const laptop = isLaptop ? await findLaptop(env) : undefined;
  if (isLaptop && laptop === undefined)
    throw new Unreachable("No laptop runs here: start one with `npm start`, or leave --laptop out.");
  const client = new DynamoDBClient(clientSettings(laptop, env));
  return {
    arrivals: dynamoDbArrivals(client, table),
    read: dynamoDbLeadTable(client, table).read,
    playbook: playbookOf(compileCampaigns(CAMPAIGNS), zone),
    now: laptop?.now() ?? Date.now(),
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    random: Math.random,
    called: `the table ${table}`,
  };
}

function playbookOf(campaigns: Playbook["campaigns"], defaultTimeZone: string): Playbook {
  if (!Intl.supportedValuesOf("timeZone").includes(defaultTimeZone) && defaultTimeZone !== "UTC")
    throw new ReportRefused(
      `--zone is "${defaultTimeZone}": it should be a zone's name, such as Europe/Dublin.`,
    );
  return { campaigns, desk: compileDesk(SALES_DESK), defaultTimeZone, holidays: HOLIDAYS };
}

const REMEDIES: Readonly<Record<string, string>> = {
  ResourceNotFoundException:
    "There is no such table there. `aws dynamodb list-tables` shows those there are; see that region and account are the right ones, or name the stack with --stack.",
  ValidationException:
    "It has no index `arrivals` that could be read: deploy this version, and wait until `aws dynamodb describe-table` calls the index ACTIVE.",
  CredentialsProviderError:
    "No credentials were found: set them as for the AWS CLI, such as with AWS_PROFILE. Or look at the laptop with --laptop.",
  AccessDeniedException: "Whoever runs this needs dynamodb:Query on the table and on its index `arrivals`.",
};

/** What went wrong in reading, with what to do about it; anything else as it is. */
export function explained(error: unknown, called: string): unknown {
  if (!(error instanceof Error)) return error;
  const remedy = REMEDIES[error.name] ?? (isRegionMissing(error) ? NO_REGION : undefined);
  if (remedy === undefined) return error;
  return new ReportRefused(`${called} can't be read (${error.message}). ${remedy}`, { cause: error });
}
