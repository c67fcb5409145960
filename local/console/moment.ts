/** Instants as people and as programs read them. A zone is always said. */
import { html } from "hono/html";
import { Temporal } from "temporal-polyfill";
import type { Html } from "./layout.ts";

export function iso(at: number): string {
  return new Date(at).toISOString();
}

/** `Tue 24 Nov 2026, 08:00 UTC`; with a zone, its city instead: `Tue 24 Nov 2026, 09:00 Berlin`. */
export function inWords(at: number, zone = "UTC"): string {
  const part = new Map(
    formatter(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const date = `${part.get("weekday")} ${part.get("day")} ${part.get("month")} ${part.get("year")}`;
  return `${date}, ${part.get("hour")}:${part.get("minute")} ${place(zone)}`;
}

export function moment(at: number, zone = "UTC"): Html {
  return html`<time datetime="${iso(at)}">${inWords(at, zone)}</time>`;
}

/** `P3DT2H`: days and smaller, since a month is only a month from somewhere. */
export function lengthOf(milliseconds: number): string {
  return Temporal.Duration.from({ milliseconds }).round({ largestUnit: "day" }).toString();
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
