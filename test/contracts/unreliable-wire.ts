/** Stands between the SDK's clients and the endpoint: passes everything on, counts, and loses or refuses what it is told to. */
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to the next call on a path that begins so. */
export type Accident =
  | { readonly kind: "pass on, then drop the connection" }
  | { readonly kind: "answer"; readonly status: number; readonly error: string; readonly message: string };

export interface Wire {
  readonly url: string;
  count(path: string): number;
  next(path: string, accident: Accident): void;
  close(): Promise<void>;
}

export async function unreliableWire(to: string): Promise<Wire> {
  const agent = new Agent({ keepAlive: true });
  const counts = new Map<string, number>();
  const accidents = new Map<string, Accident>();
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const path = incoming.url ?? "/";
    counts.set(path, (counts.get(path) ?? 0) + 1);
    const accident = accidents.get(path);
    accidents.delete(path);
    const body = await bytesOf(incoming);
    if (accident?.kind === "answer") {
      outgoing.writeHead(accident.status, {
        "x-amzn-errortype": accident.error,
        "content-type": "application/json",
      });
      outgoing.end(JSON.stringify({ message: accident.message }));
      return;
    }
    const answer = await passOn(to, agent, incoming, body);
    if (accident) outgoing.destroy();
    else outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: (path) => counts.get(path) ?? 0,
    next: (path, accident) => void accidents.set(path, accident),
    close() {
      agent.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export function passOn(
  to: string,
  agent: Agent,
  { method = "GET", url = "/", headers }: IncomingMessage,
  body: Buffer,
) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (resolve, reject) => {
      const call = request(new URL(url, to), { method, headers, agent }, (response) => {
        bytesOf(response).then(
          (answer) =>
            resolve({ status: response.statusCode ?? 500, headers: response.headers, body: answer }),
          reject,
        );
      });
      call.once("error", reject);
      call.end(body);
    },
  );
}
