/** Puts the template's parts together, each from what stands before it. */

import type { DatabaseSync } from "node:sqlite";
import { callLedger } from "./aws/call-ledger.ts";
import { cloudFormationService, type Stack } from "./aws/cloudformation.ts";
import { eventBridge } from "./aws/event-bridge.ts";
import { gateway } from "./aws/gateway.ts";
import { iam } from "./aws/iam.ts";
import { s3Service } from "./aws/s3.ts";
import { snsService, sqsService } from "./aws/sns-service.ts";
import { statesService } from "./aws/states.ts";
import type { AwsAnswer, AwsCall } from "./aws/wire.ts";
import type { BusEvent, Desk, LaptopSources } from "./console/sources.ts";
import { deskOf } from "./desk.ts";
import type { Engines } from "./engines.ts";
import { invocationHeader } from "./lambda/invocation.ts";
import type { LambdaFunction } from "./lambda/lambda-function.ts";
import { type LambdaFunctions, lambdaFunctions } from "./lambda/lambda-functions.ts";
import { laptopSources } from "./laptop-sources.ts";
import { anyHourDesk } from "./memory/any-hour-desk.ts";
import type { FunctionSurroundings, Program } from "./program.ts";
import { type Running, run } from "./run.ts";
import { mailbox } from "./ses/mailbox.ts";
import { Outbox } from "./ses/outbox.ts";
import { PostOffice } from "./ses/post-office.ts";
import { takesActivities, tellingAt } from "./ses/reply-mail.ts";
import { sesService } from "./ses/ses-service.ts";
import { trackingAnswer } from "./ses/tracking.ts";
import { standUp } from "./stand-up.ts";
import type { HistoryEvent } from "./step-functions/history.ts";
import { heardBy } from "./step-functions/store.ts";
import { sqliteStore } from "./step-functions/stores/sqlite-store.ts";
import { outputsOf } from "./template/outputs.ts";
import type { Plan } from "./template/properties.ts";
import { planRoles } from "./template/roles.ts";
import { type PlannedApi, planApi } from "./template/routes.ts";
import { Quiescence } from "./time/quiescence.ts";
import { TimeMachine } from "./time/time-machine.ts";

export interface AssemblyParts extends FunctionSurroundings {
  readonly program: Program;
  readonly engines: Engines;
  readonly database: DatabaseSync;
  readonly account: string;
  readonly runs: boolean;
  readonly stepped: ((events: readonly HistoryEvent[]) => void) | undefined;
}

export interface Assembled {
  readonly api: PlannedApi | undefined;
  readonly lambda: (nameOrArn: string) => LambdaFunction | undefined;
  readonly aws: (call: AwsCall) => Promise<AwsAnswer>;
  readonly sources: LaptopSources;
  readonly busEvents: () => readonly BusEvent[];
  readonly now: () => number;
  /** Lets the workflows, streams, queues and schedules go on; the doors must be open by then. */
  begin(): Promise<Running>;
}

/** Whose desk the template's functions know nothing of. */
const ALWAYS_OPEN = anyHourDesk();

export async function assemble(parts: AssemblyParts): Promise<Assembled> {
  const { engines, urls, log, region, account, uuid } = parts;
  const now = () => engines.clock.now();
  const standing = await standUp(parts);
  const quiescence = new Quiescence();
  const time = new TimeMachine(engines.clock, quiescence);
  const calls = callLedger(parts.database);
  const lambda = lambdaFunctions(standing.plan, { ...parts, quiescence, calls });
  const store = heardBy(parts.stepped, sqliteStore(parts.database));
  let running: Running | undefined;
  const pokeQueues = () => running?.pokeQueues();

  const broken = (error: unknown) => log.trouble(`The laptop stumbled and tries again: ${error}`);
  const publish = async (TopicArn: string, Message: string) => {
    await engines.snsSqs.sns("Publish", { TopicArn, Message });
    pokeQueues();
  };
  const outbox = new Outbox(engines.mails, publish, broken);
  const office = new PostOffice({
    settings: standing.sending,
    store: engines.mails,
    now,
    uuid,
    origin: urls.aws,
    poke: outbox.poke,
  });
  const bus = eventBridge({
    database: parts.database,
    now,
    buses: () => standing.buses,
    busArn: (name) => `arn:aws:events:${region}:${account}:event-bus/${name}`,
  });
  const { tables, sending } = standing;
  const rights = iam(planRoles(standing.plan), { region, account, sending, tables }, log.trouble);
  const answer = gateway(
    {
      dynamodb: engines.dynamodb.service,
      states: statesService(() => running?.machines),
      sqs: sqsService(engines.snsSqs, pokeQueues),
      sns: snsService(engines.snsSqs, engines.notices, now, pokeQueues),
      ses: sesService(office, now),
      s3: s3Service(engines.snsSqs, rights),
      secretsmanager: engines.secrets.service,
      events: bus.service,
      cloudformation: cloudFormationService(() => stackOf(standing.plan, parts)),
    },
    rights.permit,
    ({ headers, body }, meant) => calls.heard(headers[invocationHeader], meant, body.toString()),
  );
  const salesDesk = parts.program.desk ?? (() => ALWAYS_OPEN);
  const api = planApi(standing.plan);
  // Of some other template's, perhaps without that door.
  const isHeard = api?.routes.some(takesActivities) ?? false;
  return {
    api,
    lambda: lambda.find,
    aws: async (call) => trackingAnswer(office, call) ?? answer(call),
    sources: laptopSources({
      time,
      mailbox: mailbox(office, isHeard ? tellingAt(urls.api) : async () => {}),
      notices: engines.notices,
      tasksTopic: lambda.setting("TASKS_TOPIC_ARN"),
      campaigns: parts.program.campaigns ?? (() => []),
      salesDesk,
      desk: deskIn(parts, lambda),
      dynamodb: engines.dynamodb,
      table: standing.tables[0]?.name,
      workflows: store,
      calls: calls.of,
      bus,
      defaultTimeZone: lambda.setting("DEFAULT_TIME_ZONE") ?? "UTC",
      urls,
    }),
    busEvents: bus.log,
    now,
    async begin() {
      running = await run({
        ...parts,
        plan: standing.plan,
        tables: standing.tables,
        lambda,
        desk: salesDesk,
        store,
        outbox,
        calls,
        iam: rights,
        quiescence,
        time,
        broken,
      });
      return running;
    },
  };
}

/** Among the settings of all functions are those that a lead's own world needs. */
function deskIn(parts: AssemblyParts, { all }: LambdaFunctions): Desk | undefined {
  const environment = Object.assign({}, ...all.map((lambda) => lambda.environment));
  const world = parts.program.world?.(environment, parts);
  return world && deskOf(world);
}

function stackOf(plan: Plan, { program, engines }: AssemblyParts): Stack {
  const { facts, clock } = engines;
  const createdAt = facts.read("stack.created") ?? String(clock.now());
  facts.write("stack.created", createdAt);
  return {
    name: program.stackName,
    id: plan.references.pseudo["AWS::StackId"] ?? "",
    createdAt: Number(createdAt),
    outputs: outputsOf(plan),
    resources: Object.entries(plan.template.Resources).map(([id, { Type: type }]) => ({
      id,
      type,
      ref: plan.references.ref(id) ?? id,
    })),
  };
}
