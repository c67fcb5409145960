/**
 * How long something took, and how long it would take a machine with nothing else to do. Beside the work stands a yardstick,
 * the same small task again and again: as much as it took longer than at its best, the work did too.
 */
export class Pace {
  private readonly began = performance.now();
  private readonly yards: number[] = [];
  private measuring = 0;

  /** To be called at even steps of the work. */
  measure(): void {
    const before = performance.now();
    yardstick();
    const took = performance.now() - before;
    this.measuring += took;
    this.yards.push(took);
  }

  /** In seconds. `fair`: at the machine's best pace. */
  get times(): { readonly wall: number; readonly fair: number } {
    const wall = (performance.now() - this.began - this.measuring) / 1_000;
    // The first ones are before V8 has compiled it.
    const yards = this.yards.slice(5);
    const mean = yards.reduce((sum, each) => sum + each, 0) / yards.length;
    const best = yards.toSorted((a, b) => a - b)[Math.floor(yards.length / 20)] ?? mean;
    return { wall, fair: yards.length === 0 ? wall : (wall * best) / mean };
  }
}

/** Some milliseconds of what the work is made of: objects made, written, read and looked up. */
function yardstick(): number {
  let found = 0;
  for (let round = 0; round < 40; round++) {
    const rows = Array.from({ length: 50 }, (_, n) => ({
      key: `row#${n}`,
      at: n,
      what: "a line of a ledger",
    }));
    const read = JSON.parse(JSON.stringify(rows)) as typeof rows;
    found += new Map(read.map((row) => [row.key, row])).size;
  }
  return found;
}
