/** Which second of the sending hours is a lead's own, so that a thousand of them don't go to SES in one. */
import type { Holidays } from "./holidays.ts";
import { type Instant, MINUTE, milliseconds, type Span } from "./time.ts";
import { openingAt, type Window } from "./window.ts";

/**
 * A share of `within` (a span, or milliseconds), from 0 up to but not all of it, in whole milliseconds. The same for the
 * same lead and the same `what`, a touch's name say; over many leads, or over many touches of one lead, evenly spread.
 */
export function spreadBy(leadId: string, what: string, within: Span | number): number {
  const width = typeof within === "number" ? within : milliseconds(within);
  return Math.floor((mixed(`${leadId} ${what}`) / 2 ** 32) * width);
}

export interface Plan {
  /** When the campaign's waits are over, or later: when the lead's cap has room again. */
  readonly dueAt: Instant;
  readonly now: Instant;
  readonly window: Window;
  readonly zone: string;
  readonly holidays: Holidays | undefined;
  /** The lead's share of the first minutes after an opening, see `spreadBy`. */
  readonly offset: number;
  /** Also where the window is open at `dueAt`: thousands of imported leads are due in one instant. */
  readonly alwaysSpread?: boolean;
}

/**
 * When a touch goes: at `dueAt` if the window is open then; else `offset` after it opens, which is folded into the
 * opening's length if need be. What is late goes now, unless the window has closed meanwhile: then `offset` after it
 * opens again.
 *
 * Never before `dueAt` or `now`, never outside the window, and until then the answer stays the same: asked again later,
 * it is the same instant or, once that is past, `now`. Errors as `openingAt`.
 */
export function planned(plan: Plan): Instant {
  const { dueAt, now, window, zone, holidays } = plan;
  const { opens, closes } = openingAt(Math.max(dueAt, now), window, zone, holidays);
  const moved = opens > dueAt;
  const start = moved ? opens : dueAt;
  const spread = moved || plan.alwaysSpread ? foldedInto(closes - start, plan.offset) : 0;
  return Math.max(now, start + spread);
}

/**
 * Folded, not cut off: else all that is too long would meet in the last millisecond. A sleeper wakes some seconds
 * after its instant and must still find the window open, so the last minute stays free.
 */
function foldedInto(room: number, offset: number): number {
  return offset % Math.max(room - MINUTE, Math.ceil(room / 2));
}

/** FNV-1a over the text, then the finish of MurmurHash3, without which similar names lie close together. 32 bits. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
