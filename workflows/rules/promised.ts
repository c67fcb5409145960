/** What somebody who accepted a lead owes it: a contact by a date, and a word on what came of it. */
import * as z from "zod/mini";
import { Instant } from "./time.ts";

export const Attempt = z.object({ at: Instant, outcome: z.string(), by: z.string() });
export type Attempt = z.infer<typeof Attempt>;

export const Promised = z.object({
  /** The lead should have been tried by then, or its result be known; then its owner is asked. */
  contactBy: Instant,
  /** When the owner was asked since, and by when that should be answered; then the manager is told. */
  askedAt: z.optional(Instant),
  managerAskedAt: z.optional(Instant),
  answerBy: z.optional(Instant),
  /** Every try at reaching the lead. */
  attempts: z._default(z.array(Attempt), []),
  /** "Not yet", so often in a row. */
  putOff: z._default(z.int(), 0),
  /** When they first spoke. */
  spokeAt: z.optional(Instant),
  /** What the lead itself did that its owner knows of, by the ledger lines' keys: some of it is told to us days later. */
  actsKnown: z.optional(z.array(z.string())),
});
export type Promised = z.infer<typeof Promised>;
