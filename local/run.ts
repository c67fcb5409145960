/** Sets everything going that works by itself: workflows, streams, queues, the mail's events and schedules. */
import type { Desk } from "../workflows/rules/desk.ts";
import type { CallLedger } from "./aws/call-ledger.ts";
import type { Iam } from "./aws/iam.ts";
import { workflowsPermit } from "./aws/iam-workflows.ts";
import { integrations } from "./aws/states.ts";
import type { Engines } from "./engines.ts";
import { standUpEventSources } from "./event-sources.ts";
import type { LambdaFunctions } from "./lambda/lambda-functions.ts";
import type { Outbox } from "./ses/outbox.ts";
import { type StepFunctions, stepFunctions } from "./step-functions/step-functions.ts";
import type { Store } from "./step-functions/store.ts";
import { planMachines, standUpMachines } from "./template/machines.ts";
import type { Plan } from "./template/properties.ts";
import type { StandingTable } from "./template/tables.ts";
import type { Quiescence } from "./time/quiescence.ts";
import type { TimeMachine } from "./time/time-machine.ts";

export interface RunParts {
  readonly plan: Plan;
  readonly engines: Engines;
  readonly tables: readonly StandingTable[];
  readonly lambda: LambdaFunctions;
  readonly desk: () => Desk;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly calls: CallLedger;
  readonly iam: Iam;
  readonly quiescence: Quiescence;
  readonly time: TimeMachine;
  readonly random: () => number;
  readonly region: string;
  readonly account: string;
  readonly runs: boolean;
  readonly broken: (error: unknown) => void;
}

export interface Running {
  readonly machines: StepFunctions;
  pokeQueues(): void;
  stop(): Promise<void>;
}

/** Another program may write to the table past the endpoint, where nobody pokes. */
const lookAnyway = 1_000;

export async function run(parts: RunParts): Promise<Running> {
  const { engines, quiescence, time, outbox } = parts;
  await Promise.all(parts.lambda.all.map((lambda) => lambda.warmUp()));
  const machines = await startMachines(parts);
  const { streams, queues, schedules } = standUpEventSources({ ...parts, lambda: parts.lambda.find });
  const workers = [outbox, ...streams, ...queues];
  for (const worker of workers) quiescence.add(worker);
  quiescence.add({
    async catchUp() {
      if (!machines.busy()) return false;
      await machines.idle();
      return true;
    },
  });
  for (const schedule of schedules) time.addBackground(schedule);
  const pokeStreams = () => {
    for (const stream of streams) stream.poke();
  };
  engines.dynamodb.onWrite(pokeStreams);
  const interval = parts.runs ? setInterval(pokeStreams, lookAnyway).unref() : undefined;
  for (const worker of workers) worker.poke();
  return {
    machines,
    pokeQueues() {
      for (const queue of queues) queue.poke();
    },
    async stop() {
      clearInterval(interval);
      time.stop();
      machines.close();
      await Promise.all(workers.map((worker) => worker.stop()));
      await Promise.race([
        quiescence.nothingInFlight(),
        new Promise((resolve) => setTimeout(resolve, 2_000).unref()),
      ]);
    },
  };
}

/** Sleepers are taken up at once; one that should have woken while nobody ran does so now. */
async function startMachines({
  plan,
  engines,
  store,
  lambda,
  random,
  region,
  account,
  calls,
  iam,
  tables,
}: RunParts): Promise<StepFunctions> {
  const planned = planMachines(plan);
  const permits = workflowsPermit({ iam, planned, lambda, tables });
  const machines = stepFunctions({
    clock: engines.clock.named("a workflow goes on"),
    store,
    integrations: integrations(() => lambda.all, engines.dynamodb, calls, permits),
    random,
    region,
    account,
  });
  await standUpMachines(planned, machines);
  return machines;
}
