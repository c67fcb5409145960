/** Who the patient is: the stack or the laptop that was named, this checkout, and the clients to ask with. */
import { readFileSync } from "node:fs";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { Environment } from "../../functions/world/aws.ts";
import { readSettings } from "../../infra/read-settings.ts";
import { Settings } from "../../infra/settings.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { compileDesk } from "../../workflows/compile/compile-desk.ts";
import { CAMPAIGNS, SALES_DESK } from "../campaign/folders.ts";
import type { standing } from "../stack/reach.ts";
import { NO_REGION } from "../stack/region.ts";
import { Unreachable } from "../stack/unreachable.ts";
import { noCredentials, type Sources } from "./check.ts";
import { namesAt } from "./dns.ts";
import type { Patient } from "./patient.ts";
import { signedCalls } from "./signed-calls.ts";
import { seen } from "./stands.ts";

export interface Asked {
  /** Each lead is read. Default: counted by metrics. */
  readonly thorough?: boolean;
  /** The IP address of a DNS server to ask, with a port or without. */
  readonly dns?: string;
}

/** The files of this checkout; other ones in tests. */
export interface Checkout {
  /** The context of cdk.json. */
  readonly context: Readonly<Record<string, unknown>>;
  /** `workflows/sales.yaml`. */
  readonly desk: string;
}

const CDK_JSON = new URL("../../cdk.json", import.meta.url);

export const thisCheckout = (): Checkout => ({
  context: JSON.parse(readFileSync(CDK_JSON, "utf8")).context,
  desk: SALES_DESK,
});

type Reached = Awaited<ReturnType<typeof standing>>;

/** Throws Unreachable, SettingRefused, CampaignProblems. */
export async function admit(
  { laptop, client, stack, called }: Reached,
  { thorough = false, dns }: Asked,
  checkout: Checkout,
  env: Environment,
): Promise<{ readonly patient: Patient; readonly sources: Sources }> {
  const settings = readSettings({ ...checkout.context, stage: stageOf(stack) });
  const campaigns = compileCampaigns(CAMPAIGNS);
  const cloudformation = new CloudFormationClient(client);
  const endpoint = laptop === undefined ? env["AWS_ENDPOINT_URL"] : undefined;
  const { region, signed } = await signing(cloudformation, laptop?.urls.aws ?? endpoint);
  const profile = env["AWS_PROFILE"];
  const isNamed = laptop === undefined && env["AWS_REGION"] && region !== settings.region;
  const patient: Patient = {
    called,
    stackName: stack,
    region,
    ...(profile && laptop === undefined ? { profile } : {}),
    ...(isNamed ? { regionNamed: region } : {}),
    ...(laptop === undefined ? {} : { laptop: laptop.urls.aws }),
    ...(endpoint ? { endpoint } : {}),
    now: laptop?.now() ?? Date.now(),
    settings,
    stage: String(checkout.context["stage"]),
    desk: compileDesk(checkout.desk, campaigns),
    campaigns: campaigns.map(({ name }) => name),
    isThorough: thorough,
    stack: await seen(cloudformation, stack),
  };
  return { patient, sources: { cloudformation, ...clients(client), signed, names: namesAt(dns) } };
}

const clients = (client: Reached["client"]) => ({
  dynamodb: new DynamoDBClient(client),
  ses: new SESv2Client(client),
  sfn: new SFNClient(client),
  sns: new SNSClient(client),
  // Of queues elsewhere than at AWS the URL names AWS all the same.
  sqs: new SQSClient({ ...client, useQueueUrlAsEndpoint: false }),
});

/** Whoever means another one would be told to deploy it. */
function stageOf(stack: string): string {
  const stage = stack.replace(/^ripen-/, "");
  if (stage !== stack && isStage(stage)) return stage;
  const meant = stage.toLowerCase();
  throw new Unreachable(
    `--stack can't be "${stack}": a stack of Ripen is called ripen- and its stage, a short lower-case name.${isStage(meant) ? ` Did you mean ripen-${meant}?` : ""}`,
  );
}

const isStage = (name: string) => Settings.shape.stage.safeParse(name).success;

/** With the region and the credentials that the SDK found, from wherever it found them. */
async function signing({ config }: CloudFormationClient, endpoint: string | undefined) {
  const region = await config.region().catch((cause: unknown) => {
    throw new Unreachable(NO_REGION, { cause });
  });
  const credentials = await config.credentials().catch((error: unknown) => {
    throw noCredentials(error, error instanceof Error ? error.message : String(error), region);
  });
  return { region, signed: signedCalls({ region, credentials, ...(endpoint ? { endpoint } : {}) }) };
}
