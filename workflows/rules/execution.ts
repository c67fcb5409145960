/** A lead's executions: each is one generation, named after the write that asked for it. */
import type { Change } from "./change.ts";
import type { Instant } from "./time.ts";

/**
 * `change`, and a fresh execution: the stream starts one for every new generation. The generation is the instant of the
 * write, larger than any before it; the sweeper looks from then on.
 */
export function withNewExecution(change: Change, generation: number, at: Instant): Change {
  return {
    ...change,
    set: { ...change.set, generation: Math.max(at, generation + 1), nextWakeAt: at },
    remove: [...(change.remove ?? []), "endedAt", "wakeToken"],
  };
}
