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
/** Scanners come a median 43 seconds after the send (design §5), hardly one in a thousand later than this; few people are as quick. */
export const SCANNED_WITHIN = 5 * MINUTE;
/** Where a quarantine holds a mail up for half an hour, they come after that. */
export const SCANNED_BY = 30 * MINUTE + SCANNED_WITHIN;
/** Somebody may well follow both links of a mail, or all three within minutes; not so many within one visit. */
export const EVERY_LINK_OF = 4;

export interface Verdict {
  readonly by: "person" | "probably a machine" | "machine";
  readonly because: string;
  /** The earliest act that isn't known to be a machine's, and its day; of a machine's, its first. */
  readonly at: Instant;
}

export interface Fetch {
  readonly line: LedgerLine;
  readonly at: Instant;
}

export interface Visit {
  readonly from: Instant;
  readonly to: Instant;
  readonly fetches: readonly Fetch[];
  /** Why a machine made it, in words; undefined where nothing says so. */
  readonly machine: string | undefined;
  /** Whether it only checked what somebody was clicking at that moment. */
  readonly isCheck: boolean;
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
  const byMail = Map.groupBy(ledger.filter(isFetch), (line) => line.messageId ?? line.touchId ?? line.key);
  const mails = [...byMail.values()].map((lines) => mail(lines, touches));
  const isScanned = mails.some(({ visits, touch }) =>
    visits.some((each) => isScan(each) && isSoon(each.from, touch)),
  );
  const of = new Map<string, Verdict>();
  const visits: Visit[] = [];
  for (const { lines, touch, visits: seen } of mails) {
    const made = isScanned ? unlessScanned(seen, touch) : seen;
    for (const line of lines)
      of.set(line.key, line.kind === "click" ? clicked(line, made) : opened(line, made));
    visits.push(...made);
  }
  return { visits, of };
}

interface Mail {
  readonly lines: readonly LedgerLine[];
  readonly touch: Touch | undefined;
  readonly visits: readonly Visit[];
}

function mail(lines: readonly LedgerLine[], touches: readonly Touch[]): Mail {
  const touch = touches.find(({ touchId }) => touchId === lines[0]?.touchId);
  const clicks = lines.filter(({ kind }) => kind === "click");
  const visits = visitsOf(clicks).flatMap((fetches) => apart(fetches, touch));
  return { lines, touch, visits: unlessThorough(visits, touch) };
}

/** People choose among links, or go through all of them once. Whoever goes through all of them again is looking for something else. */
function unlessThorough(visits: readonly Visit[], touch: Touch | undefined): readonly Visit[] {
  const all = touch?.links ?? Number.POSITIVE_INFINITY;
  const isThorough = ({ fetches, machine }: Visit) =>
    machine === undefined && all > 1 && fetches.length >= all && linksOf(fetches).size >= all;
  if (visits.filter(isThorough).length < 2) return visits;
  return visits.map((each) => (isThorough(each) ? { ...each, machine: THOROUGH } : each));
}

const THOROUGH = "it opened every link of the mail, more than once";

/** Of a lead whose mails are scanned: where no scan shows, it was the visit that came when scanners come. */
function unlessScanned(visits: readonly Visit[], touch: Touch | undefined): readonly Visit[] {
  if (visits.some(isScan)) return visits;
  return visits.map((each) =>
    sinceSend(each.from, touch) <= SCANNED_BY ? { ...each, machine: AS_ALWAYS } : each,
  );
}

const AS_ALWAYS =
  "it came as soon after the mail was sent as scanners come, this lead has one, and nothing else scanned this mail";

/** Made by a machine of its own accord. */
export function isScan({ machine, isCheck }: Visit): boolean {
  return machine !== undefined && !isCheck;
}

/** So soon after its mail was sent as scanners come. */
function isSoon(at: Instant, touch: Touch | undefined): boolean {
  return sinceSend(at, touch) <= SCANNED_WITHIN;
}

