/** Reads a table's stream, all shards, from where reading stopped; each record at least once. */
import { AwsRefusal } from "../aws/refusal.ts";

export interface StreamRecord {
  readonly eventID?: string;
  readonly eventName: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly Keys: Readonly<Record<string, unknown>>;
    /** In seconds. */
    readonly ApproximateCreationDateTime?: number;
  };
}

export type StreamCall = (action: string, input: unknown) => Promise<Readonly<Record<string, unknown>>>;

export interface ShardRecords {
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
}

interface Shard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
}

/** `done(shard)` tells the last sequence number that needs no reading again. */
export class StreamReader {
  private readonly iterators = new Map<string, string>();
  private readonly ended = new Set<string>();
  private known: readonly string[] = [];
  private readonly call: StreamCall;
  private readonly streamArn: string;
  private readonly from: "TRIM_HORIZON" | "LATEST";
  private readonly done: (shardId: string) => string | undefined;

  constructor(settings: {
    readonly call: StreamCall;
    readonly streamArn: string;
    readonly from: "TRIM_HORIZON" | "LATEST";
    readonly done: (shardId: string) => string | undefined;
  }) {
    this.call = settings.call;
    this.streamArn = settings.streamArn;
    this.from = settings.from;
    this.done = settings.done;
  }

  /** All that is new, to the end of every shard. */
  async readToEnd(): Promise<readonly ShardRecords[]> {
    const found: ShardRecords[] = [];
    for (;;) {
      for (const shardId of await this.openShards()) {
        const records = await this.readShard(shardId);
        if (records.length > 0) found.push({ shardId, records });
      }
      if (this.known.length > 0) return found;
      await this.openShards();
      if (this.known.length === 0) return found;
    }
  }

  /** Known shards are read without asking again; one that ends says so, and then its successors are looked for. */
  private async openShards(): Promise<readonly string[]> {
    if (this.known.length > 0) return this.known;
    const { StreamDescription } = await this.call("DescribeStream", { StreamArn: this.streamArn });
    const { Shards } = StreamDescription as { readonly Shards: readonly Shard[] };
    const open = Shards.filter(({ ShardId }) => !this.ended.has(ShardId));
    const isOpen = new Set(open.map(({ ShardId }) => ShardId));
    // A successor is read once its parent has been read to the end, so that a row's changes stay in order.
    this.known = open
      .filter(({ ParentShardId = "" }) => !isOpen.has(ParentShardId))
      .map(({ ShardId }) => ShardId);
    return this.known;
  }

  private async readShard(shardId: string): Promise<StreamRecord[]> {
    const records: StreamRecord[] = [];
    for (;;) {
      const page = await this.readPage(this.iterators.get(shardId) ?? (await this.iteratorOf(shardId)));
      records.push(...page.Records);
      if (page.NextShardIterator === undefined) {
        this.ended.add(shardId);
        this.iterators.delete(shardId);
        this.known = [];
        return records;
      }
      this.iterators.set(shardId, page.NextShardIterator);
      if (page.Records.length === 0) return records;
    }
  }

  private async readPage(iterator: string) {
    const page = await this.call("GetRecords", { ShardIterator: iterator });
    return page as { readonly Records: readonly StreamRecord[]; readonly NextShardIterator?: string };
  }

  /** A place that was trimmed while nobody read (24 hours on AWS) is given up for the oldest that is left. */
  private async iteratorOf(shardId: string): Promise<string> {
    const after = this.done(shardId);
    const first = this.ended.size === 0 ? this.from : "TRIM_HORIZON";
    if (after === undefined) return this.ask(shardId, { ShardIteratorType: first });
    try {
      return await this.ask(shardId, { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after });
    } catch (error) {
      if (!(error instanceof AwsRefusal) || error.code !== "TrimmedDataAccessException") throw error;
      return this.ask(shardId, { ShardIteratorType: "TRIM_HORIZON" });
    }
  }

  private async ask(shardId: string, how: object): Promise<string> {
    const { ShardIterator } = await this.call("GetShardIterator", {
      StreamArn: this.streamArn,
      ShardId: shardId,
      ...how,
    });
    return String(ShardIterator);
  }
}
