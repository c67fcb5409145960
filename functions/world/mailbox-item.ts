/** When an unconfirmed mailbox last had mails, by whichever of its spellings. The condition is the limit. */
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Lead } from "../../workflows/rules/lead.ts";
import type { Life, MailboxPlace } from "../../workflows/rules/life.ts";
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

/** Whoever confirms has that mailbox: its places are free again, for all its spellings. */
export function placesFreed(TableName: string, before: Life, after: Life): readonly TransactWriteItem[] {
  const mailbox = mailboxConfirmed(before.lead, after.lead);
  return mailbox === undefined ? [] : [{ Delete: { TableName, Key: marshall(mailboxKey(mailbox)) } }];
}

/** The mailbox that a write confirms, whoever writes it. */
export function mailboxConfirmed(before: Lead | undefined, after: Lead | undefined): string | undefined {
  const confirmedAt = after?.consent.confirmedAt;
  const isNew = confirmedAt !== undefined && confirmedAt !== before?.consent.confirmedAt;
  return isNew && before !== undefined ? after?.mailbox : undefined;
}