/** In milliseconds; of a mail that we know nothing of, for ever. */
export function sinceSend(at: Instant, touch: Touch | undefined): number {
  return at - (touch?.sentAt ?? touch?.claimedAt ?? Number.NEGATIVE_INFINITY);
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

/**
 * Some firms have a link checked at the moment at which somebody clicks it. Such a check fetches nothing that isn't then
 * fetched by another: it comes with a person, and takes nothing away from it.
 */
function apart(fetches: readonly Fetch[], touch: Touch | undefined): readonly Visit[] {
  if (fetches.every(isPlain)) return [visit(fetches, signIn(fetches, touch))];
  const own = fetches.filter(isPlain);
  const checks = own.length < fetches.length ? fetches.filter((each) => !isPlain(each)) : [];
  const isCheck =
    checks.length > 0 && checks.every(({ line }) => own.some((each) => each.line.link === line.link));
  if (!isCheck) return [visit(fetches, signIn(fetches, touch))];
  const sign = checks.map(({ line }) => line.machine ?? line.probable)[0];
  return [visit(own, signIn(own, touch)), { ...visit(checks, sign), isCheck }];
}

/** Nothing said of it from outside that it was a machine's. */
function isPlain({ line }: Fetch): boolean {
  return line.machine === undefined && line.probable === undefined;
}

function visit(fetches: readonly Fetch[], machine: string | undefined): Visit {
  const from = fetches[0]?.at ?? 0;
  return { from, to: fetches.at(-1)?.at ?? from, fetches, machine, isCheck: false };
}

function signIn(fetches: readonly Fetch[], touch: Touch | undefined): string | undefined {
  const told = fetches.find(({ line }) => line.machine !== undefined);
  if (told) return told.line.machine;
  const links = linksOf(fetches);
  if (links.has(HIDDEN_LINK)) return "it followed a link that people don't see";
  if (inOneBreath(fetches)) return "it opened two links within a second";
  const isEvery = links.size >= (touch?.links ?? Number.POSITIVE_INFINITY);
  if (isEvery && links.size >= EVERY_LINK_OF)
    return `it opened each of the mail's ${links.size} links, one after the other`;
  const since = sinceSend(fetches[0]?.at ?? 0, touch);
  if (since > SCANNED_WITHIN) return undefined;
  const known = fetches.find(({ line }) => line.probable !== undefined)?.line.probable;
  const soon =
    known ?? (isEvery && links.size > 1 ? `it opened each of the mail's ${links.size} links` : undefined);
  return soon && `${soon}, ${Math.max(0, Math.round(since / SECOND))} seconds after the mail was sent`;
}

export function linksOf(fetches: readonly Fetch[]): ReadonlySet<string | undefined> {
  return new Set(fetches.map(({ line }) => line.link));
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
  const mine = made.filter(({ from, to, fetches }) => {
    const isAround = from <= (line.again?.at(-1) ?? line.at) && line.at <= to;
    return isAround && fetches.some((fetch) => fetch.line === line);
  });
  const human = mine.find(({ machine }) => machine === undefined);
  const at = (human ?? mine[0])?.fetches.find((fetch) => fetch.line === line)?.at ?? line.at;
  if (human === undefined) return { by: "machine", because: mine[0]?.machine ?? "", at };
  if (line.probable !== undefined) return { by: "probably a machine", because: line.probable, at };
  return { by: "person", because: "nothing speaks for a machine", at };
}

/** Images are fetched along by whatever fetches the links, and by mail programs before anybody looks. */
function opened(line: LedgerLine, made: readonly Visit[]): Verdict {
  if (line.machine !== undefined) return { by: "machine", because: line.machine, at: line.at };
  const scans = made.filter(isScan);
  const at = instantsOf(line).find(
    (each) => !scans.some(({ from, to }) => each >= from - VISIT_ENDS_AFTER && each <= to + VISIT_ENDS_AFTER),
  );
  if (at === undefined)
    return { by: "machine", because: "fetched along with the links, by a machine", at: line.at };
  if (line.probable !== undefined) return { by: "probably a machine", because: line.probable, at };
  return { by: "person", because: "nothing speaks for a machine", at };
}
