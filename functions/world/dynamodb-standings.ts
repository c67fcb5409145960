/** Which campaigns are paused: one item each in the lead table, beside no lead's, so that no stream record of it starts anything. */
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { Instant } from "../../workflows/rules/time.ts";
import type { Standings } from "./world.ts";

const Item = z.object({ pausedAt: Instant.exactOptional(), because: z.string().exactOptional() });

export function dynamoDbStandings(client: DynamoDBClient, tableName: string): Standings {
  const of = (campaign: string) => ({
    TableName: tableName,
    Key: marshall({ pk: `CAMPAIGN#${campaign}`, sk: "CAMPAIGN" }),
  });
  return {
    async read(campaign) {
      const { Item: found } = await client.send(new GetItemCommand(of(campaign)));
      return found === undefined ? {} : Item.parse(unmarshall(found));
    },
    async pause(campaign, at, because) {
      await client.send(
        new UpdateItemCommand({
          ...of(campaign),
          UpdateExpression: "SET pausedAt = if_not_exists(pausedAt, :at), because = :because",
          ExpressionAttributeValues: marshall({ ":at": at, ":because": because }),
        }),
      );
    },
    async resume(campaign) {
      await client.send(new DeleteItemCommand(of(campaign)));
    },
  };
}
