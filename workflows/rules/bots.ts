/**
 * Whose click it was: a person's, or that of a machine that opens mails before people do. Worked out anew from all that
 * the ledger holds, never stored: so it is the same in whatever order the clicks were told, and later evidence counts.
 *
 * Clicks of one mail that follow each other closely are one visit. One sign of a machine in it is enough for all of it.
 */
import { instantsOf } from "./ledger.ts";
import type { LedgerLine, Life, Touch } from "./life.ts";
import { type Instant, MINUTE, SECOND } from "./time.ts";

/** The link in every mail that people don't see. Only what reads the mail's source follows it. */
export const HIDDEN_LINK = "unseen";

/** A pause this long ends a visit. Scanners that go slowly leave some seconds between two links. */
export const VISIT_ENDS_AFTER = 30 * SECOND;
/** No hand opens two links in less; a scanner asks for all of them at once. */
export const FASTEST_HAND = SECOND;
/** Scanners come a median 43 seconds after the send (design §5); what a known one fetches by then is its own. */
export const SCANNED_WITHIN = 10 * MINUTE;
/** Somebody may well follow both links of a mail, or all three within minutes; not so many within one visit. */
export const EVERY_LINK_OF = 4;

export interface Verdict {
  readonly by: "person" | "probably a machine" | "machine";
  readonly because: string;
  /** The earliest act that isn't known to be a machine's, and its day; of a machine's, its first. */
  readonly at: Instant;
}

interface Fetch {
  readonly line: LedgerLine;
  readonly at: Instant;
}

export interface Visit {
  readonly from: Instant;
  readonly to: Instant;
  readonly fetches: readonly Fetch[];
  /** Why a machine made it, in words; undefined where nothing says so. */
  readonly machine: string | undefined;
}

const judged = new WeakMap<readonly LedgerLine[], { touches: readonly Touch[]; found: Verdicts }>();

export interface Verdicts {
  readonly visits: readonly Visit[];
  /** By the line's key, for clicks and opens. */
  readonly of: ReadonlyMap<string, Verdict>;
}

/** Asked many times of one life, and worked out once. */
export function verdicts({ ledger, touches }: Pick<Life, "ledger" | "touches">): Verdicts {
  const before = judged.get(ledger);
  if (before?.touches === touches) return before.found;
  const found = judge(ledger, touches);
  judged.set(ledger, { touches, found });
  return found;
}

/** Whether, as far as we know today, only machines did this. */
export function byMachine({ key }: LedgerLine, life: Pick<Life, "ledger" | "touches">): boolean {
  return verdicts(life).of.get(key)?.by === "machine";
}

function judge(ledger: readonly LedgerLine[], touches: readonly Touch[]): Verdicts {
  const mails = Map.groupBy(ledger.filter(isFetch), (line) => line.messageId ?? line.touchId ?? line.key);
  const of = new Map<string, Verdict>();
  const visits: Visit[] = [];
  for (const lines of mails.values()) {
    const touch = touches.find(({ touchId }) => touchId === lines[0]?.touchId);
    const made = visitsOf(lines.filter(({ kind }) => kind === "click")).map((each) => visit(each, touch));
    for (const line of lines)
      of.set(line.key, line.kind === "click" ? clicked(line, made) : opened(line, made));
    visits.push(...made);
  }
  return { visits, of };
}

function isFetch({ kind }: LedgerLine): boolean {
  return kind === "click" || kind === "open";
}

function visitsOf(clicks: readonly LedgerLine[]): readonly (readonly Fetch[])[] {
  const fetches = clicks
    .flatMap((line) => instantsOf(line).map((at) => ({ line, at })))
    .sort((a, b) => a.at - b.at || (a.line.key < b.line.key ? -1 : 1));
  const found: Fetch[][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const fetch of fetches) {
    if (fetch.at - before > VISIT_ENDS_AFTER) found.push([]);
    found.at(-1)?.push(fetch);
    before = fetch.at;
  }
  return found;
}

function visit(fetches: readonly Fetch[], touch: Touch | undefined): Visit {
  const from = fetches[0]?.at ?? 0;
  return { from, to: fetches.at(-1)?.at ?? from, fetches, machine: signIn(fetches, touch) };
}

function signIn(fetches: readonly Fetch[], touch: Touch | undefined): string | undefined {
  const told = fetches.find(({ line }) => line.machine !== undefined);
  if (told) return told.line.machine;
  if (fetches.some(({ line }) => line.link === HIDDEN_LINK))
    return "it followed a link that people don't see";
  if (inOneBreath(fetches)) return "it opened two links within a second";
  const links = new Set(fetches.map(({ line }) => line.link)).size;
  if (links >= EVERY_LINK_OF && links >= (touch?.links ?? Number.POSITIVE_INFINITY))
    return `it opened each of the mail's ${links} links, one after the other`;
  const known = fetches.find(({ line }) => line.probable !== undefined);
  const from = fetches[0]?.at ?? 0;
  const since = from - (touch?.sentAt ?? touch?.claimedAt ?? Number.NEGATIVE_INFINITY);
  if (known && since <= SCANNED_WITHIN)
    return `${known.line.probable}, ${Math.max(0, Math.round(since / SECOND))} seconds after the mail was sent`;
  return undefined;
}

function inOneBreath(fetches: readonly Fetch[]): boolean {
  return fetches.some((fetch, index) => {
    for (let next = index + 1; next < fetches.length; next++) {
      const other = fetches[next];
      if (other === undefined || other.at - fetch.at > FASTEST_HAND) return false;
      if (other.line.link !== fetch.line.link) return true;
    }
    return false;
  });
}

/** One line may hold a scanner's fetch and, hours later, its reader's: the reader's counts. */
function clicked(line: LedgerLine, made: readonly Visit[]): Verdict {
  const mine = made.filter(({ fetches }) => fetches.some((fetch) => fetch.line === line));
  const human = mine.find(({ machine }) => machine === undefined);
  const at = (human ?? mine[0])?.fetches.find((fetch) => fetch.line === line)?.at ?? line.at;
  if (human === undefined) return { by: "machine", because: mine[0]?.machine ?? "", at };
  if (line.probable !== undefined) return { by: "probably a machine", because: line.probable, at };
  return { by: "person", because: "nothing speaks for a machine", at };
}

/** Images are fetched along by whatever fetches the links, and by mail programs before anybody looks. */
function opened(line: LedgerLine, made: readonly Visit[]): Verdict {
  if (line.machine !== undefined) return { by: "machine", because: line.machine, at: line.at };
  const scans = made.filter(({ machine }) => machine !== undefined);
  const at = instantsOf(line).find(
    (each) => !scans.some(({ from, to }) => each >= from - VISIT_ENDS_AFTER && each <= to + VISIT_ENDS_AFTER),
  );
  if (at === undefined)
    return { by: "machine", because: "fetched along with the links, by a machine", at: line.at };
  if (line.probable !== undefined) return { by: "probably a machine", because: line.probable, at };
  return { by: "person", because: "nothing speaks for a machine", at };
}
