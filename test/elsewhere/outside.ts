/** The deployed stack as anybody with its endpoint sees it: plain calls of the AWS API, nothing of ours between. */
import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from "@aws-sdk/client-cloudformation";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { AwsClient } from "aws4fetch";

export const REGION = "eu-west-1";
const credentials = { accessKeyId: "test", secretAccessKey: "test" };

export interface Outside {
  readonly endpoint: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The physical id of a resource of the template. */
  physical(logicalId: string): string;
  readonly made: ReadonlySet<string>;
  readonly dynamodb: DynamoDBClient;
  readonly secrets: SecretsManagerClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly sfn: SFNClient;
  /** A REST call of a service without a client here; its answer, parsed. */
  rest(service: string, path: string, body?: unknown): Promise<unknown>;
  /** A JSON-RPC call, such as `AWSEvents.ListRules`. */
  rpc(service: string, target: string, body: unknown): Promise<unknown>;
}

/** Throws where the stack isn't there. */
export async function outsideOf(endpoint: string, stack: string): Promise<Outside> {
  const client = { endpoint, region: REGION, credentials };
  const cloudformation = new CloudFormationClient(client);
  const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName: stack }));
  const told = (Stacks[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]);
  const ids = new Map<string, string>();
  for await (const page of paginateListStackResources({ client: cloudformation }, { StackName: stack }))
    for (const { LogicalResourceId: logical, PhysicalResourceId: physical } of page.StackResourceSummaries ??
      [])
      if (logical !== undefined && physical !== undefined) ids.set(logical, physical);
  const signed = (service: string) => new AwsClient({ ...credentials, region: REGION, service });
  return {
    endpoint,
    outputs: Object.fromEntries(told),
    physical(logicalId) {
      const id = ids.get(logicalId);
      if (id === undefined) throw new Error(`${logicalId} was not made.`);
      return id;
    },
    made: new Set(ids.keys()),
    dynamodb: new DynamoDBClient(client),
    secrets: new SecretsManagerClient(client),
    sns: new SNSClient(client),
    sqs: new SQSClient(client),
    sfn: new SFNClient(client),
    async rest(service, path, body) {
      const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      return read(await signed(service).fetch(`${endpoint}${path}`, init));
    },
    async rpc(service, target, body) {
      const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
      const init = { method: "POST", headers, body: JSON.stringify(body) };
      return read(await signed(service).fetch(endpoint, init));
    },
  };
}

async function read(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status}: ${text.slice(0, 200)}`);
  return /^[[{"]/.test(text) ? JSON.parse(text) : text;
}

/** Until `look` finds something, or for a minute: functions start anew for every call elsewhere. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 120; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${what}: not within a minute.`);
}
