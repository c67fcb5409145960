/** How often each value came, so that a median needs no list of all of them: as many entries as there are different values. */
export class Spread {
  readonly #counts = new Map<number, number>();
  #all = 0;

  add(value: number): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
    this.#all += 1;
  }

  /** Another's values too, as if each had been added here. */
  addAll(other: Spread): void {
    for (const [value, count] of other.#counts)
      this.#counts.set(value, (this.#counts.get(value) ?? 0) + count);
    this.#all += other.#all;
  }

  get count(): number {
    return this.#all;
  }

  /** The middle value, of two the mean; undefined where there is none. */
  median(): number | undefined {
    if (this.#all === 0) return undefined;
    return (this.#at(Math.floor((this.#all - 1) / 2)) + this.#at(Math.floor(this.#all / 2))) / 2;
  }

  /** How many lie from `from` on and below `to`. */
  between(from: number, to: number): number {
    return [...this.#counts].reduce(
      (sum, [value, count]) => sum + (value >= from && value < to ? count : 0),
      0,
    );
  }

  #at(index: number): number {
    let passed = 0;
    for (const [value, count] of [...this.#counts].sort(([a], [b]) => a - b)) {
      passed += count;
      if (passed > index) return value;
    }
    throw new RangeError(`There is no value ${index} among ${this.#all}.`);
  }
}

/** One of all of them. */
export function together(spreads: readonly Spread[]): Spread {
  const all = new Spread();
  for (const each of spreads) all.addAll(each);
  return all;
}
