/** An event source mapping from a table's stream to a function. */
import type { Clock } from "../clock.ts";
import type { Facts } from "../state/facts.ts";
import type { Worker } from "../time/quiescence.ts";
import { Checkpoints } from "./checkpoints.ts";
import type { EventFilter } from "./event-filter.ts";
import type { Invocation, LambdaFunction } from "./lambda-function.ts";
import { Lane } from "./lane.ts";
import { Pump } from "./pump.ts";
import { type StreamCall, StreamReader, type StreamRecord } from "./stream-reader.ts";

export interface StreamMapping {
  /** The mapping's logical id: its checkpoint is kept under it. */
  readonly id: string;
  readonly streamArn: string;
  readonly region: string;
  readonly lambda: LambdaFunction;
  readonly from: "TRIM_HORIZON" | "LATEST";
  readonly filter: EventFilter;
  readonly batchSize: number;
  readonly bisect: boolean;
  readonly retries: number;
  readonly lanes: number;
  readonly reportsItems: boolean;
  /** Where a record goes that was given up. */
  readonly deadLetters: ((body: string) => Promise<void>) | undefined;
}

export interface StreamSurroundings {
  readonly call: StreamCall;
  readonly facts: Facts;
  readonly clock: Clock;
  readonly broken: (error: unknown) => void;
}

export class StreamConsumer implements Worker {
  private readonly mapping: StreamMapping;
  private readonly surroundings: StreamSurroundings;
  private readonly reader: StreamReader;
  private readonly checkpoints: Checkpoints;
  private readonly lanes = new Map<string, Lane>();
  private readonly pump: Pump;

  constructor(mapping: StreamMapping, surroundings: StreamSurroundings) {
    this.mapping = mapping;
    this.surroundings = surroundings;
    this.checkpoints = new Checkpoints(surroundings.facts, `stream.${mapping.id}`);
    const { call } = surroundings;
    const done = (shardId: string) => this.checkpoints.read(shardId);
    this.reader = new StreamReader({ call, streamArn: mapping.streamArn, from: mapping.from, done });
    this.pump = new Pump(() => this.round(), surroundings.broken);
  }

  poke = () => this.pump.poke();
  catchUp = () => this.pump.catchUp();
  stop = () => this.pump.stop();

  private async round(): Promise<boolean> {
    for (const { shardId, records } of await this.reader.readToEnd()) {
      for (const record of records) this.take(shardId, record);
    }
    const worked = await Promise.all([...this.lanes.values()].map((lane) => lane.drain(this.poke)));
    return worked.some(Boolean);
  }

  /** Filtered records are done at once; the others of one key always go down the same lane, in order. */
  private take(shardId: string, record: StreamRecord) {
    this.checkpoints.begin(shardId, record.dynamodb.SequenceNumber);
    if (this.mapping.filter(record)) this.laneOf(shardId, record).add(this.inVirtualTime(record));
    else this.checkpoints.finish(shardId, record.dynamodb.SequenceNumber);
  }

  /** The table's engine knows only the machine's own clock. A record is read in the moment in which it is written. */
  private inVirtualTime(record: StreamRecord): StreamRecord {
    const ApproximateCreationDateTime = this.surroundings.clock.now() / 1_000;
    return { ...record, dynamodb: { ...record.dynamodb, ApproximateCreationDateTime } };
  }

  private laneOf(shardId: string, record: StreamRecord): Lane {
    const key = `${shardId} ${hash(JSON.stringify(Object.entries(record.dynamodb.Keys).sort())) % this.mapping.lanes}`;
    const lane = this.lanes.get(key) ?? this.newLane(shardId);
    this.lanes.set(key, lane);
    return lane;
  }

  private newLane(shardId: string): Lane {
    const { batchSize, bisect, retries, lambda } = this.mapping;
    const { clock } = this.surroundings;
    return new Lane({
      batchSize,
      bisect,
      retries,
      invoke: async (records) =>
        this.failedFrom(records, await lambda.invoke({ Records: records.map((one) => this.event(one)) })),
      giveUp: (records, tries) => this.giveUp(shardId, records, tries),
      later: (seconds, action) => void clock.setAlarm(clock.now() + seconds * 1_000, action),
      done: (record) => this.checkpoints.finish(shardId, record.dynamodb.SequenceNumber),
    });
  }

  private event(record: StreamRecord) {
    const { streamArn, region } = this.mapping;
    return { ...record, eventSource: "aws:dynamodb", awsRegion: region, eventSourceARN: streamArn };
  }

  private failedFrom(records: readonly StreamRecord[], invocation: Invocation): string | undefined {
    const numbers = records.map((record) => record.dynamodb.SequenceNumber);
    if (!invocation.ok) return numbers[0];
    if (!this.mapping.reportsItems) return undefined;
    const answer = invocation.payload as {
      batchItemFailures?: readonly { itemIdentifier?: string }[];
    } | null;
    const failures = answer?.batchItemFailures ?? [];
    if (failures.length === 0) return undefined;
    const places = failures.map((failure) => numbers.indexOf(String(failure.itemIdentifier)));
    return numbers[Math.max(0, Math.min(...places))];
  }

  /** As on AWS, the message tells where the records are, not what they say. */
  private async giveUp(shardId: string, records: readonly StreamRecord[], tries: number): Promise<void> {
    const { streamArn, lambda, deadLetters } = this.mapping;
    const numbers = records.map((record) => record.dynamodb.SequenceNumber);
    const body = {
      version: "1.0",
      timestamp: new Date(this.surroundings.clock.now()).toISOString(),
      requestContext: {
        functionArn: lambda.arn,
        condition: "RetryAttemptsExhausted",
        approximateInvokeCount: tries,
      },
      DDBStreamBatchInfo: {
        shardId,
        startSequenceNumber: numbers.at(0),
        endSequenceNumber: numbers.at(-1),
        batchSize: numbers.length,
        streamArn,
      },
    };
    await deadLetters?.(JSON.stringify(body));
  }
}

function hash(text: string): number {
  let mixed = 0;
  for (const character of text) mixed = (Math.imul(mixed, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return mixed;
}
