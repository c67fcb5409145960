/**
 * The clocks of all time zones as a table that functions can carry, as this Node's own calendar has them: a process's first
 * question to that takes it 30 ms, since V8 looks through all its languages first.
 */
import { Temporal } from "temporal-polyfill";
import type { ZoneTable } from "../rules/zone.ts";

export const FROM = "2020-01-01T00:00Z";
export const UNTIL = "2045-01-01T00:00Z";

/** Of these IANA names: of all that Intl lists, and `more`, unless stated. */
export function compileZones(
  more: readonly string[],
  listed: readonly string[] = Intl.supportedValuesOf("timeZone"),
): ZoneTable {
  const [from, until] = [FROM, UNTIL].map((at) => Temporal.Instant.from(at).epochMilliseconds / MINUTE) as [
    number,
    number,
  ];
  const clocks: (readonly number[])[] = [];
  const known = new Map<string, number>();
  const zones = [...new Set([...listed, ...more])].toSorted().map((name) => {
    const clock = clockOf(name, from, until);
    const written = clock.join();
    const at = known.get(written) ?? clocks.push(clock) - 1;
    known.set(written, at);
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    return [name.toUpperCase(), [timeZone, at]] as const;
  });
  return { tz: process.versions["tz"] ?? "", from, until, clocks, zones: Object.fromEntries(zones) };
}

const MINUTE = 60_000;

function clockOf(zone: string, from: number, until: number): readonly number[] {
  let at = Temporal.Instant.fromEpochMilliseconds(from * MINUTE).toZonedDateTimeISO(zone);
  const clock = [minutesAhead(at)];
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds >= until * MINUTE) return clock;
    at = next;
    // A change of the zone's name alone changes no clock.
    if (minutesAhead(at) !== clock.at(-1)) clock.push(at.epochMilliseconds / MINUTE, minutesAhead(at));
  }
}

function minutesAhead({ offsetNanoseconds }: Temporal.ZonedDateTime): number {
  return offsetNanoseconds / 6e10;
}
