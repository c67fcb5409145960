/**
 * What of the sales desk lies in the table, and moves in the same transaction as a lead: how many leads each person holds
 * and which, whose turn it is in each pool, what everybody answered, and whose an account is. No lead's row, so no
 * stream record of them starts anything.
 */
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { accountOf } from "../../workflows/rules/account.ts";
import type { Change } from "../../workflows/rules/change.ts";
import { NOBODY } from "../../workflows/rules/desk-people.ts";
import { answeredBy, type DeskChange, holderOf } from "../../workflows/rules/holder.ts";
import type { Handoff, Life } from "../../workflows/rules/life.ts";

/** Loads and turns lie together, so that one query reads the whole desk. */
export const DESK = "DESK";
export const deskKey = {
  load: (person: string) => ({ pk: DESK, sk: `PERSON#${person}` }),
  turn: (pool: string) => ({ pk: DESK, sk: `POOL#${pool}` }),
  claim: (person: string, what: string) => ({ pk: DESK, sk: `CLAIM#${what}#${person}` }),
  /** `person` may be `NOBODY`: those that wait. */
  held: (person: string, leadId: string) => ({ pk: `PERSON#${person}`, sk: `LEAD#${leadId}` }),
  answer: (person: string, at: number, leadId: string, n: number) => ({
    pk: `PERSON#${person}`,
    sk: `ANSWER#${new Date(at).toISOString()}#${leadId}#${n}`,
  }),
  account: (domain: string) => ({ pk: `ACCOUNT#${domain}`, sk: "ACCOUNT" }),
  member: (domain: string, leadId: string) => ({ pk: `ACCOUNT#${domain}`, sk: `LEAD#${leadId}` }),
};

/** `isRoom`: refused, it says that the person holds as many as they can, and nothing else. */
export interface DeskItem {
  readonly item: TransactWriteItem;
  readonly isRoom?: true;
}

export function deskItems(table: string, before: Life, after: Life, change: Change): readonly DeskItem[] {
  return [
    ...moved(table, before, after, change),
    ...turned(table, change),
    ...answered(table, before, after),
    ...ofAccount(table, after, change),
  ];
}

/** From one holder to another. */
function moved(table: string, before: Life, after: Life, { desk }: Change): readonly DeskItem[] {
  const [from, to] = [holderOf(before), holderOf(after)];
  const { leadId } = before;
  if (from === to) return [];
  const lost =
    from === undefined
      ? []
      : [
          { item: { Delete: { TableName: table, Key: marshall(deskKey.held(from, leadId)) } } },
          ...(from === NOBODY ? [] : [{ item: counted(table, from, -1) }]),
        ];
  const gained =
    to === undefined
      ? []
      : [
          put(table, { ...deskKey.held(to, leadId), since: sinceOf(after) }),
          ...(to === NOBODY ? [] : [{ item: counted(table, to, 1, desk?.most), isRoom: true as const }]),
        ];
  return [...lost, ...gained];
}

function sinceOf({ handoffs }: Life): number {
  const last = handoffs.at(-1);
  return last?.closedAt ?? last?.releasedAt ?? 0;
}

function counted(table: string, person: string, by: 1 | -1, most?: number): TransactWriteItem {
  return {
    Update: {
      TableName: table,
      Key: marshall(deskKey.load(person)),
      UpdateExpression: "ADD #open :by",
      ExpressionAttributeNames: { "#open": "open" },
      ...(most === undefined
        ? { ExpressionAttributeValues: marshall({ ":by": by }) }
        : {
            ConditionExpression: "attribute_not_exists(#open) OR #open < :most",
            ExpressionAttributeValues: marshall({ ":by": by, ":most": most }),
          }),
    },
  };
}

function turned(table: string, { desk }: Change): readonly DeskItem[] {
  if (desk?.turn === undefined) return [];
  const { pool, order, seen } = desk.turn;
  return [
    {
      item: {
        Put: {
          TableName: table,
          Item: marshall({ ...deskKey.turn(pool), order, seen: seen + 1 }),
          ConditionExpression: "attribute_not_exists(pk) OR seen = :seen",
          ExpressionAttributeValues: marshall({ ":seen": seen }),
        },
      },
    },
  ];
}

function answered(table: string, before: Life, after: Life): readonly DeskItem[] {
  return answeredBy(before, after).map((handoff) => {
    const { n, to = NOBODY, status, reason, outcome } = handoff;
    const at = answeredAt(handoff);
    const said = { at, leadId: before.leadId, n, status, reason, outcome };
    return put(table, { ...deskKey.answer(to, at, before.leadId, n), ...said });
  });
}

export function answeredAt({ doneAt, closedAt, releasedAt }: Handoff): number {
  return doneAt ?? closedAt ?? releasedAt;
}

function ofAccount(table: string, { leadId, lead }: Life, { create, desk }: Change): readonly DeskItem[] {
  const domain = create && lead && accountOf(lead.address);
  const { account } = desk ?? {};
  return [
    ...(domain === undefined ? [] : [put(table, deskKey.member(domain, leadId))]),
    ...(account === undefined ? [] : [owned(table, account)]),
  ];
}

/** Two leads of a new company can find somebody at once: whoever writes second reads again, and follows the first. */
function owned(table: string, { domain, owner, isFirst }: NonNullable<DeskChange["account"]>): DeskItem {
  const { item } = put(table, { ...deskKey.account(domain), owner });
  if (!isFirst || item.Put === undefined) return { item };
  return { item: { Put: { ...item.Put, ConditionExpression: "attribute_not_exists(pk)" } } };
}

function put(table: string, item: object): DeskItem {
  return { item: { Put: { TableName: table, Item: marshall(item, { removeUndefinedValues: true }) } } };
}
