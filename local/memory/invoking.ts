/** Invokes a handler as Lambda does: a context, and errors that the workflow sees by name only. */
import type { Context } from "aws-lambda";
import { TaskError } from "../step-functions/errors.ts";

export type Invoke = (event: unknown) => Promise<unknown>;

/** `handler` is what a function's factory returned. */
export function invoking(handler: (event: never, context: Context) => unknown): Invoke {
  return async (event) => {
    try {
      return await handler(event as never, lambdaContext());
    } catch (error) {
      throw new TaskError(error instanceof Error ? error.name : "Error");
    }
  };
}

/** As much of Lambda's context as the functions read: how long they have. */
export function lambdaContext(): Context {
  return { getRemainingTimeInMillis: () => 60_000, callbackWaitsForEmptyEventLoop: false } as Context;
}
