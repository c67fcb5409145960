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

/** What came of a lead that asked not to be contacted any more, whether or not somebody had answered for it. */
export const NO_CONTACT = "no-contact";

/** `We spoke` → `we spoke`; undefined for what is no result. */
export function resultInWords(code: string | undefined): string | undefined {
  if (code === NO_CONTACT) return "it asked not to be contacted any more";
  return code !== undefined && Object.hasOwn(RESULTS, code)
    ? RESULTS[code as Result].toLowerCase()
    : undefined;
}
