/** An item of a lead before and after a write, as whoever follows the table sees it. */
import * as z from "zod/mini";
import { VERSION } from "./announcement.ts";
import type { LeadId } from "./lead.ts";
import { Name } from "./name.ts";
import { Instant } from "./time.ts";

export interface Rewritten {
  readonly leadId: LeadId;
  /** Under which it lies beside the lead's other items. Programs type keys: it is never told as it is. */
  readonly key: string;
  /** As stored; undefined where nothing stood there. */
  readonly before: unknown;
  readonly after: unknown;
  /** When the table took it, for what says no time of its own. */
  readonly writtenAt: Instant;
}

/** Which life of the lead an item belongs to: an address that was erased may come back, and begins to count anew. */
export const ofLife = { of: z.optional(Instant) };

interface Images<T> {
  readonly before: T | undefined;
  readonly after: T;
}

/** Parsed. What an earlier life left under the same key is nobody's "before". Throws $ZodError for an item that is none of ours. */
export function images<S extends z.ZodMiniType<{ of?: Instant | undefined }>>(
  schema: S,
  { before, after }: Rewritten,
): Images<z.infer<S>> {
  const [was, is] = [before === undefined ? undefined : schema.parse(before), schema.parse(after)];
  return { before: was?.of === is.of ? was : undefined, after: is };
}

/** What every event says. `what` is unique within a life, and made of nothing that anybody typed. */
export function common({ leadId }: Rewritten, life: Instant | undefined, what: string, at: Instant) {
  return { version: VERSION, id: `${leadId}.${life ?? 0}.${what}`, leadId, at } as const;
}

/** A form's name is whatever its poster typed: one that isn't made like a name may be anything, even an address. */
export function asName(typed: string | undefined): Name | undefined {
  return Name.safeParse(typed).data;
}
