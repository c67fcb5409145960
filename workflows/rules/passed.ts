/** A wait that is over, and which way the lead went on. */
import * as z from "zod/mini";
import { Instant } from "./time.ts";

export const Passed = z.object({
  step: z.string(),
  way: z.enum(["do", "else"]),
  at: Instant,
  version: z.string(),
});
export type Passed = z.infer<typeof Passed>;
