/** Stands around a line in memory and counts what AWS would bill: units of the table, records, messages and requests. */
import {
  type DynamoDBClient,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";
import { dynamoDbLeadTable } from "../../functions/world/dynamodb-lead-table.ts";
import { LEAD_ROW, sortKey, toItem } from "../../functions/world/lead-items.ts";
import type { World } from "../../functions/world/world.ts";
import type { Lead } from "../../workflows/rules/lead.ts";
import type { Life } from "../../workflows/rules/life.ts";
import { readUnits, writeUnits } from "./item-size.ts";

export class Meter {
  reads = 0;
  writes = 0;
  indexWrites = 0;
  /** What is being written as a transaction; without one it is an UpdateItem, as the workflow's own. */
  private transaction: TransactWriteItemsCommandInput | undefined;
  /** The table's own adapter, asked only which call it would make. */
  private readonly adapter = dynamoDbLeadTable(this.recorder(), "Leads");

  readonly around = (world: World): World => ({
    ...world,
    leads: {
      read: async (leadId) => {
        const life = await world.leads.read(leadId);
        this.reads += readUnits(itemsOf(life));
        return life;
      },
      write: async (life, change) => {
        await this.adapter.write(life, change);
        const written = await world.leads.write(life, change);
        this.transaction = undefined;
        return written;
      },
      overdue: (before) => world.leads.overdue(before),
    },
  });

  readonly wrote = (before: Life, after: Life): void => {
    this.writes += unitsOf(this.transaction, before, after);
    this.indexWrites += indexUnits(before.lead, after.lead);
  };

  private recorder(): DynamoDBClient {
    const send = async (command: unknown) => {
      this.transaction = command instanceof TransactWriteItemsCommand ? command.input : undefined;
    };
    return { send } as unknown as DynamoDBClient;
  }
}

/** A task token may have 2,048 characters, and lies on the lead's row from the first sleep on. */
const LONGEST_TOKEN = "t".repeat(2_048);

function rowOf({ leadId, lead }: Life) {
  const token = lead?.wakeToken === undefined ? {} : { wakeToken: LONGEST_TOKEN };
  return toItem(leadId, LEAD_ROW, { ...lead, ...token });
}

function itemsOf(life: Life) {
  const { leadId, lead, enrolments, touches, ledger, handoffs } = life;
  return [
    ...(lead === undefined ? [] : [rowOf(life)]),
    ...enrolments.map((item) => toItem(leadId, sortKey.enrolment(item), item)),
    ...touches.map((item) => toItem(leadId, sortKey.touch(item), item)),
    ...ledger.map((item) => toItem(leadId, sortKey.line(item), item)),
    ...handoffs.map((item) => toItem(leadId, sortKey.handoff(item), item)),
  ];
}

/** An update bills the row as it is before or after, whichever is larger; a transaction bills everything twice. */
function unitsOf(transaction: TransactWriteItemsCommandInput | undefined, before: Life, after: Life): number {
  const row = Math.max(writeUnits(rowOf(after)), before.lead === undefined ? 0 : writeUnits(rowOf(before)));
  if (transaction === undefined) return row;
  const others = (transaction.TransactItems ?? []).slice(1).map(({ Put }) => writeUnits(Put?.Item ?? {}));
  return 2 * others.reduce((sum, units) => sum + units, row);
}

/** The due index holds keys only: a moved `nextWakeAt` is a delete and a put there, a new or a removed one is either. */
function indexUnits(before: Lead | undefined, after: Lead | undefined): number {
  const [was, is] = [before?.nextWakeAt, after?.nextWakeAt];
  if (was === is) return 0;
  return was === undefined || is === undefined ? 1 : 2;
}
