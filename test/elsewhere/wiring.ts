/** What stands after the deploy, held against the template: nothing is called that costs or changes. */
import { readFileSync } from "node:fs";
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { DescribeStateMachineCommand } from "@aws-sdk/client-sfn";
import { GetTopicAttributesCommand, paginateListSubscriptionsByTopic } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { repositoryFile } from "../../infra/repository.ts";
import type { Template } from "../../infra/ripen-app.ts";
import { type Exercise, equal } from "./exercise.ts";
import { idsOf } from "./expected.ts";
import type { Outside } from "./outside.ts";

const Variables = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.string()) }) });

export const wiring = (template: Template): readonly Exercise[] => [
  ["every resource of the template is there", async (outside) => every(outside, template)],
  [
    "every output is told",
    async ({ outputs }) => {
      equal(Object.keys(outputs).sort(), Object.keys(template.Outputs).sort());
      equal(
        Object.values(outputs).filter((value) => /None|\$\{|undefined/.test(value)),
        [],
      );
      return `${Object.keys(outputs).length} outputs, FormUrl ${outputs["FormUrl"]}`;
    },
  ],
  ["the table has its three indexes, its stream, its time to live and its recovery", theTable],
  ["both secrets were born as k1 with a generated key of 64 characters", theSecrets],
  [
    "every function has the environment of the template, each reference filled",
    (outside) => environments(outside, template),
  ],
  [
    "the machine's definition is workflows/nurture.asl.json, its placeholders filled with what was deployed",
    theMachine,
  ],
  [
    "the mail events' topic hands on raw, its queue gives up after five, and lets just the topic in",
    mailEvents,
  ],
  ["sales, tasks and alarms are subscribed to by those whom the settings name", subscriptions],
  ["each event source is mapped to its function, with its filter and its dead letters", mappings],
  ["the clock's rules call their functions", rules],
  [
    "each route of the API leads to its function, and those for programs ask for a signature",
    (outside) => routes(outside, template),
  ],
];

async function every({ made }: Outside, template: Template) {
  const missing = Object.entries(template.Resources).filter(([id]) => !made.has(id));
  // CDK's own note about itself, which is no resource of ours.
  const ours = missing.filter(([, { Type }]) => Type !== "AWS::CDK::Metadata");
  equal([...new Set(ours.map(([, { Type }]) => Type))], []);
  return `${made.size} resources`;
}

async function theTable({ dynamodb, outputs }: Outside) {
  const named = { TableName: outputs["LeadTableName"] };
  const { Table } = await dynamodb.send(new DescribeTableCommand(named));
  equal(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort(), [
    "arrivals",
    "due",
    "stages",
  ]);
  equal(Table?.StreamSpecification?.StreamViewType, "NEW_AND_OLD_IMAGES");
  const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand(named));
  equal(TimeToLiveDescription?.AttributeName, "expiresAt");
  const { ContinuousBackupsDescription: backups } = await dynamodb.send(
    new DescribeContinuousBackupsCommand(named),
  );
  equal(backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus, "ENABLED");
  return String(named.TableName);
}

async function theSecrets({ secrets, outputs }: Outside) {
  for (const SecretId of [outputs["IdSecretArn"], outputs["LinkSecretArn"]]) {
    const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId }));
    const { keyId, key, former } = JSON.parse(SecretString);
    equal([keyId, String(key).length, former], ["k1", 64, {}]);
  }
  return "the keys themselves are not shown";
}

async function environments(outside: Outside, template: Template) {
  const ids = idsOf(template, "AWS::Lambda::Function");
  let count = 0;
  for (const id of ids) {
    const path = `/2015-03-31/functions/${outside.physical(id)}/configuration`;
    const { Variables: found } = Variables.parse(await outside.rest("lambda", path)).Environment;
    const { Environment } = Variables.extend({
      Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
    }).parse(template.Resources[id]?.Properties);
    equal(Object.keys(found).sort(), Object.keys(Environment.Variables).sort());
    equal(
      Object.values(found).filter((value) => /^None$|\$\{|Fn::|"Ref"/.test(value)),
      [],
    );
    count += Object.keys(found).length;
  }
  return `${ids.length} functions, ${count} variables`;
}

async function theMachine({ sfn, outputs, physical }: Outside) {
  const machine = await sfn.send(
    new DescribeStateMachineCommand({ stateMachineArn: outputs["StateMachineArn"] }),
  );
  const found = JSON.parse(machine.definition ?? "{}");
  const arn = (id: string) => `arn:aws:lambda:eu-west-1:123456789012:function:${physical(id)}`;
  const placeholders = {
    AdvanceLead: arn("AdvanceLead"),
    ReleaseLead: arn("ReleaseLead"),
    LeadTable: outputs["LeadTableName"] ?? "",
  };
  const file = readFileSync(repositoryFile("workflows/nurture.asl.json"), "utf8");
  const filled = Object.entries(placeholders).reduce(
    (text, [name, value]) => text.replaceAll(`\${${name}}`, value),
    file,
  );
  equal(found, JSON.parse(filled));
  return String(machine.name);
}

async function mailEvents({ sns, sqs, physical, made }: Outside) {
  const id = (pattern: RegExp) => [...made].find((each) => pattern.test(each)) ?? String(pattern);
  const topicArn = physical(id(/^MailEventsTopic[0-9A-F]{8}$/));
  const QueueUrl = physical(id(/^MailEventsQueue[0-9A-F]{8}$/));
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
  const { Attributes: queue = {} } = await sqs.send(asked);
  const { maxReceiveCount, deadLetterTargetArn } = JSON.parse(queue["RedrivePolicy"] ?? "{}");
  equal(Number(maxReceiveCount), 5);
  equal(String(deadLetterTargetArn).includes("MailEventsDeadLetters"), true);
  equal(queue["Policy"]?.includes(topicArn), true);
  const { Attributes: topic = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
  equal(topic["Policy"]?.includes("aws:SecureTransport"), true);
  return `to ${queue["QueueArn"]}`;
}

async function subscriptions({ sns, outputs }: Outside) {
  const found: string[] = [];
  for (const name of ["SalesTopicArn", "TasksTopicArn", "AlarmTopicArn"]) {
    const pages = paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: outputs[name] });
    for await (const { Subscriptions = [] } of pages)
      for (const { Endpoint } of Subscriptions) found.push(`${name.replace("TopicArn", "")}: ${Endpoint}`);
  }
  equal(
    ["Sales", "Tasks", "Alarm"].filter((each) => !found.some((one) => one.startsWith(each))),
    [],
  );
  return found.join(", ");
}

