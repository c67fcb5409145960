/** Everything that outlives a person's erasing, or that people see who need not know them: gathered as text, place by place. */
import { type DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import {
  DescribeExecutionCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  paginateListStateMachines,
  SFNClient,
} from "@aws-sdk/client-sfn";
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { Urls } from "../crash/laptop-process.ts";
import { clientOf } from "../local/aws/small-laptop.ts";

export interface Place {
  readonly name: string;
  /** How many there are of what was searched. */
  readonly of: string;
  readonly text: string;
}

/** `said`: all that the laptop's process wrote to stdout and stderr; `log`: its log file. */
export async function places(urls: Urls, said: string, log: string): Promise<readonly Place[]> {
  const client = clientOf(urls.aws);
  const sfn = new SFNClient(client);
  return [
    ...(await workflows(sfn)),
    ...logs(said, log),
    ...(await deadLetters(new SQSClient(client))),
    await calls(urls, sfn),
  ];
}

async function workflows(client: SFNClient): Promise<readonly Place[]> {
  const [inputs, histories]: [string[], string[]] = [[], []];
  let events = 0;
  for (const executionArn of await executionsOf(client)) {
    const { history: _, ...described } = {
      history: undefined,
      ...(await client.send(new DescribeExecutionCommand({ executionArn }))),
    };
    inputs.push(JSON.stringify(described));
    const pages = paginateGetExecutionHistory({ client }, { executionArn, includeExecutionData: true });
    for await (const page of pages) {
      events += page.events?.length ?? 0;
      histories.push(JSON.stringify(page.events));
    }
  }
  const failures = histories.join("").match(/"TaskFailed"|"TaskTimedOut"/g)?.length ?? 0;
  return [
    {
      name: "executions' names, inputs and outputs",
      of: `${inputs.length} executions`,
      text: inputs.join("\n"),
    },
    {
      name: "their histories",
      of: `${events} events, ${failures} of them failed tasks`,
      text: histories.join("\n"),
    },
  ];
}

async function executionsOf(client: SFNClient): Promise<readonly string[]> {
  const arns: string[] = [];
  for await (const { stateMachines = [] } of paginateListStateMachines({ client }, {}))
    for (const { stateMachineArn } of stateMachines)
      for await (const { executions = [] } of paginateListExecutions({ client }, { stateMachineArn }))
        arns.push(...executions.flatMap(({ executionArn }) => executionArn ?? []));
  return arns;
}

/** Powertools writes metrics into the log too, as lines with `_aws`: CloudWatch makes names and dimensions of them. */
function logs(said: string, log: string): readonly Place[] {
  const lines = said.split("\n");
  const metrics = lines.filter((line) => line.includes('"_aws"'));
  const errors = lines.filter((line) => line.startsWith("Invoke Error"));
  return [
    {
      name: "functions' logs, errors that left them included",
      of: `${lines.length - metrics.length} lines, ${errors.length} errors`,
      text: said,
    },
    { name: "metrics' names and dimensions", of: `${metrics.length} lines`, text: metrics.join("\n") },
    { name: "the laptop's own log", of: `${log.split("\n").length} lines`, text: log },
  ];
}

/** A stream's dead letters hold places in the stream. Those of SES's events hold the event: only what stands beside it is searched. */
async function deadLetters(client: SQSClient): Promise<readonly Place[]> {
  const { dead, eventsDead } = await queuesOf(client);
  const found: { readonly url: string; readonly message: Message }[] = [];
  for (const url of dead) for (const message of await messagesIn(client, url)) found.push({ url, message });
  const beside = found.map(({ url, message: { Body, MD5OfBody: _, ...rest } }) => ({
    ...rest,
    ...(url === eventsDead ? {} : { Body }),
  }));
  const ofEvents = found.filter(({ url }) => url === eventsDead).length;
  return [
    {
      name: "dead letters, without the bodies of SES's events",
      of: `${found.length - ofEvents} of streams, ${ofEvents} of events`,
      text: JSON.stringify(beside),
    },
  ];
}

/** Peeks: what is read stays. */
async function messagesIn(client: SQSClient, QueueUrl: string): Promise<readonly Message[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    }),
  );
  return Messages;
}

/** SES's events come by the queue that hands what it can't get rid of to another. */
export async function queuesOf(client: SQSClient) {
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  const dead: string[] = [];
  let [events, target]: [string | undefined, string | undefined] = [undefined, undefined];
  for (const QueueUrl of QueueUrls) {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
    );
    const policy = Attributes?.["RedrivePolicy"];
    if (policy === undefined) dead.push(QueueUrl);
    else [events, target] = [QueueUrl, String(JSON.parse(policy).deadLetterTargetArn).split(":").at(-1)];
  }
  return { events, dead, eventsDead: dead.find((url) => url.split("/").at(-1) === target) };
}

export async function tableOf(client: DynamoDBClient): Promise<string> {
  const { TableNames: [name] = [] } = await client.send(new ListTablesCommand({}));
  if (name === undefined) throw new Error("There is no table.");
  return name;
}

async function calls({ console: at }: Urls, client: SFNClient): Promise<Place> {
  const names = (await executionsOf(client)).map((arn) => arn.split(":").at(-1) ?? "");
  const leads = new Set(names.map((name) => name.replace(/-\d+$/, "")));
  const answers: string[] = [];
  for (const leadId of leads) {
    const answer = await fetch(`${at}/calls?leadId=${leadId}`, { headers: { accept: "application/json" } });
    answers.push(await answer.text());
  }
  return { name: "/calls of every lead", of: `${leads.size} leads`, text: answers.join("\n") };
}
