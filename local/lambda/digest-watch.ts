/** Tells which ticks of the daily lists' schedule could find somebody whose hour has come. */
import type { Desk } from "../../workflows/rules/desk.ts";
import { nextDigest } from "../../workflows/rules/digest.ts";
import { HOLIDAYS } from "../../workflows/rules/holiday-table.ts";

/** The function that the schedule calls. */
export const SENDS_DIGESTS = "functions/send-digests.ts";

/** As `couldMatter` of a schedule: just before the next instant at which a list is due. */
export function digestWatch(desk: () => Desk, now: () => number) {
  let known: { readonly desk: Desk; readonly from: number; readonly next: number | undefined } | undefined;
  return async (): Promise<number | undefined> => {
    const [current, at] = [desk(), now()];
    if (known?.desk !== current || at < known.from || at >= (known.next ?? Infinity))
      known = { desk: current, from: at, next: nextDigest(current, HOLIDAYS, at) };
    return known.next === undefined ? undefined : known.next - 1;
  };
}
