import * as z from "zod";
import type { DynamoDb } from "../aws/dynamodb.ts";
import { AwsRefusal } from "../aws/refusal.ts";
import { type Plan, planned } from "./properties.ts";
import { TemplateRefused } from "./template.ts";

const Key = z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) });
const Index = z.strictObject({
  IndexName: z.string(),
  KeySchema: z.array(Key),
  Projection: z.object({ ProjectionType: z.string(), NonKeyAttributes: z.array(z.string()).optional() }),
});
const Table = z.strictObject({
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  KeySchema: z.array(Key),
  GlobalSecondaryIndexes: z.array(Index).default([]),
  StreamSpecification: z.strictObject({ StreamViewType: z.string() }).optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
  // Without meaning on one machine:
  BillingMode: z.string().optional(),
  ProvisionedThroughput: z.unknown().optional(),
  DeletionProtectionEnabled: z.boolean().optional(),
  PointInTimeRecoverySpecification: z.unknown().optional(),
  SSESpecification: z.unknown().optional(),
  TableClass: z.string().optional(),
  Tags: z.unknown().optional(),
});
type Table = z.infer<typeof Table>;

export interface StandingTable {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string | undefined;
  readonly indexes: Table["GlobalSecondaryIndexes"];
}

/** Creates what isn't there yet. A table that has since been laid out differently is refused, not rebuilt. */
export async function standUpTables(plan: Plan, dynamodb: DynamoDb): Promise<readonly StandingTable[]> {
  const tables = planned(plan, "AWS::DynamoDB::Table", Table);
  return Promise.all(
    tables.map(async ({ id, ref: name, properties }) => {
      const described = (await describe(dynamodb, name)) ?? (await create(dynamodb, name, properties));
      refuseOtherLayout(name, properties, described);
      const { TableArn: arn, LatestStreamArn: streamArn } = described;
      return { id, name, arn, streamArn, indexes: properties.GlobalSecondaryIndexes };
    }),
  );
}

interface Described {
  readonly TableArn: string;
  readonly LatestStreamArn?: string;
  readonly KeySchema: z.infer<typeof Key>[];
  readonly GlobalSecondaryIndexes?: readonly {
    readonly IndexName: string;
    readonly KeySchema: z.infer<typeof Key>[];
  }[];
}

async function describe(dynamodb: DynamoDb, name: string): Promise<Described | undefined> {
  try {
    const { Table } = await dynamodb.call("DynamoDB_20120810.DescribeTable", { TableName: name });
    return Table as Described;
  } catch (error) {
    if (error instanceof AwsRefusal && error.code === "ResourceNotFoundException") return undefined;
    throw error;
  }
}

async function create(dynamodb: DynamoDb, name: string, table: Table): Promise<Described> {
  const {
    AttributeDefinitions,
    KeySchema,
    GlobalSecondaryIndexes,
    StreamSpecification,
    TimeToLiveSpecification,
  } = table;
  await dynamodb.call("DynamoDB_20120810.CreateTable", {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions,
    KeySchema,
    ...(GlobalSecondaryIndexes.length === 0 ? {} : { GlobalSecondaryIndexes }),
    ...(StreamSpecification && { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } }),
  });
  if (TimeToLiveSpecification) {
    await dynamodb.call("DynamoDB_20120810.UpdateTimeToLive", { TableName: name, TimeToLiveSpecification });
  }
  const described = await describe(dynamodb, name);
  if (described === undefined) throw new TemplateRefused(`The table ${name} was created and is not there.`);
  return described;
}

function refuseOtherLayout(name: string, wanted: Table, found: Described) {
  const layout = (indexes: readonly { IndexName: string; KeySchema: z.infer<typeof Key>[] }[] = []) =>
    indexes
      .map((index) => `${index.IndexName} ${keys(index.KeySchema)}`)
      .sort()
      .join();
  const isSame =
    keys(wanted.KeySchema) === keys(found.KeySchema) &&
    layout(wanted.GlobalSecondaryIndexes) === layout(found.GlobalSecondaryIndexes);
  if (!isSame)
    throw new TemplateRefused(
      `The table ${name} was laid out differently when it was made: start with --fresh.`,
    );
}

const keys = (schema: z.infer<typeof Key>[]) =>
  schema
    .map((key) => `${key.KeyType} ${key.AttributeName}`)
    .sort()
    .join();
