/**
 * Stands in the functions' bundles for `Intl.DateTimeFormat`, as Temporal's polyfill asks it what the clocks of a zone show: a
 * process's first one takes 30 ms, in which V8 looks through all its languages. `workflows/zones.json` lies beside the
 * code and knows the same. Of a zone or a time that isn't in it, and where Node has newer rules than it, Intl is asked.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ZoneTable } from "../../workflows/rules/zone.ts";

interface ZoneFormat {
  resolvedOptions(): { readonly timeZone: string };
  formatToParts(at: number): readonly { readonly type: string; readonly value: string }[];
}

/** Throws a RangeError for a zone that there isn't, as Intl does. */
export function zoneFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions & { readonly timeZone: string },
): ZoneFormat {
  const { tz, from, until, clocks, zones } = table();
  let asked: Intl.DateTimeFormat | undefined;
  const intl = () => {
    asked ??= new Intl.DateTimeFormat(locale, options);
    return asked;
  };
  const known = Object.hasOwn(zones, options.timeZone) ? zones[options.timeZone] : undefined;
  if (known === undefined || tz < (process.versions["tz"] ?? "")) return intl();
  const [timeZone, clock] = known;
  return {
    resolvedOptions: () => ({ timeZone }),
    formatToParts(at) {
      const minute = Math.floor(at / MINUTE);
      const isKnown = minute >= from && minute < until;
      return isKnown ? shown(at + offsetAt(clocks[clock] ?? [], minute) * MINUTE) : intl().formatToParts(at);
    },
  };
}

const MINUTE = 60_000;

/** In minutes: that of the last change until `minute`, or the one before any. */
function offsetAt(clock: readonly number[], minute: number): number {
  let last = clock.length - 2;
  while (last > 0 && (clock[last] ?? 0) > minute) last -= 2;
  return clock[last + 1] ?? 0;
}

function shown(local: number) {
  const at = new Date(local);
  const parts = {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
  return Object.entries(parts).map(([type, value]) => ({ type, value: String(value) }));
}

let read: ZoneTable | undefined;

function table(): ZoneTable {
  read ??= JSON.parse(readFileSync(join(import.meta.dirname, "zones.json"), "utf8")) as ZoneTable;
  return read;
}
