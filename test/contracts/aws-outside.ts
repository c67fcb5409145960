/** The far side of the World on AWS: the laptop's engines behind their one endpoint, over a wire that can be cut. */
import {
  DynamoDBClient,
  GetItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { CreateStateMachineCommand, ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { marshall } from "@aws-sdk/util-dynamodb";
import { awsWorld } from "../../functions/world/aws.ts";
import { LEAD_ROW, partition, sortKey, toItem } from "../../functions/world/lead-items.ts";
import { KeyRing } from "../../functions/world/secret.ts";
import { signedLinks } from "../../functions/world/signed-links.ts";
import { snsAt, snsTopic } from "../../functions/world/sns-topic.ts";
import type { World } from "../../functions/world/world.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { ref, smallLaptop, stopAndForget, table } from "../local/aws/small-laptop.ts";
import { type Outside, SLEEPER } from "./port.ts";
import { type Accident, unreliableWire } from "./unreliable-wire.ts";

const SEND = "/v2/email/outbound-emails";
const TABLE = "small-Leads";
const API = "https://api.ripen.example";

const ring = (of: string) => ({
  Type: "AWS::SecretsManager::Secret",
  Properties: {
    Name: of,
    SecretString: JSON.stringify({
      keyId: "k1",
      key: `the ${of} key of a laptop under test, of no use`,
      former: {},
    }),
  },
});

const RESOURCES = {
  Leads: table({
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: "S" },
      { AttributeName: "dueShard", AttributeType: "S" },
      { AttributeName: "nextWakeAt", AttributeType: "N" },
      { AttributeName: "arrivalShard", AttributeType: "S" },
      { AttributeName: "lifecycle", AttributeType: "S" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: "due",
        KeySchema: [
          { AttributeName: "dueShard", KeyType: "HASH" },
          { AttributeName: "nextWakeAt", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
      {
        IndexName: "stages",
        KeySchema: [
          { AttributeName: "arrivalShard", KeyType: "HASH" },
          { AttributeName: "lifecycle", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ],
  }),
  Sender: { Type: "AWS::SES::EmailIdentity", Properties: { EmailIdentity: "orchard.example" } },
  Set: { Type: "AWS::SES::ConfigurationSet", Properties: { Name: "ripen" } },
  Mails: { Type: "AWS::S3::Bucket" },
  Sales: { Type: "AWS::SNS::Topic", Properties: { TopicName: "sales" } },
  Seller: {
    Type: "AWS::SNS::Subscription",
    Properties: { TopicArn: ref("Sales"), Protocol: "email", Endpoint: "sales@orchard.example" },
  },
  Tasks: { Type: "AWS::SNS::Topic", Properties: { TopicName: "tasks" } },
  Caller: {
    Type: "AWS::SNS::Subscription",
    Properties: { TopicArn: ref("Tasks"), Protocol: "email", Endpoint: "calls@orchard.example" },
  },
  Unheard: { Type: "AWS::SNS::Topic", Properties: { TopicName: "unheard" } },
  IdKey: ring("id"),
  LinkKey: ring("link"),
};

const FATES: Record<Parameters<Outside["next"]>[0], Accident> = {
  "take it and drop the connection": { kind: "pass on, then drop the connection" },
  throttle: {
    kind: "answer",
    status: 429,
    error: "TooManyRequestsException",
    message: "Maximum sending rate exceeded.",
  },
  "reject the sender": {
    kind: "answer",
    status: 400,
    error: "MessageRejected",
    message: "Email address is not verified.",
  },
  "refuse the address": {
    kind: "answer",
    status: 400,
    error: "BadRequestException",
    message: "Missing final '@domain'",
  },
};

export async function awsOutside(): Promise<Outside> {
  const laptop = await smallLaptop(RESOURCES);
  const wire = await unreliableWire(laptop.urls.aws);
  const client = { ...laptop.client, endpoint: wire.url };
  const dynamodb = new DynamoDBClient(client);
  const states = new SFNClient(client);
  const { stateMachineArn = "" } = await states.send(
    new CreateStateMachineCommand({
      name: "sleeper",
      definition: SLEEPER(TABLE),
      roleArn: "arn:aws:iam::000000000000:role/x",
    }),
  );
  const topic = (name: string) => `arn:aws:sns:us-east-1:000000000000:${name}`;
  const world = awsWorld({
    AWS_ENDPOINT_URL: wire.url,
    AWS_REGION: "us-east-1",
    TABLE_NAME: TABLE,
    SENDER: "Nora <nora@orchard.example>",
    REPLY_TO: "nora@orchard.example",
    CONFIGURATION_SET: "ripen",
    SENT_MAILS_BUCKET: "small-mails",
    SALES_TOPIC_ARN: topic("sales"),
    TASKS_TOPIC_ARN: topic("tasks"),
    STATE_MACHINE_ARN: stateMachineArn,
    ID_SECRET_ARN: "id",
    LINK_SECRET_ARN: "link",
    API_URL: API,
    DEFAULT_TIME_ZONE: "Europe/Dublin",
  });
  const { SecretString = "" } = await new SecretsManagerClient(client).send(
    new GetSecretValueCommand({ SecretId: "link" }),
  );
  const ours = KeyRing.parse(JSON.parse(SecretString));
  const newer = {
    keyId: "k2",
    key: "another key, which has taken the first one's place",
    former: { k1: ours.key },
    previous: "k1",
  };
  const newest = {
    keyId: "k3",
    key: "a third key, which has taken the second one's place",
    former: { k1: ours.key, k2: newer.key },
    previous: "k2",
  };
  const linksOf = (keys: KeyRing) =>
    signedLinks(
      async () => keys,
      () => API,
    );
  return {
    world,
    mails: async () => laptop.sources.mailbox.list().toReversed(),
    asked: () => wire.count(SEND),
    next: (fate) => wire.next(SEND, FATES[fate]),
    notices: async (of) =>
      laptop.sources.salesInbox
        .list()
        .filter(({ topicArn }) => topicArn === topic(of))
        .map(({ subject, message, forPrograms, attributes }) => ({
          subject,
          text: message,
          ...(forPrograms === undefined ? {} : { json: JSON.parse(forPrograms) }),
          attributes,
        })),
    unheard: snsTopic(snsAt({ ...client, url: client.endpoint }), topic("unheard")),
    tokenOf: (leadId, generation) => tokenOf(dynamodb, `EXECUTION#${leadId}-${generation}`),
    async executions(leadId, generation) {
      const { executions = [] } = await states.send(new ListExecutionsCommand({ stateMachineArn }));
      return executions.filter(({ name }) => name === `${leadId}-${generation}`).length;
    },
    erase: (leadId, at) => erase(world.leads, dynamodb, leadId, at),
    update: async (given) => {
      await dynamodb.send(new UpdateItemCommand({ ...given, TableName: TABLE } as never));
    },
    rotated: linksOf(newer),
    rotatedTwice: linksOf(newest),
    foreign: linksOf({ ...ours, key: "a key that somebody else has and we do not" }),
    async stop() {
      await wire.close();
      await stopAndForget(laptop);
    },
  };
}

async function tokenOf(client: DynamoDBClient, pk: string): Promise<string> {
  for (let tries = 0; tries < 500; tries++) {
    const Key = marshall({ pk, sk: "TOKEN" });
    const { Item } = await client.send(new GetItemCommand({ TableName: TABLE, Key, ConsistentRead: true }));
    if (Item?.["wakeToken"]?.S !== undefined) return Item["wakeToken"].S;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${pk} never came to sleep.`);
}

/** The row becomes a tombstone and what stood beside it goes, in one transaction. */
async function erase(
  leads: World["leads"],
  client: DynamoDBClient,
  leadId: LeadId,
  at: number,
): Promise<void> {
  const life = await leads.read(leadId);
  const erasedAt = Math.max(at, life.lead?.generation ?? 0);
  const keys = [
    ...life.enrolments.map(sortKey.enrolment),
    ...life.touches.map(sortKey.touch),
    ...life.ledger.map(sortKey.line),
    ...life.handoffs.map(sortKey.handoff),
  ];
  const Delete = (sk: string) => ({ TableName: TABLE, Key: marshall({ pk: partition(leadId), sk }) });
  await client.send(
    new TransactWriteItemsCommand({
      TransactItems: [
        {
          Put: { TableName: TABLE, Item: toItem(leadId, LEAD_ROW, { leadId, erasedAt, doNotContact: true }) },
        },
        ...keys.map((sk) => ({ Delete: Delete(sk) })),
      ],
    }),
  );
}
