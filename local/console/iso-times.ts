/** Stored items as JSON: every instant as ISO 8601, so that no reader has to guess a unit. */
import { iso } from "./moment.ts";

/** Fields that hold an instant are named so: `at`, `until`, `sentAt`. (`generation` is a name, not a time.) */
const INSTANT = /^(at|until)$|At$/;

export function isoTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(isoTimes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inIso(name, inner)]));
}

function inIso(name: string, value: unknown): unknown {
  return typeof value === "number" && INSTANT.test(name) ? iso(value) : isoTimes(value);
}
