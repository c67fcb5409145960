/** A CSV file row by row, as spreadsheets and CRMs write it: commas, semicolons or tabs, UTF-8 or UTF-16, with or without a BOM. */
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { LeadsRefused } from "./leads-refused.ts";

export interface CsvRow {
  /** On which line of the file it begins; the header's is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** All rows, the header's too, those without any text left out. Throws LeadsRefused for what is no CSV, or no text. */
export async function* readCsv(file: string): AsyncGenerator<CsvRow> {
  const { encoding, delimiter } = await lookInto(file);
  const parser = parse({ delimiter, relax_column_count: true, relax_quotes: true });
  pipeline(Readable.from(textOf(file, encoding)), parser, () => undefined);
  let line = 1;
  try {
    for await (const cells of parser as AsyncIterable<readonly string[]>) {
      if (cells.some((cell) => cell.trim() !== "")) yield { line, cells };
      line += 1 + cells.reduce((sum, cell) => sum + breaksIn(cell), 0);
    }
  } catch (error) {
    throw explained(error, file, line);
  }
}

const breaksIn = (text: string) => text.match(/\r\n|\r|\n/g)?.length ?? 0;

async function* textOf(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let lines = 1;
  for await (const chunk of createReadStream(file)) {
    const text = decodedOr(() => decoder.decode(chunk as Buffer, { stream: true }), file, lines);
    lines += breaksIn(text);
    yield text;
  }
  yield decodedOr(() => decoder.decode(), file, lines);
}

function decodedOr(decode: () => string, file: string, line: number): string {
  try {
    return decode();
  } catch {
    throw new LeadsRefused(
      `${file} is not written in UTF-8, somewhere from line ${line} on: save it as "CSV UTF-8", so that no name is garbled.`,
    );
  }
}

const ENOUGH = 64 * 1024;

/** Found out from the beginning of the file: its byte order mark, and which separator its header uses most. */
async function lookInto(file: string): Promise<{ readonly encoding: string; readonly delimiter: string }> {
  const handle = await open(file).catch(() => {
    throw new LeadsRefused(`There is no file ${file} that could be read.`);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ENOUGH), 0, ENOUGH);
    const bytes = buffer.subarray(0, bytesRead);
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
    const [header = ""] = new TextDecoder(encoding)
      .decode(bytes)
      .replace(/"[^"]*"/g, "")
      .split(/[\r\n]/);
    const count = (separator: string) => header.split(separator).length;
    const delimiter = [",", ";", "\t"].reduce((most, each) => (count(each) > count(most) ? each : most));
    return { encoding, delimiter };
  } finally {
    await handle.close();
  }
}

function explained(error: unknown, file: string, line: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const why =
    error.code === "CSV_QUOTE_NOT_CLOSED"
      ? "a quotation mark opens there that nothing closes"
      : error.message.replace(/\.$/, "");
  return new LeadsRefused(`${file} is no CSV from line ${line} on: ${why}.`, { cause: error });
}
