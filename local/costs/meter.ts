/**
 * Counts what DynamoDB and Step Functions would bill: stands between the functions and the table, and hears of every
 * step of a workflow, whose own writes to the table no function sees.
 */
import {
  type DynamoDBClient,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";
import { dynamoDbLeadTable } from "../../functions/world/dynamodb-lead-table.ts";
import { LEAD_ROW, leadIdOf, sortKey, toItem } from "../../functions/world/lead-items.ts";
import type { SentMails } from "../../functions/world/sent-mails.ts";
import type { FormDoor, LeadTable, SalesRota, Standings, World } from "../../functions/world/world.ts";
import { apply, type Change } from "../../workflows/rules/change.ts";
import { Lead, type LeadId } from "../../workflows/rules/lead.ts";
import type { Life, Touch } from "../../workflows/rules/life.ts";
import { readRowUpdate } from "../memory/row-update.ts";
import type { HistoryEvent } from "../step-functions/history.ts";
import { bytesOf, readUnits, writeUnits } from "./item-size.ts";

export class Meter {
  transitions = 0;
  /** Of decisions; the sweeper's looks at the index belong to what a stage costs when nobody comes. */
  reads = 0;
  /** Those of the indexes included. */
  writes = 0;
  /** Of mails, kept in S3. */
  copies = 0;
  /** As last read or written. */
  private readonly rows = new Map<LeadId, Lead>();

  /** Leaves the other ports as they are: a function has settings only for those that it uses. */
  readonly around = (world: World): World => {
    const leads: LeadTable = {
      read: async (leadId) => {
        const life = await world.leads.read(leadId);
        this.reads += readUnits(itemsOf(life));
        this.see(leadId, life.lead);
        return life;
      },
      write: async (life, change) => {
        if (change.aside) {
          this.writes += (change.touches ?? []).reduce((sum, touch) => sum + noted(life.leadId, touch), 0);
          return world.leads.write(life, change);
        }
        const transaction = await transactionOf(life, change);
        const written = await world.leads.write(life, change);
        this.bill(life.leadId, life.lead, apply(life, change).lead, written === "written", transaction);
        return written;
      },
      overdue: (before) => world.leads.overdue(before),
    };
    const standings: Standings = {
      read: (campaign) => {
        this.reads += EVENTUALLY_CONSISTENT;
        return world.standings.read(campaign);
      },
      pause: (campaign, at, because) => world.standings.pause(campaign, at, because),
      resume: (campaign, at) => world.standings.resume(campaign, at),
      count: (counted) => {
        this.writes += A_COUNTER;
        return world.standings.count(counted);
      },
      days: (campaign) => world.standings.days(campaign),
    };
    const door: FormDoor = {
      count: (window) => {
        this.writes += A_COUNTER;
        return world.door.count(window);
      },
      standIn: (mailbox, at) => {
        this.writes += 2 * STANDING_IN * A_COUNTER;
        return world.door.standIn(mailbox, at);
      },
    };
    const ports = { leads, standings, door, rota: this.rota(world), sentMails: this.sentMails(world) };
    return Object.create(
      world,
      Object.fromEntries(Object.entries(ports).map(([name, value]) => [name, { value }])),
    );
  };

  /** A desk of a few people and pools is read in one unit, and so is whose an account is, and the list of its leads. */
  private rota(world: World): SalesRota {
    const read = () => {
      this.reads += 1;
      return world.rota;
    };
    return {
      read: () => read().read(),
      held: (person) => read().held(person),
      answers: (person, since) => read().answers(person, since),
      accountOwner: (domain) => read().accountOwner(domain),
      colleagues: (domain) => read().colleagues(domain),
      claim: (person, what, period) => {
        this.writes += 1;
        return world.rota.claim(person, what, period);
      },
    };
  }

  private sentMails(world: World): SentMails {
    return {
      keep: (...mail) => {
        this.copies += 1;
        return world.sentMails.keep(...mail);
      },
      read: (leadId, touchId) => world.sentMails.read(leadId, touchId),
      list: (leadId) => world.sentMails.list(leadId),
      clear: (leadId, until) => world.sentMails.clear(leadId, until),
      markErased: (mark) => world.sentMails.markErased(mark),
      erased: () => world.sentMails.erased(),
      markLeft: (mark) => world.sentMails.markLeft(mark),
      left: () => world.sentMails.left(),
    };
  }

  /** Told of what is added to any execution's history, when it is added. */
  readonly stepped = (events: readonly HistoryEvent[]): void => {
    for (const event of events) {
      if (isTransition(event)) this.transitions++;
      const { resource, parameters } = event["taskScheduledEventDetails"] ?? {};
      if (String(resource).startsWith("updateItem")) this.update(JSON.parse(String(parameters)));
    }
  };

  /** The workflow's own UpdateItem says what changes on the lead's row, not what else is there. */
  private update(given: unknown): void {
    const { pk, apply: applyTo } = readRowUpdate(given);
    const leadId = leadIdOf(pk);
    const before = this.rows.get(leadId);
    try {
      this.bill(leadId, before, Lead.parse(applyTo(before)), true);
    } catch {
      // Refused, since somebody else wrote first: billed all the same.
      this.bill(leadId, before, before, false);
    }
  }

  /** What is refused is billed too, but leaves the indexes alone. */
  private bill(
    leadId: LeadId,
    before: Lead | undefined,
    after: Lead | undefined,
    written: boolean,
    transaction?: TransactWriteItemsCommandInput,
  ): void {
    this.writes += tableUnits(transaction, rowOf(leadId, before), rowOf(leadId, after));
    if (!written) return;
    this.writes += indexUnits(before, after);
    this.see(leadId, after);
  }

  private see(leadId: LeadId, lead: Lead | undefined): void {
    if (lead === undefined) this.rows.delete(leadId);
    else this.rows.set(leadId, lead);
  }
}

/** DynamoDB's own of each item, in an index as in the table. */
const OVERHEAD_BYTES = 100;

/** What a lead takes up in the table, in bytes; its three entries in the indexes hold keys alone, and count like three items of nothing. */
export function bytesStored(life: Life): number {
  return itemsOf(life).reduce((bytes, item) => bytes + bytesOf(item) + OVERHEAD_BYTES, 3 * OVERHEAD_BYTES);
}

/** Half of what a consistent read of up to 4 KB is billed, the item being there or not. */
const EVENTUALLY_CONSISTENT = 0.5;

/** An update of a touch alone. */
function noted(leadId: LeadId, touch: Touch): number {
  return writeUnits(toItem(leadId, sortKey.touch(touch), touch));
}

/** Items in the transaction that stands in for a lead's write. */
const STANDING_IN = 3;

/** An item of a few numbers, counted up or taken away. */
const A_COUNTER = 1;

/** A state entered, a task's further try, or the end. A task is counted when it is scheduled, which it is at each try. */
function isTransition({ type }: HistoryEvent): boolean {
  if (type.endsWith("StateEntered")) return type !== "TaskStateEntered";
  return type === "TaskScheduled" || (type.startsWith("Execution") && type !== "ExecutionStarted");
}

/** The table's own adapter, asked only which call it would make. Undefined: an UpdateItem. */
async function transactionOf(
  life: Life,
  change: Change,
): Promise<TransactWriteItemsCommandInput | undefined> {
  let made: unknown;
  const send = async (command: unknown) => {
    made = command;
  };
  await dynamoDbLeadTable({ send } as unknown as DynamoDBClient, "Leads").write(life, change);
  return made instanceof TransactWriteItemsCommand ? made.input : undefined;
}

/** A task token may have 2,048 characters, and lies on the lead's row from the first sleep on. */
const LONGEST_TOKEN = "t".repeat(2_048);

function rowOf(leadId: LeadId, lead: Lead | undefined) {
  const token = lead?.wakeToken === undefined ? {} : { wakeToken: LONGEST_TOKEN };
  return toItem(leadId, LEAD_ROW, { ...lead, ...token });
}

function itemsOf({ leadId, lead, enrolments, touches, ledger, handoffs }: Life) {
  return [
    ...(lead === undefined ? [] : [rowOf(leadId, lead)]),
    ...enrolments.map((item) => toItem(leadId, sortKey.enrolment(item), item)),
    ...touches.map((item) => toItem(leadId, sortKey.touch(item), item)),
    ...ledger.map((item) => toItem(leadId, sortKey.line(item), item)),
    ...handoffs.map((item) => toItem(leadId, sortKey.handoff(item), item)),
  ];
}

type Row = ReturnType<typeof rowOf>;

/** An update bills the row as it is before or after, whichever is larger; a transaction bills everything twice. */
function tableUnits(
  transaction: TransactWriteItemsCommandInput | undefined,
  before: Row,
  after: Row,
): number {
  const row = Math.max(writeUnits(before), writeUnits(after));
  if (transaction === undefined) return row;
  const others = (transaction.TransactItems ?? [])
    .slice(1)
    .map(({ Put }) => Math.max(A_COUNTER, writeUnits(Put?.Item ?? {})));
  return 2 * others.reduce((sum, units) => sum + units, row);
}

/** What the indexes are sorted by: `due`, `arrivals`, `stages`. */
const SORTED_BY = ["nextWakeAt", "createdAt", "lifecycle"] as const;

/** They hold keys only: a moved `nextWakeAt` is a delete and a put in its index, a new or a removed one is either. */
function indexUnits(before: Lead | undefined, after: Lead | undefined): number {
  return SORTED_BY.reduce((units, key) => {
    const [was, is] = [before?.[key], after?.[key]];
    if (was === is) return units;
    return units + (was === undefined || is === undefined ? 1 : 2);
  }, 0);
}
