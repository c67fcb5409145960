import * as z from "zod";
import { grouped } from "../../../workflows/rules/reputation.ts";
import type { Check } from "../check.ts";
import { quotaIncrease } from "../commands.ts";
import { type Finding, fine, stops, warns } from "../finding.ts";
import type { Patient } from "../patient.ts";

/** How many of the account's functions may run at once in this region. */
export const concurrency: Check = {
  of: "Lambda's concurrency",
  asks: ["lambda:GetAccountSettings"],
  mayStop: true,
  async look(patient, { signed }) {
    const told = Settings.parse(await signed.get("lambda", "/2016-08-19/account-settings"));
    return [roomFor(told.AccountLimit, patient)];
  },
};

/** API reference of Lambda, GetAccountSettings. */
const Settings = z.object({
  AccountLimit: z.object({ ConcurrentExecutions: z.number(), UnreservedConcurrentExecutions: z.number() }),
});

/**
 * New accounts may have 10 of the usual 1,000. Above the limit a form's post is answered with 503 and is lost, whereas
 * all else is tried again. 100: 50 posts a second, which the API lets in, of a second at a cold start, and as many again
 * for mails' events and steps.
 */
const ENOUGH = 100;

export function roomFor(
  {
    ConcurrentExecutions: all,
    UnreservedConcurrentExecutions: free,
  }: z.infer<typeof Settings>["AccountLimit"],
  patient: Patient,
): Finding {
  const raise = quotaIncrease(patient, "lambda", "L-B99A9384", all < 1_000 ? 1_000 : all * 2);
  if (free <= 0)
    return stops(
      `Other functions have reserved all ${grouped(all)} places of Lambda's concurrency: no function of Ripen runs.`,
      raise,
    );
  if (free < ENOUGH)
    return warns(
      `Lambda runs ${grouped(free)} functions at once here: posts of forms above that are refused.`,
      raise,
    );
  return fine(`Lambda runs ${grouped(free)} functions at once.`);
}
