/**
 * How many leads are in a stage, by the index `stages`: its keys are counted, no lead is read. By signed calls, a few dozen
 * a day: the SDK's client would be most of the function, and most of what its calls take.
 */
import * as z from "zod/mini";
import type { Lifecycle } from "../../workflows/rules/lead.ts";
import { ARRIVAL_SHARDS } from "./lead-items.ts";
import { call, type Service } from "./signed-call.ts";
import type { Stages } from "./world.ts";

const HEADERS = { "content-type": "application/x-amz-json-1.0", "x-amz-target": "DynamoDB_20120810.Query" };

/** A page of a count: how many it had, and where the next one begins, if there is one. */
const Page = z.object({ Count: z.int(), LastEvaluatedKey: z.optional(z.unknown()) });

/** `page`: so many keys are counted a call. Default: a megabyte of them, some ten thousand. */
export function dynamoDbStages(where: Omit<Service, "service">, TableName: string, page?: number): Stages {
  const service = { ...where, service: "dynamodb" };
  const ask = async (query: object) =>
    Page.parse(JSON.parse(await call(service, HEADERS, JSON.stringify(query))));
  /** One page after the other: nobody waits for it, and others read the table too. */
  const leadsOf = async (shard: number, stage: Lifecycle) => {
    const query = {
      TableName,
      IndexName: "stages",
      Select: "COUNT",
      KeyConditionExpression: "arrivalShard = :shard AND lifecycle = :stage",
      ExpressionAttributeValues: { ":shard": { S: `ARRIVED#${shard}` }, ":stage": { S: stage } },
      Limit: page,
    };
    let leads = 0;
    let from: unknown;
    do {
      const { Count, LastEvaluatedKey } = await ask({ ...query, ExclusiveStartKey: from });
      leads += Count;
      from = LastEvaluatedKey;
    } while (from !== undefined);
    return leads;
  };
  return {
    async leadsIn(stage) {
      let leads = 0;
      for (let shard = 0; shard < ARRIVAL_SHARDS; shard++) leads += await leadsOf(shard, stage);
      return leads;
    },
  };
}
