/**
 * Each port of the World as AWS has it, made of the function's environment. A function names the ones it needs in its last
 * line, and only those, with the clients of their services, come into its bundle.
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SFNClient } from "@aws-sdk/client-sfn";
import * as z from "zod/mini";
import { Span } from "../../workflows/rules/time.ts";
import type { Aws } from "./aws-clients.ts";
import { campaignsBeside, deskBeside } from "./compiled-beside.ts";
import { dynamoDbDoor } from "./dynamodb-door.ts";
import { dynamoDbErasing } from "./dynamodb-erasing.ts";
import { dynamoDbLeadTable } from "./dynamodb-lead-table.ts";
import { dynamoDbRota } from "./dynamodb-rota.ts";
import { dynamoDbStages } from "./dynamodb-stages.ts";
import { dynamoDbStandings } from "./dynamodb-standings.ts";
import { eventBridgeBus } from "./event-bus.ts";
import { keyedIdentity } from "./keyed-identity.ts";
import { rotatingSecret } from "./rotating-secret.ts";
import { s3SentMails } from "./s3-sent-mails.ts";
import { secret } from "./secret.ts";
import { secretAt } from "./secrets-manager.ts";
import { sesMail } from "./ses-mail.ts";
import { sfnWorkflows } from "./sfn-workflows.ts";
import { signedLinks } from "./signed-links.ts";
import { snsAt, snsTopic } from "./sns-topic.ts";
import { FormSettings, type World } from "./world.ts";

/** `world`: the one that the port is made for, whose clock it may ask. */
export type Port<Name extends keyof World> = (aws: Aws, world: Pick<World, "receivedAt">) => World[Name];

export const leads: Port<"leads"> = (aws) =>
  dynamoDbLeadTable(aws.client(DynamoDBClient), aws.need("TABLE_NAME"));

export const erasing: Port<"erasing"> = (aws) =>
  dynamoDbErasing(aws.client(DynamoDBClient), aws.need("TABLE_NAME"));

export const stages: Port<"stages"> = (aws) => {
  const { endpoint, region, credentials } = whereAndWho(aws);
  const url = endpoint ?? `https://dynamodb.${region}.amazonaws.com`;
  return dynamoDbStages({ url, region, credentials }, aws.need("TABLE_NAME"));
};

export const rota: Port<"rota"> = (aws) => dynamoDbRota(aws.client(DynamoDBClient), aws.need("TABLE_NAME"));

export const standings: Port<"standings"> = (aws) =>
  dynamoDbStandings(aws.client(DynamoDBClient), aws.need("TABLE_NAME"), askedOnce(aws));

export const door: Port<"door"> = (aws) => dynamoDbDoor(aws.client(DynamoDBClient), aws.need("TABLE_NAME"));

export const mail: Port<"mail"> = (aws) =>
  sesMail(new SESv2Client({ ...aws.clientSettings, maxAttempts: 1 }), {
    sender: aws.need("SENDER"),
    replyTo: aws.need("REPLY_TO"),
    configurationSet: aws.need("CONFIGURATION_SET"),
  });

export const sentMails: Port<"sentMails"> = (aws) => {
  const bucket = aws.need("SENT_MAILS_BUCKET");
  const { endpoint, region, credentials } = whereAndWho(aws);
  // On AWS the bucket is a host of its own.
  const bucketUrl = endpoint ? `${endpoint}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`;
  return s3SentMails({ bucketUrl, region, credentials });
};

export const bus: Port<"bus"> = (aws) => {
  const { endpoint, region, credentials } = whereAndWho(aws);
  const url = endpoint ?? `https://events.${region}.amazonaws.com`;
  return eventBridgeBus({ url, busName: aws.need("EVENT_BUS_NAME"), region, credentials });
};

export const sales: Port<"sales"> = (aws) => topic(aws, "SALES_TOPIC_ARN");

export const tasks: Port<"tasks"> = (aws) => topic(aws, "TASKS_TOPIC_ARN");

export const workflows: Port<"workflows"> = (aws) =>
  sfnWorkflows(aws.client(SFNClient), aws.need("STATE_MACHINE_ARN"));

export const identity: Port<"identity"> = (aws) => keyedIdentity(secret(secretIn(aws, "ID_SECRET_ARN")));

export const links: Port<"links"> = (aws, world) =>
  signedLinks(
    rotatingSecret(secretIn(aws, "LINK_SECRET_ARN"), () => world.receivedAt()),
    () => aws.need("API_URL"),
  );

export const settings: Port<"settings"> = ({ env, need }) => ({
  sender: env["SENDER"] ?? "",
  replyTo: env["REPLY_TO"] ?? "",
  postalAddress: env["POSTAL_ADDRESS"] ?? "",
  defaultTimeZone: need("DEFAULT_TIME_ZONE"),
  ...(env["RETENTION"] ? { retention: Span.parse(env["RETENTION"]) } : {}),
  thankYouUrls: z.record(z.string(), z.string()).parse(JSON.parse(env["THANK_YOU_URLS"] ?? "{}")),
  form: FormSettings.parse(JSON.parse(env["FORM_RULES"] ?? "{}")),
});

export const campaigns: Port<"campaigns"> = campaignsBeside;

export const desk: Port<"desk"> = deskBeside;

/** The same service over the same connections, for what must not be done twice: no call is tried again. */
function askedOnce(aws: Aws): DynamoDBClient {
  const { requestHandler } = aws.client(DynamoDBClient).config;
  return new DynamoDBClient({ ...aws.clientSettings, requestHandler, maxAttempts: 1 });
}

function secretIn(aws: Aws, variable: string) {
  const { endpoint, region, credentials } = whereAndWho(aws);
  const url = endpoint ?? `https://secretsmanager.${region}.amazonaws.com`;
  return secretAt({ url, region, credentials }, aws.need(variable));
}

function topic(aws: Aws, variable: string) {
  const { endpoint, region, credentials } = whereAndWho(aws);
  const url = endpoint ?? `https://sns.${region}.amazonaws.com`;
  return snsTopic(snsAt({ url, region, credentials }), aws.need(variable));
}

/** For the services that are asked without the SDK. The function's own credentials stand in its environment. */
function whereAndWho({ env, need, clientSettings }: Aws) {
  const { endpoint, region = need("AWS_REGION"), credentials = ownCredentials(env, need) } = clientSettings;
  return { endpoint, region, credentials };
}

function ownCredentials(env: Aws["env"], need: Aws["need"]) {
  const sessionToken = env["AWS_SESSION_TOKEN"];
  return {
    accessKeyId: need("AWS_ACCESS_KEY_ID"),
    secretAccessKey: need("AWS_SECRET_ACCESS_KEY"),
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
}
