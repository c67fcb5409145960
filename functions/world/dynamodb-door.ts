/** The form's door on DynamoDB: items of its own, which name nobody and which the table's time to live clears away. */
import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";
import { DAY } from "../../workflows/rules/time.ts";
import type { FormDoor } from "./world.ts";

/** A post that says something new writes its lead's row, its line and its consent: as many take about as long. */
const AS_MANY = ["row", "line", "consent"];

const Counter = z.object({ posts: z.int() });

export function dynamoDbDoor(client: DynamoDBClient, TableName: string): FormDoor {
  return {
    async count({ whose, from, until }) {
      const { Attributes = {} } = await client.send(
        new UpdateItemCommand({
          ...oneMore(TableName, whose, new Date(from).toISOString(), until),
          ReturnValues: "UPDATED_NEW",
        }),
      );
      return Counter.parse(unmarshall(Attributes)).posts;
    },
    async standIn(mailbox, at) {
      const TransactItems = AS_MANY.map((item) => ({
        Update: oneMore(TableName, `MAILBOX#${mailbox}`, `STAND-IN#${item}`, at),
      }));
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems }));
      } catch (error) {
        // Two at the same moment get in each other's way, and nothing is lost: there is nothing to write.
        if (!(error instanceof TransactionCanceledException)) throw error;
      }
    },
  };
}

/** The window is in the key: however late an item is cleared away, no other window counts on it. */
function oneMore(TableName: string, whose: string, sk: string, until: number) {
  return {
    TableName,
    Key: marshall({ pk: `DOOR#${whose}`, sk }),
    UpdateExpression: "SET expiresAt = :expiresAt ADD posts :one",
    ExpressionAttributeValues: marshall({ ":expiresAt": Math.ceil((until + DAY) / 1000), ":one": 1 }),
  };
}
