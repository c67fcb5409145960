/** Stored items as JSON: every instant as ISO 8601, so that no reader has to guess a unit. */

/** Fields that hold an instant are named so: `at`, `until`, `sentAt`, `contactBy`. (`generation` is a name, not a time.) */
const INSTANT = /^(at|until|again)$|At$|^(contact|answer)By$/;

export function isoTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(isoTimes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inIso(name, inner)]));
}

function inIso(name: string, value: unknown): unknown {
  if (!INSTANT.test(name)) return isoTimes(value);
  if (typeof value === "number") return new Date(value).toISOString();
  return Array.isArray(value) ? value.map((each) => inIso(name, each)) : isoTimes(value);
}
