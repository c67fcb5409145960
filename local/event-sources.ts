/** Stands up what calls functions by itself: streams, queues and schedules. */
import { randomUUID } from "node:crypto";
import type { Desk } from "../workflows/rules/desk.ts";
import type { Iam } from "./aws/iam.ts";
import { refuseUnreadable } from "./aws/iam-mappings.ts";
import type { Engines } from "./engines.ts";
import { digestWatch, holdings, SENDS_DIGESTS } from "./lambda/digest-watch.ts";
import { dueWatch } from "./lambda/due-watch.ts";
import { eventFilter } from "./lambda/event-filter.ts";
import type { LambdaFunction } from "./lambda/lambda-function.ts";
import { QueueConsumer } from "./lambda/queue-consumer.ts";
import { Schedule } from "./lambda/schedule.ts";
import { StreamConsumer } from "./lambda/stream-consumer.ts";
import { type PlannedMapping, planMappings } from "./template/mappings.ts";
import type { Plan } from "./template/properties.ts";
import { type PlannedSchedule, planSchedules } from "./template/schedules.ts";
import type { StandingTable } from "./template/tables.ts";
import { TemplateRefused } from "./template/template.ts";

export interface EventSourceParts {
  readonly plan: Plan;
  readonly engines: Engines;
  readonly tables: readonly StandingTable[];
  readonly region: string;
  readonly account: string;
  readonly lambda: (nameOrArn: string) => LambdaFunction | undefined;
  /** The sales desk as it is now, whose people get their day's list. */
  readonly desk: () => Desk;
  readonly iam: Iam;
  readonly broken: (error: unknown) => void;
}

export interface EventSources {
  readonly streams: readonly StreamConsumer[];
  readonly queues: readonly QueueConsumer[];
  readonly schedules: readonly Schedule[];
}

export function standUpEventSources(parts: EventSourceParts): EventSources {
  const mappings = planMappings(parts.plan);
  for (const mapping of mappings)
    refuseUnreadable(parts.iam, mapping, target(parts, mapping.id, mapping.functionName).role);
  return {
    streams: mappings.filter(({ isStream }) => isStream).map((mapping) => streamConsumer(parts, mapping)),
    queues: mappings.filter(({ isStream }) => !isStream).map((mapping) => queueConsumer(parts, mapping)),
    schedules: standUpSchedules(parts),
  };
}

function target({ lambda }: EventSourceParts, id: string, name: string): LambdaFunction {
  const found = lambda(name);
  if (found === undefined)
    throw new TemplateRefused(`${id} calls ${name}, which is no function of the template.`);
  return found;
}

function streamConsumer(parts: EventSourceParts, mapping: PlannedMapping): StreamConsumer {
  const { dynamodb, snsSqs, facts, clock } = parts.engines;
  const queue = mapping.deadLettersArn === undefined ? undefined : snsSqs.queueByArn(mapping.deadLettersArn);
  return new StreamConsumer(
    {
      ...mapping,
      streamArn: mapping.sourceArn,
      region: parts.region,
      lambda: target(parts, mapping.id, mapping.functionName),
      filter: eventFilter(mapping.patterns),
      deadLetters:
        queue &&
        (async (MessageBody) => void (await snsSqs.sqs("SendMessage", { QueueUrl: queue.url, MessageBody }))),
    },
    {
      call: (action, input) => dynamodb.call(`DynamoDBStreams_20120810.${action}`, input),
      facts,
      clock: clock.named("a stream's records are tried again"),
      broken: parts.broken,
    },
  );
}

function queueConsumer(parts: EventSourceParts, mapping: PlannedMapping): QueueConsumer {
  const { snsSqs, clock } = parts.engines;
  return new QueueConsumer(
    {
      queueArn: mapping.sourceArn,
      region: parts.region,
      lambda: target(parts, mapping.id, mapping.functionName),
      batchSize: mapping.batchSize,
      reportsItems: mapping.reportsItems,
    },
    { snsSqs, clock: clock.named("a queue's messages are tried again"), broken: parts.broken },
  );
}

/** Told to CloudWatch alone: a move over months need not count, every day, what nobody on the laptop sees. */
const COUNTS_STAGES = "functions/count-stages.ts";
const noTickMatters = async () => undefined;

function standUpSchedules(parts: EventSourceParts): readonly Schedule[] {
  const { dynamodb, clock, facts } = parts.engines;
  const watch = dueWatch(dynamodb, parts.tables);
  const someHourComes = digestWatch(parts.desk, () => clock.now(), holdings(dynamodb, parts.tables[0]?.name));
  const others = new Map([
    [SENDS_DIGESTS, someHourComes],
    [COUNTS_STAGES, noTickMatters],
  ]);
  return planSchedules(parts.plan).map((planned) => {
    const lambda = target(parts, planned.id, planned.targetArn);
    const name = `schedule.${planned.id}`;
    const since = Number(facts.read(name) ?? clock.now());
    facts.write(name, String(since));
    const other = others.get(lambda.entry);
    return new Schedule({
      expression: planned.expression,
      clock,
      since,
      couldMatter: other ?? watch.couldMatter,
      fire(at) {
        if (other === undefined) watch.ticked(at);
        lambda.invoke(scheduledEvent(parts, planned, at)).catch(parts.broken);
      },
    });
  });
}

function scheduledEvent(
  { region, account }: EventSourceParts,
  { input, ruleArn }: PlannedSchedule,
  at: number,
): unknown {
  if (input !== undefined) return JSON.parse(input);
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account,
    time: `${new Date(at).toISOString().slice(0, 19)}Z`,
    region,
    resources: [`arn:aws:events:${region}:${account}:rule/${ruleArn}`],
    detail: {},
  };
}
