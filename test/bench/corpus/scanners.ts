/**
 * Machines that follow a mail's links. What is known of them in public: they come a median 43 seconds after the send, one
 * burst in 200 within 10 seconds (our design's own figures); most fetch everything within seconds, some take their time
 * or a sample, some look again hours later when an alert fires (vendors' and senders' field notes on Microsoft
 * Defender, Barracuda, Mimecast and Proofpoint). Nobody publishes how many do which: shares without a source are
 * assumptions, and say so. None was fitted to what the judge can tell.
 */
import { HIDDEN_LINK } from "../../../workflows/rules/bots.ts";
import type { Chance } from "./chance.ts";
import type { Fetch, Mail } from "./fetch.ts";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

export type ScannerKind =
  | "all at once, hidden link too"
  | "one by one, hidden link too"
  | "all at once, as a reader sees it"
  | "one by one, as a reader sees it"
  | "a sample, hidden link too"
  | "a sample, as a reader sees it";

interface Habit {
  readonly kind: ScannerKind;
  /** In 100 installations; an assumption. The source of a mail is cheaper to read than its rendered page. */
  readonly weight: number;
  readonly links: "all" | "sample";
  readonly seesHidden: boolean;
  readonly pace: "at once" | "one by one";
}

const HABITS: readonly Habit[] = [
  { kind: "all at once, hidden link too", weight: 44, links: "all", seesHidden: true, pace: "at once" },
  { kind: "one by one, hidden link too", weight: 22, links: "all", seesHidden: true, pace: "one by one" },
  { kind: "all at once, as a reader sees it", weight: 12, links: "all", seesHidden: false, pace: "at once" },
  { kind: "one by one, as a reader sees it", weight: 8, links: "all", seesHidden: false, pace: "one by one" },
  { kind: "a sample, hidden link too", weight: 11, links: "sample", seesHidden: true, pace: "at once" },
  {
    kind: "a sample, as a reader sees it",
    weight: 3,
    links: "sample",
    seesHidden: false,
    pace: "one by one",
  },
];

/** A scanner as one firm has set it up: it keeps its ways from mail to mail. */
export interface Scanner {
  readonly habit: Habit;
  readonly agent: string;
  readonly ip: string;
  /** Whether SES knows this one for a machine. */
  readonly seenThrough: boolean;
  /** Asks with HEAD before it fetches. SES tells of both alike. */
  readonly headFirst: boolean;
  /** Looks again, hours later, at mails of which an alert speaks. */
  readonly investigates: boolean;
}

/** Three in ten say who they are; the others borrow a browser's name and a cloud's address. An assumption. */
const AGENTS = [
  { weight: 10, agent: "Mozilla/5.0 (compatible; BarracudaCentral; +https://www.barracudacentral.org/)" },
  { weight: 10, agent: "Mozilla/5.0 (compatible; Proofpoint URL Defense)" },
  { weight: 10, agent: "MimecastURLScanner/1.0" },
  {
    weight: 50,
    agent:
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36",
  },
  {
    weight: 20,
    agent: "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0",
  },
];

export function someScanner(chance: Chance): Scanner {
  return {
    habit: chance.pick(HABITS),
    agent: chance.pick(AGENTS).agent,
    // One of a cloud's addresses, which firms share.
    ip: `20.36.${Math.floor(chance.between(0, 8))}.17`,
    // SES publishes no rate. Six in ten is our guess of what a list of networks and agents catches.
    seenThrough: chance.in(0.6),
    headFirst: chance.in(0.15),
    // The crawl after an alert belongs to whoever detonates whole mails, not to those that look at a sample.
    investigates: chance.in(0.2),
  };
}

/** What the scanner fetches of this mail, in order of time. */
export function scans(scanner: Scanner, mail: Mail, chance: Chance): readonly Fetch[] {
  // Quarantine rules, allow lists and load let some mails pass: one in fifty, an assumption.
  if (chance.in(0.02)) return [];
  const first = visits(scanner, mail, mail.sentAt + firstDelay(chance), chance);
  // An alert about a marketing mail is rare: one mail in fifty.
  if (!scanner.investigates || scanner.habit.links === "sample" || !chance.in(0.02)) return first;
  const later = mail.sentAt + chance.around(6 * HOUR, 0.8);
  return [...first, ...visits(scanner, mail, later, chance)];
}

/**
 * Half within 43 s, one in 200 within 10 s: a lognormal of spread ln(43 / 10) / 2.576 = 0.566, so that one in 3,000 comes
 * after five minutes; one mail in fifty waits in a quarantine for up to half an hour first.
 */
function firstDelay(chance: Chance): number {
  const queued = chance.in(0.02) ? chance.between(5 * 60, 30 * 60) * SECOND : 0;
  return queued + chance.around(43 * SECOND, 0.566);
}

function visits(scanner: Scanner, mail: Mail, from: number, chance: Chance): readonly Fetch[] {
  const { habit } = scanner;
  const all = [...mail.links, ...(habit.seesHidden ? [HIDDEN_LINK] : [])];
  const links = habit.links === "all" ? all : chance.some(all, Math.ceil(chance.between(0, all.length)));
  const found: Fetch[] = [];
  let at = from;
  if (chance.in(0.5)) found.push(fetch(scanner, "picture", at, chance));
  for (const link of links) {
    // At once: a pool of connections, milliseconds apart. One by one: 0.2 to 20 seconds, most of them short.
    at += habit.pace === "at once" ? chance.between(0, 120) : oneByOne(chance);
    if (scanner.headFirst) found.push(fetch(scanner, { link }, at, chance));
    const answered = scanner.headFirst ? chance.between(30, 400) : 0;
    found.push(fetch(scanner, { link }, at + answered, chance));
  }
  return found;
}

function oneByOne(chance: Chance): number {
  return Math.min(20 * SECOND, Math.max(200, chance.around(2 * SECOND, 1)));
}

function fetch(scanner: Scanner, what: Fetch["what"], at: number, chance: Chance): Fetch {
  return {
    what,
    at: Math.round(at),
    label: { by: "machine", kind: scanner.habit.kind },
    agent: scanner.agent,
    ip: scanner.ip,
    isBotEvent: scanner.seenThrough ? seen(chance) : unseen(chance),
  };
}

/** Even of a machine it knows SES may say nothing, or the wrong thing: one event in twenty each. An assumption. */
export function seen(chance: Chance): Fetch["isBotEvent"] {
  if (chance.in(0.9)) return "Likely";
  return chance.in(0.5) ? "Unlikely" : undefined;
}

export function unseen(chance: Chance): Fetch["isBotEvent"] {
  return chance.in(0.85) ? "Unlikely" : undefined;
}
