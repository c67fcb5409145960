/** Invokes a handler as Lambda does: a context, errors that the workflow sees by name only, and a death that no handler can catch. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Context } from "aws-lambda";
import { TaskError } from "../step-functions/errors.ts";

export type Invoke = (event: unknown) => Promise<unknown>;

/** How the invocation that runs now can be ended from outside. */
const ending = new AsyncLocalStorage<(death: TaskError) => void>();

/** `handler` is what a function's factory returned. */
export function invoking(handler: (event: never, context: Context) => unknown): Invoke {
  return (event) =>
    new Promise((resolve, reject) => {
      const run = async () => handler(event as never, lambdaContext());
      ending
        .run(reject, run)
        .then(resolve, (error) => reject(new TaskError(error instanceof Error ? error.name : "Error")));
    });
}

/**
 * Ends the function that is running, as a sandbox that is killed: no `catch` and no `finally` of it runs any more, its
 * caller sees the error's name, such as `Sandbox.Timedout`.
 */
export function dieHere(error: string): Promise<never> {
  const end = ending.getStore();
  if (end === undefined) throw new Error("No function is running that could die here.");
  end(new TaskError(error));
  return new Promise(() => undefined);
}

/** As much of Lambda's context as the functions read: how long they have. */
export function lambdaContext(): Context {
  return { getRemainingTimeInMillis: () => 60_000, callbackWaitsForEmptyEventLoop: false } as Context;
}
