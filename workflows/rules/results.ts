/** What can come of a lead that somebody of sales accepted. */

/** By code; in words for the pages. */
export const RESULTS = {
  spoke: "We spoke",
  voicemail: "Voicemail, or no answer",
  "not-yet": "Not tried yet",
  "wrong-person": "The wrong person",
  unreachable: "Out of reach",
  qualified: "Qualified: they want to go on",
  "not-now": "Not now",
  won: "Won",
  lost: "Lost",
} as const;
export type Result = keyof typeof RESULTS;

/** `We spoke` → `we spoke`; undefined for what is no result. */
export function resultInWords(code: string | undefined): string | undefined {
  return code !== undefined && Object.hasOwn(RESULTS, code)
    ? RESULTS[code as Result].toLowerCase()
    : undefined;
}
