import type { Leaving } from "./definition/model.ts";
import { StateFailure } from "./errors.ts";
import type { Json, JsonObject } from "./json.ts";
import { isTooLarge } from "./json.ts";
import type { Live, Sight } from "./live.ts";

/** How a state is left. `next` is undefined when that ends the execution. */
export interface Exit {
  readonly next: string | undefined;
  readonly output: Json;
  readonly assigned: JsonObject | undefined;
}

/**
 * Assign and Output are filled from the values at entry, side by side: neither sees what the other does.
 * Without Output, `otherwise` is passed on.
 */
export async function leave(
  live: Live,
  { assign, output }: Leaving,
  next: string | undefined,
  otherwise: Json,
  sight: Sight = {},
): Promise<Exit> {
  const assigned = assign === undefined ? undefined : ((await live.fill(assign, sight)) as JsonObject);
  const passedOn = output === undefined ? otherwise : await live.fill(output, sight);
  const payloads = [passedOn, ...Object.values(assigned ?? {})];
  for (const payload of payloads) refuseTooLarge(live, JSON.stringify(payload));
  return { next, output: passedOn, assigned };
}

export function refuseTooLarge(live: Live, text: string): void {
  if (!isTooLarge(text)) return;
  throw new StateFailure(
    "States.DataLimitExceeded",
    `The state/task '${live.position.state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
