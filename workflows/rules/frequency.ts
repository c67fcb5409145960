/** How often a lead may be written to, over all campaigns. */
import * as z from "zod/mini";
import { after } from "./clock.ts";
import { DAY, type Instant, type Span } from "./time.ts";

/** So many mails in any stretch of that length, as people write it: `2 per 7 days`, `1 per 1 day`. */
export const AtMost = z
  .string()
  .check(
    z.regex(
      /^[1-9]\d* per [1-9]\d* (second|minute|hour|day|week|month|year)s?$/,
      "a number of mails and a span with its unit, such as `2 per 7 days`; neither is 0",
    ),
  );
export type AtMost = z.infer<typeof AtMost>;

/**
 * The earliest instant from which one more mail may go, so that no stretch of the cap's length holds more than it
 * allows: 0 if there is room anyway. Exactly the length after a mail is outside its stretch; days and longer go by the
 * calendar of `zone`, see `after`. `sentAt`: when the lead's mails were claimed, of all its campaigns, in any order.
 */
export function roomAt(sentAt: readonly Instant[], cap: AtMost, zone: string): Instant {
  const { most, span } = parts(cap);
  const full = sentAt.toSorted((a, b) => b - a).slice(most - 1);
  const ends = full.filter((at) => at >= (full[0] ?? 0) - OVERTAKING).map((at) => after(at, span, zone));
  return Math.max(0, ...ends);
}

/**
 * A stretch may end after one that began later: a month from 30 January at noon, and one from the 31st in the morning.
 * Never when four days lie between them, so the calendar needn't be asked about every mail there was.
 */
const OVERTAKING = 4 * DAY;

function parts(cap: AtMost): { most: number; span: Span } {
  const [most = "", span = ""] = cap.split(" per ");
  return { most: Number(most), span };
}
