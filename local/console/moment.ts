/** Instants as people and as programs read them. A zone is always said. */
import { html } from "hono/html";
import { Temporal } from "temporal-polyfill";
import type { Html } from "./layout.ts";

export function iso(at: number): string {
  return new Date(at).toISOString();
}

/** `Tue 24 Nov 2026, 08:00 UTC`; with a zone, its city instead: `Tue 24 Nov 2026, 09:00 Berlin`. */
export function inWords(at: number, zone = "UTC"): string {
  const part = parts(at, zone);
  const date = `${part.get("weekday")} ${part.get("day")} ${part.get("month")} ${part.get("year")}`;
  return `${date}, ${part.get("hour")}:${part.get("minute")} ${place(zone)}`;
}

/** `Tue 9:00 in Berlin` within the week; beyond it `Tue 24 Nov, 9:00 in Berlin`, with the year if it is another. */
export function soon(at: number, now: number, zone: string): Html {
  const then = local(at, zone);
  const part = parts(at, zone);
  const hour = `${then.hour}:${part.get("minute")} in ${place(zone)}`;
  const year = then.year === local(now, zone).year ? "" : ` ${then.year}`;
  const date = at - now < 6 * 86_400_000 ? "" : ` ${part.get("day")} ${part.get("month")}${year},`;
  return html`<time datetime="${iso(at)}">${part.get("weekday")}${date} ${hour}</time>`;
}

function local(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

export function moment(at: number, zone = "UTC"): Html {
  return html`<time datetime="${iso(at)}">${inWords(at, zone)}</time>`;
}

/** `P3DT2H`: days and smaller, since a month is only a month from somewhere. */
export function lengthOf(milliseconds: number): string {
  return Temporal.Duration.from({ milliseconds }).round({ largestUnit: "day" }).toString();
}

function parts(at: number, zone: string): ReadonlyMap<string, string> {
  const all = formatter(zone).formatToParts(at);
  return new Map(all.map(({ type, value }) => [type, value]));
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}

function place(zone: string): string {
  return zone === "UTC" ? zone : (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}
