/** What the workflow asks a function for: the lead, which of its executions asks, and when the state was entered. */
import * as z from "zod/mini";
import { LeadId } from "../workflows/rules/lead.ts";

export const Step = z.object({ leadId: LeadId, generation: z.int(), now: z.iso.datetime() });
export type Step = z.infer<typeof Step>;
