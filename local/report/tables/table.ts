/** What each form of a report is made from: tables of words and numbers, each number with what it is a part of. */

export type Cell = { readonly text: string } | Quantity;

export interface Quantity {
  /** Absent where there is nothing to tell. */
  readonly value: number | undefined;
  /** What it is a part of. */
  readonly of?: number;
  /** Where a share would mislead, what to say in its place. */
  readonly say?: string;
  /** What to be alarmed at. */
  readonly mark?: string;
}

export interface Table {
  /** In a CSV file and in addresses; the same for all the tables of one kind. */
  readonly name: string;
  readonly title: string;
  /** One sentence that says how to read it. */
  readonly note?: string;
  /** What all its rows are of, such as a campaign. */
  readonly about?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** What to say instead of an empty table. */
  readonly none: string;
}

export function isQuantity(cell: Cell): cell is Quantity {
  return "value" in cell;
}

export const words = (text: string): Cell => ({ text });
export const count = (value: number): Cell => ({ value });
export const part = (value: number, of: number): Cell => ({ value, of });
export const maybe = (value: number | undefined): Cell => ({ value });