const Mappings = z.object({
  EventSourceMappings: z.array(
    z.object({
      EventSourceArn: z.string(),
      FunctionArn: z.string(),
      FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).nullish(),
      DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).nullish(),
      FunctionResponseTypes: z.array(z.string()),
    }),
  ),
});

async function mappings({ rest, physical }: Outside) {
  const { EventSourceMappings: all } = Mappings.parse(
    await rest("lambda", "/2015-03-31/event-source-mappings/"),
  );
  const of = (id: string) => all.find(({ FunctionArn }) => FunctionArn.endsWith(`:${physical(id)}`));
  const streams = [of("FollowLeads"), of("AnnounceLeads")];
  for (const each of streams) {
    equal(each?.EventSourceArn.includes(":table/"), true);
    equal((each?.FilterCriteria?.Filters.length ?? 0) > 0, true);
    equal(each?.DestinationConfig?.OnFailure?.Destination.includes("DeadLetters"), true);
  }
  equal(of("RecordEmailEvent")?.EventSourceArn.includes("MailEventsQueue"), true);
  equal(
    all.flatMap(({ FunctionResponseTypes }) => FunctionResponseTypes),
    all.map(() => "ReportBatchItemFailures"),
  );
  return `${all.length} mappings`;
}

const Rules = z.object({
  Rules: z.array(z.object({ Name: z.string(), ScheduleExpression: z.string().optional() })),
});
const Targets = z.object({ Targets: z.array(z.object({ Arn: z.string() })) });

async function rules({ rpc, physical }: Outside) {
  const { Rules: all } = Rules.parse(await rpc("events", "AWSEvents.ListRules", {}));
  const found: string[] = [];
  for (const { Name, ScheduleExpression } of all.filter((each) => each.ScheduleExpression !== undefined)) {
    const { Targets: targets } = Targets.parse(
      await rpc("events", "AWSEvents.ListTargetsByRule", { Rule: Name }),
    );
    for (const { Arn } of targets) found.push(`${ScheduleExpression} ${Arn.split(":").at(-1)}`);
  }
  equal(found.sort(), [
    `rate(1 day) ${physical("CountStages")}`,
    `rate(15 minutes) ${physical("SweepLeads")}`,
    `rate(30 minutes) ${physical("SendDigests")}`,
  ]);
  return found.join(", ");
}

const Routes = z.object({
  items: z.array(
    z.object({ routeKey: z.string(), target: z.string(), authorizationType: z.string().optional() }),
  ),
});
const Integrations = z.object({
  items: z.array(z.object({ integrationId: z.string(), integrationUri: z.string() })),
});

async function routes({ rest, made, physical }: Outside, template: Template) {
  const api = physical([...made].find((id) => /^ApiHttp[0-9A-F]{8}$/.test(id)) ?? "ApiHttp");
  const { items: found } = Routes.parse(await rest("apigateway", `/v2/apis/${api}/routes`));
  const { items: integrations } = Integrations.parse(
    await rest("apigateway", `/v2/apis/${api}/integrations`),
  );
  equal(found.length, idsOf(template, "AWS::ApiGatewayV2::Route").length);
  for (const { target } of found) {
    const integration = integrations.find(({ integrationId }) => target === `integrations/${integrationId}`);
    equal(integration?.integrationUri.includes(":function:ripen-"), true);
  }
  const signed = found.filter(({ authorizationType }) => authorizationType === "AWS_IAM");
  equal(signed.map(({ routeKey }) => routeKey).sort(), [
    "ANY /activities",
    "ANY /admin/erase",
    "ANY /admin/export",
  ]);
  return `${found.length} routes, ${signed.length} signed`;
}
