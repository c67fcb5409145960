/** How many mails an unconfirmed mailbox has had, by whichever of its spellings. The condition is the limit. */
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { MailboxPlace } from "../../workflows/rules/life.ts";
import { BETWEEN_UNCONFIRMED, MOST_UNCONFIRMED } from "../../workflows/rules/sending.ts";
import { DAY } from "../../workflows/rules/time.ts";

/** How long it is remembered after the last. TTL is a janitor: no decision hangs on it. */
export const REMEMBERED = 400 * DAY;

export const mailboxKey = (mailbox: string) => ({ pk: `MAILBOX#${mailbox}`, sk: "MAILBOX" });

export function mailboxItem(
  TableName: string,
  { mailbox, leadId, at, alone }: MailboxPlace,
): TransactWriteItem {
  return {
    Update: {
      TableName,
      Key: marshall(mailboxKey(mailbox)),
      UpdateExpression: "SET lastAt = :at, expiresAt = :expires ADD mails :one, leads :self",
      ConditionExpression: `attribute_not_exists(pk) OR (lastAt <= :before AND mails < :most)${alone ? " OR (contains(leads, :id) AND size(leads) = :one)" : ""}`,
      ExpressionAttributeValues: marshall({
        ":at": at,
        ":expires": Math.ceil((at + REMEMBERED) / 1000),
        ":one": 1,
        ":self": new Set([leadId]),
        ":before": at - BETWEEN_UNCONFIRMED,
        ":most": MOST_UNCONFIRMED,
        ...(alone ? { ":id": leadId } : {}),
      }),
    },
  };
}
