/** Rows that come into being when they are first counted in. */
export class Table<Row> {
  readonly #rows = new Map<string, Row>();

  /** The row of this key, made by `make` where there is none yet. */
  row(key: string, make: () => Row): Row {
    const before = this.#rows.get(key);
    if (before !== undefined) return before;
    const row = make();
    this.#rows.set(key, row);
    return row;
  }

  /** In the order of `compare`, then of their keys: the same whoever was counted first. */
  rows(compare: (a: Row, b: Row) => number): readonly Row[] {
    return [...this.#rows]
      .sort(([keyA, a], [keyB, b]) => compare(a, b) || (keyA < keyB ? -1 : 1))
      .map(([, row]) => row);
  }
}
