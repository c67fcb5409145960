/** The Ripen that a command is meant for: the laptop that runs here, or a stack in the user's own AWS account. */
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { awsWorld, type Environment } from "../../functions/world/aws.ts";
import type { World } from "../../functions/world/world.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { compileDesk } from "../../workflows/compile/compile-desk.ts";
import { CAMPAIGNS, SALES_DESK } from "../campaign/folders.ts";
import { freshSentMails } from "./fresh-sent-mails.ts";
import { regionOf } from "./region.ts";
import { findLaptop, type RunningLaptop } from "./running-laptop.ts";
import { outputsOf } from "./stack-outputs.ts";
import { Unreachable } from "./unreachable.ts";

export interface Ripen {
  readonly world: World;
  /** For what only commands ask of the table. */
  readonly dynamodb: DynamoDBClient;
  readonly tableName: string;
  /** As people call it: `the laptop`, `the stack ripen-prod`. */
  readonly called: string;
  readonly isLaptop: boolean;
}

/** As the commands take it: a stack's name in CloudFormation; without one, the laptop. */
export interface Which {
  readonly stack?: string;
}

/** The laptop's name in CloudFormation, its own stand-in's. */
const LAPTOP = "ripen-laptop";

/** Throws Unreachable, which says what to do. The campaigns and the sales desk are those of this checkout. */
export async function reach(which: Which, env: Environment): Promise<Ripen> {
  const { laptop, client, stack, called } = await standing(which, env);
  const outputs = await outputsOf(new CloudFormationClient(client), stack);
  const dynamodb = new DynamoDBClient(client);
  const campaigns = compileCampaigns(CAMPAIGNS);
  const desk = compileDesk(SALES_DESK);
  const found = await whereAndWho(dynamodb, laptop?.urls.aws ?? env["AWS_ENDPOINT_URL"]);
  const world = awsWorld(
    {
      ...found,
      TABLE_NAME: outputs.LeadTableName,
      ID_SECRET_ARN: outputs.IdSecretArn,
      STATE_MACHINE_ARN: outputs.StateMachineArn,
      DEFAULT_TIME_ZONE: outputs.DefaultTimeZone,
    },
    {
      ...mailsIn(outputs.SentMailsBucket, found, dynamodb),
      campaigns: () => campaigns,
      desk: () => desk,
      receivedAt: laptop?.now ?? Date.now,
      report: { info() {}, warn() {}, count() {}, measure() {} },
    },
  );
  return {
    world,
    dynamodb,
    tableName: outputs.LeadTableName,
    called,
    isLaptop: laptop !== undefined,
  };
}

/** As a function's environment has it: the region and the credentials that the SDK found, from wherever it found them. */
async function whereAndWho({ config }: DynamoDBClient, endpoint: string | undefined) {
  const { accessKeyId, secretAccessKey, sessionToken } = await config.credentials();
  return {
    ...(endpoint ? { AWS_ENDPOINT_URL: endpoint } : {}),
    AWS_REGION: await config.region(),
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken ? { AWS_SESSION_TOKEN: sessionToken } : {}),
  };
}

/** Nothing of a stack that has none. */
function mailsIn(
  bucket: string | undefined,
  { AWS_REGION: region, AWS_ENDPOINT_URL: endpoint }: Awaited<ReturnType<typeof whereAndWho>>,
  { config }: DynamoDBClient,
): Pick<World, "sentMails"> | undefined {
  if (bucket === undefined) return undefined;
  const bucketUrl = endpoint ? `${endpoint}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`;
  return { sentMails: freshSentMails({ bucketUrl, region }, () => config.credentials()) };
}

/** Where it stands and what it is called, before it is asked for anything. Throws Unreachable. */
export async function standing({ stack }: Which, env: Environment) {
  if (stack !== undefined)
    return { laptop: undefined, client: clientSettings(undefined, env), stack, called: `the stack ${stack}` };
  const laptop = await findLaptop(env);
  if (laptop === undefined)
    throw new Unreachable(
      "No laptop runs here: start one with `npm start`, or name a stack in your AWS account with --stack.",
    );
  return { laptop, client: clientSettings(laptop, env), stack: LAPTOP, called: "the laptop" };
}

/** On AWS the SDK finds credentials as the AWS CLI does, and a region where neither environment nor cdk.json names one. */
export function clientSettings(laptop: RunningLaptop | undefined, env: Environment) {
  if (laptop === undefined) return regionOf(env);
  const credentials = { accessKeyId: "laptop", secretAccessKey: "laptop" };
  return { endpoint: laptop.urls.aws, region: "us-east-1", credentials };
}
