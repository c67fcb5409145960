/**
 * One lane of a stream: its records in order, batch by batch, as Lambda's poller works them off. A batch that fails is
 * cut in two and tried again, later and later; a record that is given up goes to the dead letters, and the next follow.
 */
import type { StreamRecord } from "./stream-reader.ts";

export interface LaneSettings {
  readonly batchSize: number;
  readonly bisect: boolean;
  /** After the first try; -1 is for ever, as on AWS. */
  readonly retries: number;
  /** Resolves to the sequence number of the first record that failed; undefined if none did. */
  readonly invoke: (records: readonly StreamRecord[]) => Promise<string | undefined>;
  readonly giveUp: (records: readonly StreamRecord[], tries: number) => Promise<void>;
  /** Calls back when `seconds` of virtual time have passed. */
  readonly later: (seconds: number, action: () => void) => void;
  readonly done: (record: StreamRecord) => void;
}

interface Batch {
  readonly records: readonly StreamRecord[];
  readonly tries: number;
}

/** AWS doesn't say how long its poller waits; these are 1, 2, 4 … seconds, a minute at most. */
const patience = (tries: number) => Math.min(2 ** (tries - 1), 60);

export class Lane {
  private readonly settings: LaneSettings;
  private readonly batches: Batch[] = [];
  private readonly waiting: StreamRecord[] = [];
  private isResting = false;

  constructor(settings: LaneSettings) {
    this.settings = settings;
  }

  add(record: StreamRecord) {
    this.waiting.push(record);
  }

  /** Works until nothing is left, or until a failed batch has to wait; `wake` is called when the wait is over. */
  async drain(wake: () => void): Promise<boolean> {
    let worked = false;
    while (!this.isResting) {
      const batch = this.batches.shift() ?? this.nextBatch();
      if (batch === undefined) return worked;
      worked = true;
      await this.work(batch, wake);
    }
    return worked;
  }

  private nextBatch(): Batch | undefined {
    const records = this.waiting.splice(0, this.settings.batchSize);
    return records.length === 0 ? undefined : { records, tries: 0 };
  }

  private async work({ records, tries }: Batch, wake: () => void): Promise<void> {
    const failedFrom = await this.settings.invoke(records);
    const first = failedFrom === undefined ? records.length : placeOf(records, failedFrom);
    for (const record of records.slice(0, first)) this.settings.done(record);
    const left = records.slice(first);
    if (left.length === 0) return;
    const tried = first > 0 ? 1 : tries + 1;
    const { retries, bisect } = this.settings;
    if (retries >= 0 && tried > retries && (left.length === 1 || !bisect)) return this.giveUp(left, tried);
    this.batches.unshift(
      ...(bisect && left.length > 1
        ? halves(left, first > 0 ? 0 : tries)
        : [{ records: left, tries: tried }]),
    );
    this.rest(patience(tried), wake);
  }

  private async giveUp(records: readonly StreamRecord[], tries: number): Promise<void> {
    await this.settings.giveUp(records, tries);
    for (const record of records) this.settings.done(record);
  }

  private rest(seconds: number, wake: () => void) {
    this.isResting = true;
    this.settings.later(seconds, () => {
      this.isResting = false;
      wake();
    });
  }
}

/** Which record a sequence number means; one that isn't in the batch means the whole batch, as on AWS. */
function placeOf(records: readonly StreamRecord[], sequenceNumber: string): number {
  return Math.max(
    0,
    records.findIndex((record) => record.dynamodb.SequenceNumber === sequenceNumber),
  );
}

/** Cutting in two doesn't count as a try, as on AWS. */
function halves(records: readonly StreamRecord[], tries: number): readonly Batch[] {
  const middle = Math.ceil(records.length / 2);
  return [
    { records: records.slice(0, middle), tries },
    { records: records.slice(middle), tries },
  ];
}
