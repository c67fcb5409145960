/** What a check found, and what mends it. */

/**
 * `stops`: a lead doesn't get on as it should until this is mended. `unknown`: it could not be looked at, so nobody
 * knows. `warns`: leads get on, and somebody should look. `fine`: looked at, and well.
 */
export type Level = "stops" | "unknown" | "warns" | "fine";

export interface Finding {
  readonly level: Level;
  /** A sentence or two, without line breaks. */
  readonly what: string;
  /** A command to paste, or what to do where no command does it. */
  readonly mend?: string;
}

/** The worst first. */
export const LEVELS: readonly Level[] = ["stops", "unknown", "warns", "fine"];

export const stops = (what: string, mend?: string) => finding("stops", what, mend);
export const warns = (what: string, mend?: string) => finding("warns", what, mend);
export const unknown = (what: string, mend?: string) => finding("unknown", what, mend);
export const fine = (what: string) => finding("fine", what, undefined);

/** As a sentence begins. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function finding(level: Level, what: string, mend: string | undefined): Finding {
  return { level, what, ...(mend === undefined ? {} : { mend }) };
}
