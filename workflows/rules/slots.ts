/** When the many of an import begin: one after the other, and only while mail may go out to them. */
import { campaignsOf } from "./entering.ts";
import { holidaysOf } from "./holidays.ts";
import type { Playbook } from "./playbook.ts";
import type { FormPost } from "./post.ts";
import { type Instant, MINUTE } from "./time.ts";
import { understand } from "./understand.ts";
import { openingAt, type Window } from "./window.ts";

/**
 * The instant for whoever stands `wait` milliseconds behind the first of its import, which begins at `from`. Where a
 * campaign that it enters has a window, only the time counts in which that is open for this lead: otherwise a night's
 * worth of leads would meet at nine in the morning.
 */
export function slotOf(row: Row, from: Instant, wait: number, playbook: Playbook): Instant {
  const windows = campaignsOf(row, playbook).flatMap(({ send }) => send.window ?? []);
  return windows.reduce((latest, window) => Math.max(latest, openFor(row, window)), from + wait);

  function openFor({ address, profile }: Row, window: Window): Instant {
    const { zone, countryCode } = understand(address, profile, playbook.defaultTimeZone);
    const holidays = playbook.holidays && holidaysOf(playbook.holidays, countryCode);
    let [at, left] = [from, wait];
    for (;;) {
      const { opens, closes } = openingAt(at, window, zone, holidays);
      const start = Math.max(at, opens);
      // Whoever begins in the last minute may find the window closed when its mail goes.
      const room = Math.max(0, closes - MINUTE - start);
      if (left < room) return start + left;
      left -= room;
      at = closes;
    }
  }
}

type Row = Pick<FormPost, "address" | "profile" | "form" | "by" | "consent" | "at">;
