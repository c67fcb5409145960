/** A file of leads: what its columns mean, how many rows it has, and each row as a post or with what is wrong with it. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { type Columns, readColumns } from "./columns.ts";
import { readCsv } from "./csv.ts";
import { LeadsRefused } from "./leads-refused.ts";
import { type NewPost, newPost, type Origin, type Unusable } from "./new-post.ts";

export interface Sheet {
  readonly columns: Columns;
  readonly headers: readonly string[];
  /** Rows under the header, refused ones included. */
  readonly total: number;
  /** 32 hex digits: the same for the same bytes. */
  readonly hash: string;
  rows(): AsyncGenerator<SheetRow>;
}

interface Row {
  /** Counts the rows from 0. */
  readonly n: number;
  /** The file's, as an editor shows it. */
  readonly line: number;
}
export type UsableRow = Row & { readonly post: NewPost };
export type RefusedRow = Row & { readonly refused: Unusable };
export type SheetRow = UsableRow | RefusedRow;

/** Reads the file once, so that one that can't be read to its end is refused before anything is done. Throws LeadsRefused. */
export async function openSheet(
  file: string,
  origin: Origin,
  campaigns: readonly RunningCampaign[],
): Promise<Sheet> {
  const questions = campaigns.flatMap((campaign) => Object.keys(campaign.questions));
  let headers: readonly string[] | undefined;
  let lines = 0;
  for await (const { cells } of readCsv(file)) {
    headers ??= cells;
    lines++;
  }
  if (headers === undefined) throw new LeadsRefused(`${file} is empty.`);
  const columns = readColumns(headers, questions);
  const width = headers.length;
  return {
    columns,
    headers,
    total: lines - 1,
    hash: await hashOf(file),
    async *rows() {
      let n = -1;
      for await (const { line, cells } of readCsv(file)) {
        if (n >= 0) yield { n, line, ...rowOf(cells, width, columns, origin, campaigns) };
        n++;
      }
    },
  };
}

function rowOf(
  cells: readonly string[],
  width: number,
  { fields }: Columns,
  origin: Origin,
  campaigns: readonly RunningCampaign[],
): { readonly post: NewPost } | { readonly refused: Unusable } {
  if (cells.length !== width) return { refused: otherWidth(cells, width) };
  const named = fields.flatMap((field, at) => (field === undefined ? [] : [[field, cells[at] ?? ""]]));
  const read = newPost(Object.fromEntries(named), origin, campaigns);
  return "problem" in read ? { refused: read } : { post: read };
}

/** Its cells may stand under the wrong headers, so none of them is believed. */
function otherWidth(cells: readonly string[], width: number): Unusable {
  return {
    field: "row",
    value: cells.join(" | ").slice(0, 60),
    problem: `The row has ${cells.length} cells and the header ${width}: put text that holds a separator into quotation marks.`,
  };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex").slice(0, 32);
}
