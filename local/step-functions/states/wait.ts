import { isWithin } from "../definition/fields.ts";
import type { WaitState } from "../definition/model.ts";
import { isTimestamp } from "../definition/read-state.ts";
import { EvaluationFailure } from "../errors.ts";
import type { Exit } from "../leaving.ts";
import { leave } from "../leaving.ts";
import type { Live } from "../live.ts";

/** A wait that is already over passes at once. */
export async function wait(state: WaitState, live: Live): Promise<Exit | undefined> {
  if (live.position.phase.kind !== "elapsed") {
    const until = await endOf(state, live);
    if (until > live.now) {
      live.become({ kind: "wait", until });
      return undefined;
    }
  }
  return leave(live, state, state.next, live.position.input);
}

async function endOf({ until }: WaitState, live: Live): Promise<number> {
  if ("seconds" in until) {
    const seconds = await live.fill(until.seconds);
    if (isWithin(seconds, { min: 0, max: 99_999_999 })) return live.now + seconds * 1000;
    throw new EvaluationFailure(
      `The field 'Seconds' must be a whole number from 0 to 99999999, but was ${seconds}.`,
      "Seconds",
    );
  }
  const timestamp = await live.fill(until.timestamp);
  if (isTimestamp(timestamp)) return Date.parse(timestamp);
  throw new EvaluationFailure(
    `The field 'Timestamp' must be an ISO 8601 timestamp, but was ${timestamp}.`,
    "Timestamp",
  );
}
