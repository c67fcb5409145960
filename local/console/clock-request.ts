/** What a POST to the clock asks for, and which instant that is. */
import { Temporal } from "temporal-polyfill";
import { after } from "../../workflows/rules/clock.ts";
import { Span } from "../../workflows/rules/time.ts";
import type { Fields } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import type { Time } from "./sources.ts";

const EXAMPLE =
  'Send {"advance":"3 days"} (or "P3D"), {"to":"next"} for the next due event, or {"to":"2027-01-31T08:00:00Z"}.';
/** A lead's executions are renewed each year; ten of them at one press are enough to see anything. */
const MOST_YEARS = 10;

export function targetOf(asked: Fields, time: Pick<Time, "now" | "next">): number {
  const { advance, to } = asked;
  if ((advance === undefined) === (to === undefined))
    throw new Refusal(400, `Say either "advance" or "to". ${EXAMPLE}`);
  const target =
    to === "next"
      ? nextEvent(time)
      : advance === undefined
        ? instant(to, time.now())
        : later(advance, time.now());
  const most = utc(time.now()).add({ years: MOST_YEARS }).epochMilliseconds;
  if (target > most) throw new Refusal(400, `The clock moves at most ${MOST_YEARS} years at a time.`);
  return target;
}

function nextEvent(time: Pick<Time, "now" | "next">): number {
  const next = time.next();
  if (!next)
    throw new Refusal(409, "Nothing is due: no lead is waiting for anything. Post the form to bring one in.");
  return Math.max(next.at, time.now());
}

function later(advance: unknown, now: number): number {
  const target = spanAfter(advance, now) ?? durationAfter(advance, now);
  if (target === undefined) {
    throw new Refusal(
      400,
      `${quoted(advance)} is no span such as 3 days or 1 month, and no ISO 8601 duration such as P3D, P1W, P1M or PT12H (months before the T, minutes after it).`,
    );
  }
  if (target <= now) {
    throw new Refusal(
      400,
      `${quoted(advance)} does not move time forward, and the clock only moves forward.`,
    );
  }
  return target;
}

/** As campaigns write it. Beyond the calendar's end there is no instant left to name. */
function spanAfter(advance: unknown, now: number): number | undefined {
  const span = Span.safeParse(typeof advance === "string" ? advance.trim() : advance);
  if (!span.success) return undefined;
  return attempt(() => after(now, span.data, "UTC")) ?? Number.POSITIVE_INFINITY;
}

function durationAfter(advance: unknown, now: number): number | undefined {
  const duration = attempt(() => Temporal.Duration.from(String(advance)));
  if (duration === undefined) return undefined;
  return attempt(() => utc(now).add(duration).epochMilliseconds) ?? duration.sign * Number.POSITIVE_INFINITY;
}

function instant(to: unknown, now: number): number {
  const target = attempt(() => Temporal.Instant.from(String(to)).epochMilliseconds);
  if (target === undefined) {
    throw new Refusal(
      400,
      `${quoted(to)} is neither "next" nor an instant with its zone, such as 2027-01-31T08:00:00Z.`,
    );
  }
  if (target < now) throw new Refusal(400, `${quoted(to)} has passed, and the clock only moves forward.`);
  return target;
}

function utc(at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO("UTC");
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function quoted(value: unknown): string {
  return JSON.stringify(value).slice(0, 60);
}
