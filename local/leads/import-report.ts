/** What an import does, in words. */

import { SECOND } from "../../workflows/rules/time.ts";
import { inWords } from "../console/moment.ts";
import type { Fate, Imported } from "./import.ts";
import type { Unusable } from "./new-post.ts";
import type { Sheet } from "./sheet.ts";

/** Which column is taken for what, where its name doesn't say so itself; and which ones are of no use. */
export function columnsInWords({ headers, columns }: Pick<Sheet, "headers" | "columns">): string {
  const read = headers.flatMap((header, at) => {
    const field = columns.fields[at];
    return field === undefined || field === header ? [] : [`"${header}" as ${field}`];
  });
  const ignored = columns.ignored.map((header) => `"${header}"`);
  return [
    read.length === 0 ? "" : `Columns read: ${read.join(", ")}.`,
    ignored.length === 0
      ? ""
      : `Columns ignored, since neither the profile nor a campaign's question has that name: ${ignored.join(", ")}.`,
  ]
    .filter(Boolean)
    .join("\n");
}

export function refusalInWords({
  line,
  refused,
}: {
  readonly line: number;
  readonly refused: Unusable;
}): string {
  return `line ${line}, ${refused.field} ${JSON.stringify(refused.value)}: ${refused.problem}`;
}

const FATES: Readonly<Record<Fate, string>> = {
  new: "new",
  known: "known already: what is empty is filled, and they enter too",
  gone: "unsubscribed or bounced: noted, but only their own word brings them back",
  again: "imported before: nothing to do",
  erased: "erased at their wish: left out",
  refused: "refused, see above",
};

interface Circumstances {
  readonly go: boolean;
  readonly consent: string | undefined;
  readonly zone: string;
  readonly now: number;
}

export function outcomeInWords(
  { counts, begin, plan }: Imported,
  { go, consent, zone }: Circumstances,
): string {
  const told = (Object.keys(FATES) as Fate[])
    .filter((fate) => counts[fate] > 0)
    .map((fate) => `${String(counts[fate]).padStart(8)} ${FATES[fate]}`);
  const comeIn = counts.new + counts.known > 0;
  return [
    "",
    ...told,
    "",
    begin && comeIn
      ? `Their campaigns begin one every ${interval(plan.every)}, from ${inWords(begin[0], zone)} to ${inWords(begin[1], zone)}.`
      : "",
    consent === undefined && comeIn
      ? 'Nobody of them is mailed: say how they agreed, such as --consent "asked at the stand".'
      : "",
    go ? "Done." : "Nothing was written. Do it with --go.",
  ]
    .filter((line, at) => line !== "" || at === 0)
    .join("\n");
}

function interval(every: number): string {
  const seconds = every / SECOND;
  return seconds === 1 ? "second" : `${Number(seconds.toPrecision(3))} seconds`;
}
