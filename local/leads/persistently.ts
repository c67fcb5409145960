/** What passes by itself is waited out: an import of hours should not end over one lost connection. */
import type { World } from "../../functions/world/world.ts";
import { SECOND } from "../../workflows/rules/time.ts";

/** Half a minute all told at the most, beside what the SDK tries by itself. */
const PAUSES = [1, 2, 4, 8, 16].map((seconds) => seconds * SECOND);

/** By the names of DynamoDB and Step Functions, and by S3's own codes. */
const PASSING = new Set([
  "InternalError",
  "InternalServerError",
  "LeadContended",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestTimeout",
  "ServiceUnavailable",
  "SlowDown",
  "ThrottlingException",
  "TimeoutError",
  "TransactionCanceledException",
]);

/** `ask` must be something that may be asked twice. Throws what it threw last, and at once what won't pass. */
export async function persistently<T>(
  world: Pick<World, "pause" | "random">,
  ask: () => Promise<T>,
): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error)) throw error;
      // Many that met in one item must not meet again.
      await world.pause(pause * (0.5 + world.random() / 2));
    }
  }
  return ask();
}

function isPassing(error: unknown): boolean {
  const { name = "", code, cause, $fault } = error as Thrown;
  const lost = [code, cause?.code].some((each) =>
    /^(ECONN|EPIPE|ENOTFOUND|EAI_|UND_ERR_)/.test(String(each)),
  );
  return $fault === "server" || PASSING.has(name) || /^Http5/.test(name) || lost;
}

/** `cause`: of a `fetch failed`, which has no name of its own. */
interface Thrown {
  readonly name?: string;
  readonly code?: unknown;
  readonly cause?: { readonly code?: unknown };
  readonly $fault?: unknown;
}
