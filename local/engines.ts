/** Everything that keeps state: started in one place, in order, and closed in the opposite order. */
import { type DynamoDb, dynamoDb } from "./aws/dynamodb.ts";
import { startDynamoDb } from "./aws/dynamodb-engine.ts";
import { type Secrets, secretsManager } from "./aws/secrets-manager.ts";
import { type Notices, openNotices } from "./aws/sns-service.ts";
import { type SnsSqs, startSnsSqs } from "./aws/sns-sqs.ts";
import { type MailStore, openMailStore } from "./ses/mail-store.ts";
import { type Facts, openFacts } from "./state/facts.ts";
import type { StateFolder } from "./state/state-folder.ts";
import { VirtualClock } from "./virtual-clock.ts";

export interface Engines {
  readonly facts: Facts;
  readonly clock: VirtualClock;
  readonly dynamodb: DynamoDb;
  readonly snsSqs: SnsSqs;
  readonly secrets: Secrets;
  readonly notices: Notices;
  readonly mails: MailStore;
}

export interface EngineOptions {
  readonly folder: StateFolder;
  readonly region: string;
  readonly aws: string;
  readonly start: number | undefined;
  readonly runs: boolean;
  /** Another DynamoDB that already runs. */
  readonly dynamodbEndpoint: string | undefined;
}

/** `later` takes what must be closed in the end; the last is closed first. */
export async function startEngines(
  { folder, region, aws, start, runs, dynamodbEndpoint }: EngineOptions,
  later: (close: () => Promise<void> | void) => void,
): Promise<Engines> {
  const facts = openFacts(folder.database);
  const clock = new VirtualClock({ facts, machine: Date.now, start, runs });
  const [engine, snsSqs] = await Promise.all([
    startDynamoDb(folder, dynamodbEndpoint),
    startSnsSqs({ folder: folder.file("sns-sqs"), region, host: new URL(aws).host }),
  ]);
  later(() => engine.stop());
  later(() => snsSqs.close());
  const dynamodb = dynamoDb(engine.endpoint);
  later(() => dynamodb.close());
  later(() => clock.stop());
  return {
    facts,
    clock,
    dynamodb,
    snsSqs,
    secrets: secretsManager(folder.database, () => clock.now()),
    notices: openNotices(folder.database),
    mails: openMailStore(folder.database),
  };
}
