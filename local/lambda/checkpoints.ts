import type { Facts } from "../state/facts.ts";

/** How far a stream's consumer has come in each shard: everything up to there is done and is never read again. */
export class Checkpoints {
  private readonly facts: Facts;
  private readonly name: string;
  private readonly open = new Map<string, string[]>();
  private readonly finished = new Set<string>();

  constructor(facts: Facts, name: string) {
    this.facts = facts;
    this.name = name;
  }

  read(shardId: string): string | undefined {
    return this.facts.read(`${this.name}.${shardId}`);
  }

  /** In the order in which they were read. */
  begin(shardId: string, sequenceNumber: string) {
    const open = this.open.get(shardId) ?? [];
    open.push(sequenceNumber);
    this.open.set(shardId, open);
  }

  /** Lanes finish out of order: what is stored only moves past records that have all been done. */
  finish(shardId: string, sequenceNumber: string) {
    this.finished.add(`${shardId} ${sequenceNumber}`);
    const open = this.open.get(shardId) ?? [];
    let last: string | undefined;
    while (open[0] !== undefined && this.finished.delete(`${shardId} ${open[0]}`)) last = open.shift();
    if (last !== undefined) this.facts.write(`${this.name}.${shardId}`, last);
  }
}
