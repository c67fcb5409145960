/** Between the functions and AWS: passes on, or fails as told, and then says everything it knows of everybody. */
import { Agent, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { bytesOf, passOn } from "../contracts/unreliable-wire.ts";

/** What befalls the calls of one kind: `drop` is done, but unanswered; `hang` is never answered. */
export type Accident =
  | "drop"
  | "hang"
  | { readonly status: number; readonly error: string; readonly more?: object };

/** Not the first `skip`, and then no more than `times`. */
export interface Which {
  readonly skip?: number;
  readonly times?: number;
}

interface Planned {
  readonly accident: Accident;
  skip: number;
  times: number;
}

export interface Wire {
  readonly url: string;
  /** Where calls are passed on to; asked at each. */
  to: string;
  /** The calls of this name fail until `heal`: `Query`, `SendEmail`, `Publish`, `PutObject`. */
  fail(call: string, accident: Accident, which?: Which): void;
  heal(): void;
  /** How many calls went wrong so far, by name. */
  readonly failed: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** `quote`: what every error's message says. */
export async function wire(quote: string): Promise<Wire> {
  const agent = new Agent({ keepAlive: true });
  const failed = new Map<string, number>();
  const failing = new Map<string, Planned>();
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const body = await bytesOf(incoming);
    const call = nameOf(incoming, body);
    const accident = befalls(failing.get(call));
    if (accident !== undefined) failed.set(call, (failed.get(call) ?? 0) + 1);
    if (accident === "hang") return;
    if (typeof accident === "object") return refuse(outgoing, isXml(call), accident, quote);
    const passed = await passOn(self.to, agent, incoming, body);
    if (accident === "drop") outgoing.destroy();
    else outgoing.writeHead(passed.status, passed.headers).end(passed.body);
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const self = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    to: "",
    failed,
    fail: (call: string, accident: Accident, { skip = 0, times = Number.POSITIVE_INFINITY }: Which = {}) =>
      void failing.set(call, { accident, skip, times }),
    heal: () => failing.clear(),
    close() {
      agent.destroy();
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return self;
}

function befalls(planned: Planned | undefined): Accident | undefined {
  if (planned === undefined || planned.skip-- > 0) return undefined;
  return planned.times-- > 0 ? planned.accident : undefined;
}

function nameOf({ headers, url = "", method }: IncomingMessage, body: Buffer): string {
  const target = headers["x-amz-target"];
  if (typeof target === "string") return target.split(".")[1] ?? "";
  if (url.startsWith("/v2/email/")) return "SendEmail";
  return new URLSearchParams(body.toString()).get("Action") ?? `${method === "PUT" ? "Put" : "Get"}Object`;
}

const isXml = (call: string) => /^(Publish|GetTopicAttributes|PutObject|GetObject)$/.test(call);

function refuse(
  outgoing: ServerResponse,
  xml: boolean,
  { status, error, more }: Exclude<Accident, string>,
  quote: string,
) {
  const safe = quote.replace(/[&<>]/g, "");
  const body = xml
    ? `<ErrorResponse><Error><Code>${error}</Code><Message>${safe}</Message></Error></ErrorResponse>`
    : JSON.stringify({ __type: error, message: quote, Message: quote, ...more });
  outgoing.writeHead(status, {
    "x-amzn-errortype": error,
    "content-type": xml ? "text/xml" : "application/x-amz-json-1.0",
  });
  outgoing.end(body);
}
