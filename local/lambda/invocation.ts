/**
 * Which invocation of a function a request comes from. Functions run inside this process and call AWS over HTTP like
 * any other program: the async context knows the invocation on this side, a header tells it to the other.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";

export const invocationHeader = "x-ripen-invocation";

const current = new AsyncLocalStorage<string>();
let lastId = 0;

/** Whatever `work` requests over HTTP, now or later, carries the id. */
export async function asInvocation<T>(work: (id: string) => Promise<T>): Promise<T> {
  const id = String(++lastId);
  return current.run(id, () => work(id));
}

// The last moment at which a request can be given a header; signatures cover only those they name.
subscribe("http.client.request.created", (message) => {
  const id = current.getStore();
  if (id !== undefined)
    (message as { readonly request: ClientRequest }).request.setHeader(invocationHeader, id);
});
/** The same for `fetch`. */
subscribe("undici:request:create", (message) => {
  const id = current.getStore();
  if (id !== undefined) (message as FetchStarts).request.addHeader(invocationHeader, id);
});

interface FetchStarts {
  readonly request: { addHeader(name: string, value: string): void };
}
