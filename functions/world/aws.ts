/** The World on AWS, or on whatever answers like it at `AWS_ENDPOINT_URL`. Ports are made on first use, so a function needs only its own settings. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
import * as z from "zod";
import { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { Desk } from "../../workflows/rules/desk.ts";
import { Span } from "../../workflows/rules/time.ts";
import { OwnWords } from "../own-words.ts";
import { dynamoDbDoor } from "./dynamodb-door.ts";
import { dynamoDbErasing } from "./dynamodb-erasing.ts";
import { dynamoDbLeadTable } from "./dynamodb-lead-table.ts";
import { dynamoDbRota } from "./dynamodb-rota.ts";
import { dynamoDbStandings } from "./dynamodb-standings.ts";
import { type BusSettings, eventBridgeBus } from "./event-bus.ts";
import { keyedIdentity } from "./keyed-identity.ts";
import { powertoolsReport } from "./powertools-report.ts";
import { rotatingSecret } from "./rotating-secret.ts";
import { type S3Settings, s3SentMails } from "./s3-sent-mails.ts";
import { secret } from "./secret.ts";
import { sesMail } from "./ses-mail.ts";
import { sfnWorkflows } from "./sfn-workflows.ts";
import { signedLinks } from "./signed-links.ts";
import { snsTopic } from "./sns-topic.ts";
import { FormSettings, type Settings, type World } from "./world.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `env` is the function's environment as infra sets it. With `AWS_ENDPOINT_URL` the clients go there, with the
 * environment's credentials or dummies. `overrides` replace single ports: the laptop's clock and its campaigns read from disk.
 */
export function awsWorld(env: Environment, overrides: Partial<World> = {}): World {
  const need = (name: string) => required(env, name);
  const client = clientSettings(env);
  const secrets = once(() => new SecretsManagerClient(client));
  const dynamodb = once(() => new DynamoDBClient(client));
  const world = {
    leads: () => dynamoDbLeadTable(dynamodb(), need("TABLE_NAME")),
    erasing: () => dynamoDbErasing(dynamodb(), need("TABLE_NAME")),
    rota: () => dynamoDbRota(dynamodb(), need("TABLE_NAME")),
    standings: () => dynamoDbStandings(dynamodb(), need("TABLE_NAME"), askedOnce(dynamodb(), client)),
    mail: () =>
      sesMail(new SESv2Client({ ...client, maxAttempts: 1 }), {
        sender: need("SENDER"),
        replyTo: need("REPLY_TO"),
        configurationSet: need("CONFIGURATION_SET"),
      }),
    sentMails: () => s3SentMails(bucketSettings(env, need)),
    sales: () => snsTopic(new SNSClient(client), need("SALES_TOPIC_ARN")),
    tasks: () => snsTopic(new SNSClient(client), need("TASKS_TOPIC_ARN")),
    bus: () => eventBridgeBus(busSettings(env, need)),
    workflows: () => sfnWorkflows(new SFNClient(client), need("STATE_MACHINE_ARN")),
    identity: () => keyedIdentity(secret(secrets(), need("ID_SECRET_ARN"))),
    links: () => signedLinks(linkKeys(secrets(), need, overrides), () => need("API_URL")),
    door: () => dynamoDbDoor(dynamodb(), need("TABLE_NAME")),
    report: powertoolsReport,
    settings: () => settings(env),
    campaigns: () => once(() => z.array(RunningCampaign).parse(bundledJson("campaigns"))),
    desk: () => once(() => Desk.parse(bundledJson("desk"))),
    receivedAt: () => Date.now,
    pause: () => async (milliseconds: number) => void (await sleep(milliseconds)),
    random: () => Math.random,
    attemptId: () => randomUUID,
  } satisfies { [Port in keyof World]: () => World[Port] };
  return withPorts(world, overrides);
}

/** The same service over the same connections, for what must not be done twice: no call is tried again. */
function askedOnce({ config }: DynamoDBClient, settings: ReturnType<typeof clientSettings>): DynamoDBClient {
  return new DynamoDBClient({ ...settings, requestHandler: config.requestHandler, maxAttempts: 1 });
}

const linkKeys = (
  secrets: SecretsManagerClient,
  need: (name: string) => string,
  { receivedAt }: Partial<World>,
) => rotatingSecret(secrets, need("LINK_SECRET_ARN"), receivedAt);

/** Each port as a property that is made when first read. */
function withPorts(makers: { [Port in keyof World]: () => World[Port] }, overrides: Partial<World>): World {
  const ports = Object.entries(makers).map(
    ([name, make]) => [name, { enumerable: true, get: once<unknown>(make) }] as const,
  );
  const world = Object.defineProperties({}, Object.fromEntries(ports)) as World;
  return Object.defineProperties(Object.create(world), Object.getOwnPropertyDescriptors(overrides)) as World;
}

/** What was compiled into this bundle, beside its code. */
function bundledJson(name: "campaigns" | "desk"): unknown {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), "utf8"));
}

function settings(env: Environment): Settings {
  return {
    sender: env["SENDER"] ?? "",
    replyTo: env["REPLY_TO"] ?? "",
    postalAddress: env["POSTAL_ADDRESS"] ?? "",
    defaultTimeZone: required(env, "DEFAULT_TIME_ZONE"),
    ...(env["RETENTION"] ? { retention: Span.parse(env["RETENTION"]) } : {}),
    thankYouUrls: z.record(z.string(), z.string()).parse(JSON.parse(env["THANK_YOU_URLS"] ?? "{}")),
    form: FormSettings.parse(JSON.parse(env["FORM_RULES"] ?? "{}")),
  };
}

interface ClientSettings {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

function clientSettings(env: Environment): ClientSettings {
  const endpoint = env["AWS_ENDPOINT_URL"];
  if (endpoint === undefined) return {};
  return {
    endpoint,
    region: env["AWS_REGION"] ?? "us-east-1",
    credentials: {
      accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? "laptop",
      secretAccessKey: env["AWS_SECRET_ACCESS_KEY"] ?? "laptop",
    },
  };
}

/** For calls that no client of the SDK makes: on AWS the function's own credentials stand in its environment. */
function signing(env: Environment, need: (name: string) => string) {
  const {
    endpoint,
    region = need("AWS_REGION"),
    credentials = ownCredentials(env, need),
  } = clientSettings(env);
  return { endpoint, region, credentials };
}

function busSettings(env: Environment, need: (name: string) => string): BusSettings {
  const { endpoint, region, credentials } = signing(env, need);
  const url = endpoint ?? `https://events.${region}.amazonaws.com`;
  return { url, busName: need("EVENT_BUS_NAME"), region, credentials };
}

/** On AWS the bucket is a host of its own. */
function bucketSettings(env: Environment, need: (name: string) => string): S3Settings {
  const { endpoint, region, credentials } = signing(env, need);
  const bucket = need("SENT_MAILS_BUCKET");
  const bucketUrl = endpoint ? `${endpoint}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`;
  return { bucketUrl, region, credentials };
}

function ownCredentials(env: Environment, need: (name: string) => string): S3Settings["credentials"] {
  const sessionToken = env["AWS_SESSION_TOKEN"];
  return {
    accessKeyId: need("AWS_ACCESS_KEY_ID"),
    secretAccessKey: need("AWS_SECRET_ACCESS_KEY"),
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value)
    throw new OwnWords(
      `The environment variable ${name} is not set: infra/ sets it for the functions that need it.`,
    );
  return value;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
