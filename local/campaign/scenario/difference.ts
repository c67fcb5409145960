/** One expectation that did not hold, or an act that could not be done: where it stands, and lines that show both sides. */
export interface Difference {
  readonly path: readonly PropertyKey[];
  readonly lines: readonly string[];
}

export function both(path: Difference["path"], expected: string, happened: string): Difference {
  return { path, lines: [`expected  ${expected}`, `happened  ${happened}`] };
}
