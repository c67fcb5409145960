/** What passes by itself is waited out: an import of hours should not end over one lost connection. */
import type { World } from "../../functions/world/world.ts";
import { SECOND } from "../../workflows/rules/time.ts";

/** Half a minute all told, beside what the SDK tries by itself. */
const PAUSES = [1, 2, 4, 8, 16].map((seconds) => seconds * SECOND);

const PASSING = new Set([
  "InternalServerError",
  "LeadContended",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
  "TimeoutError",
  "TransactionCanceledException",
]);

/** `ask` must be something that may be asked twice. Throws what it threw last, and at once what won't pass. */
export async function persistently<T>(world: Pick<World, "pause">, ask: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await world.pause(pause);
    }
  }
  return ask();
}

function isPassing(error: unknown): boolean {
  const { name, code, $fault } = error as { name?: string; code?: unknown; $fault?: unknown };
  return $fault === "server" || PASSING.has(name ?? "") || /^(ECONN|EPIPE|ENOTFOUND|EAI_)/.test(String(code));
}
