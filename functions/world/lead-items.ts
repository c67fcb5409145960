/** How a life lies in the table: the items of `LEAD#id`, by sort key. Parsed on the way in, so that inside types are trusted. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { Lead, LeadId, Tombstone } from "../../workflows/rules/lead.ts";
import { Enrolment, Handoff, LedgerLine, type Life, Touch } from "../../workflows/rules/life.ts";

export type Item = Record<string, AttributeValue>;

export const LEAD_ROW = "LEAD";
/** The sweeper's sparse index is spread over this many partitions. */
export const DUE_SHARDS = 4;

export function partition(leadId: LeadId): string {
  return `LEAD#${leadId}`;
}

/** `DUE#0` to `DUE#3`, by the id's last hex digit. */
export function dueShard(leadId: LeadId): string {
  return `DUE#${Number.parseInt(leadId.slice(-1), 16) % DUE_SHARDS}`;
}

/** The listing of all leads is spread over this many partitions: a thousand new leads a second each. */
export const ARRIVAL_SHARDS = 4;

/** `ARRIVED#0` to `ARRIVED#3`, likewise. Stands on a lead's row and not on a tombstone; the table's matter, no rule's. */
export function arrivalShard(leadId: LeadId): string {
  return `ARRIVED#${Number.parseInt(leadId.slice(-1), 16) % ARRIVAL_SHARDS}`;
}

export function leadIdOf(pk: string): LeadId {
  return LeadId.parse(pk.replace(/^LEAD#/, ""));
}

export const sortKey = {
  enrolment: (item: Enrolment) => `ENROLMENT#${item.campaign}#${String(item.n).padStart(4, "0")}`,
  touch: (item: Touch) => `TOUCH#${item.touchId}`,
  line: (item: LedgerLine) => `EVENT#${item.key}`,
  handoff: (item: Handoff) => `HANDOFF#${String(item.n).padStart(4, "0")}`,
};

const KINDS = { "TOUCH#": "touch", "EVENT#": "line", "HANDOFF#": "handoff" } as const;

/** What stands under a sort key, of what is told to others; undefined of all else. */
export function kindOfItem(sk: string): "row" | (typeof KINDS)[keyof typeof KINDS] | undefined {
  if (sk === LEAD_ROW) return "row";
  return Object.entries(KINDS).find(([prefix]) => sk.startsWith(prefix))?.[1];
}

export function toItem(leadId: LeadId, sk: string, fields: object): Item {
  return marshall({ pk: partition(leadId), sk, ...fields }, { removeUndefinedValues: true });
}

/** Which life of a lead an item belongs to, by when that began: an address that was erased may come back. */
export const LIFE = "of";

/** On the row of a lead that came back after an erase. The table's matter, no rule's. */
export const CAME_BACK = "cameBack";

/**
 * Whether an item belongs to the life that stands. Of a lead that was erased none does. One of long ago doesn't say: it is
 * the lead's own, unless that came back.
 */
export function isOfLife(
  item: Readonly<Record<string, unknown>>,
  row: Readonly<Record<string, unknown>> | undefined,
): boolean {
  if (row === undefined || row["erasedAt"] !== undefined) return false;
  return item[LIFE] === undefined ? row[CAME_BACK] !== true : item[LIFE] === row["createdAt"];
}

export function toLife(leadId: LeadId, items: readonly Item[]): Life {
  const all = items.map((item) => unmarshall(item));
  const row = all.find((each) => each["sk"] === LEAD_ROW);
  const others = all.filter((each) => each !== row);
  const rows = others.filter((each) => isOfLife(each, row));
  const of = (prefix: string) => rows.filter((each) => String(each["sk"]).startsWith(prefix));
  const erased = row?.["erasedAt"] !== undefined;
  return {
    leadId,
    lead: row === undefined || erased ? undefined : Lead.parse(row),
    tombstone: erased ? Tombstone.parse(row) : undefined,
    enrolments: of("ENROLMENT#").map((each) => Enrolment.parse(each)),
    touches: of("TOUCH#").map((each) => Touch.parse(each)),
    ledger: of("EVENT#").map((each) => LedgerLine.parse(each)),
    handoffs: of("HANDOFF#").map((each) => Handoff.parse(each)),
    ...(rows.length < others.length ? { remains: true } : {}),
  };
}
