/** What the functions are held against: programs that anybody would write, bundled as esbuild does it by default. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { repositoryFile } from "../../../infra/repository.ts";

/** The SDK's client for DynamoDB by itself, one query; for Step Functions, one start. */
const dynamodb = `
import { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
const client = new DynamoDBClient({});
const query = { TableName: "t", KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": { S: "x" } } };
export const handler = () => client.send(new QueryCommand(query));`;

const sfn = `
import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
const client = new SFNClient({});
export const handler = () => client.send(new StartExecutionCommand({ stateMachineArn: "arn", name: "n", input: "{}" }));`;

/** Three clients, middy, Powertools' logger and the whole of zod; one query. */
const stack = `
import middy from "@middy/core";
import { Logger } from "@aws-lambda-powertools/logger";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SFNClient } from "@aws-sdk/client-sfn";
import { z } from "zod";
${dynamodb.replace("export const handler = () =>", "const ask = () =>")}
const [logger, mail, workflows] = [new Logger(), new SESv2Client({}), new SFNClient({})];
const Event = z.object({ leadId: z.string().optional() });
export const handler = middy().handler(async (event) => {
  Event.parse(event);
  logger.info("asked");
  return ask();
});`;

const raw = `
import { request } from "node:http";
export const handler = () => new Promise((resolve, reject) => {
  const asking = request(process.env.AWS_ENDPOINT_URL, { method: "POST", headers: { "x-amz-target": "x.Query" } }, (answer) => {
    answer.resume();
    answer.on("end", resolve);
  });
  asking.on("error", reject);
  asking.end("{}");
});`;

/** By what they stand for: (a) the client alone, which a function's own is held against; (b) the usual stack; (c) no SDK. */
export const COMPARISONS = { dynamodb, sfn, stack, raw };
export type Comparison = keyof typeof COMPARISONS;

export interface Program {
  readonly file: string;
  readonly kilobytes: number;
}

/** Bundled into `dir`: nothing is chosen but that it is for Node, as whoever runs `esbuild --bundle` gets it. */
export function bundleComparison(name: Comparison, dir: string): Program {
  const outfile = join(dir, `${name}.cjs`);
  const stdin = { contents: COMPARISONS[name], resolveDir: repositoryFile(".") };
  buildSync({ stdin, outfile, bundle: true, platform: "node", logLevel: "warning" });
  return programAt(outfile);
}

export const programAt = (file: string): Program => ({
  file,
  kilobytes: Math.round(statSync(file).size / 1_000),
});
