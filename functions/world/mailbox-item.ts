/** When an unconfirmed mailbox last had mails, by whichever of its spellings. The condition is the limit. */
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { MailboxPlace } from "../../workflows/rules/change.ts";
import type { Lead } from "../../workflows/rules/lead.ts";
import type { Life } from "../../workflows/rules/life.ts";
import { BETWEEN_UNCONFIRMED, UNCONFIRMED_WITHIN } from "../../workflows/rules/sending.ts";

/** How long it is remembered after the last. TTL is a janitor: the condition itself forgets as soon. */
export const REMEMBERED = UNCONFIRMED_WITHIN;

export const mailboxKey = (mailbox: string) => ({ pk: `MAILBOX#${mailbox}`, sk: "MAILBOX" });

/** The item keeps the last three instants, and no count: the third last says whether there is room. */
export const PLACES = ["lastAt", "secondLastAt", "thirdLastAt"] as const;

export function mailboxItem(
  TableName: string,
  { mailbox, leadId, at, alone }: MailboxPlace,
): TransactWriteItem {
  const set =
    "thirdLastAt = if_not_exists(secondLastAt, :never), secondLastAt = if_not_exists(lastAt, :never), lastAt = :at";
  return {
    Update: {
      TableName,
      Key: marshall(mailboxKey(mailbox)),
      UpdateExpression: `SET ${set}, expiresAt = :expires ADD leads :self`,
      ConditionExpression: `attribute_not_exists(pk) OR (lastAt <= :before AND thirdLastAt <= :forgotten)${alone ? " OR (contains(leads, :id) AND size(leads) = :one)" : ""}`,
      ExpressionAttributeValues: marshall({
        ":at": at,
        ":never": 0,
        ":expires": Math.ceil((at + REMEMBERED) / 1000),
        ":self": new Set([leadId]),
        ":before": at - BETWEEN_UNCONFIRMED,
        ":forgotten": at - UNCONFIRMED_WITHIN,
        ...(alone ? { ":id": leadId, ":one": 1 } : {}),
      }),
    },
  };
}

/** What a write means for its lead's mailbox, for all spellings of it: see `mailboxTurned`. */
export function mailboxWrites(TableName: string, before: Life, after: Life): readonly TransactWriteItem[] {
  const turned = mailboxTurned(before.lead, after.lead);
  if (turned === undefined) return [];
  const key = mailboxKey(turned.mailbox);
  if (turned.to === "free") return [{ Delete: { TableName, Key: marshall(key) } }];
  // Without a time to live, and without any instant of a mail: no condition finds room in it.
  return [{ Put: { TableName, Item: marshall({ ...key, shutAt: after.lead?.consent.noContactAt }) } }];
}

/**
 * `free`: whoever confirms, or takes back that it wants no contact, has that mailbox; its places are free again. `shut`:
 * whoever wants no contact wants none in any spelling, and none after an erase. Undefined where the write says neither.
 */
export function mailboxTurned(
  before: Lead | undefined,
  after: Lead | undefined,
): { readonly mailbox: string; readonly to: "free" | "shut" } | undefined {
  if (before === undefined || after?.mailbox === undefined) return undefined;
  const { mailbox } = after;
  const [was, is] = [before.consent, after.consent];
  if (is.noContactAt !== undefined)
    return was.noContactAt === undefined ? { mailbox, to: "shut" } : undefined;
  const isConfirmed = is.confirmedAt !== undefined && is.confirmedAt !== was.confirmedAt;
  return isConfirmed || was.noContactAt !== undefined ? { mailbox, to: "free" } : undefined;
}
