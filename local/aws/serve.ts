/** A server on 127.0.0.1 that listens first and learns what to answer later, so that a taken port is found at once. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

export interface Door {
  readonly url: string;
  open(answerer: Answerer): void;
  close(): Promise<void>;
}

export class PortTaken extends Error {
  override readonly name = "PortTaken";
}

/** `setting` is what to set for another port; port 0 picks a free one. */
export function listenOn(port: number, setting: string): Promise<Door> {
  let answerer: Answerer = (_, response) => response.writeHead(503, { "retry-after": "1" }).end();
  const server = createServer((request, response) => answerer(request, response));
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, port, setting)));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const actual = typeof address === "object" && address !== null ? address.port : port;
      resolve({
        url: `http://127.0.0.1:${actual}`,
        open(next) {
          answerer = next;
        },
        close: () => closeServer(server),
      });
    });
  });
}

function explain(error: NodeJS.ErrnoException, port: number, setting: string): Error {
  if (error.code !== "EADDRINUSE" && error.code !== "EACCES") return error;
  return new PortTaken(`Port ${port} is taken: end whatever uses it, or set ${setting} to another port.`);
}

/** Lets what is being answered finish, for a second at most. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), 1_000);
    server.close(() => {
      clearTimeout(impatience);
      resolve();
    });
    server.closeIdleConnections();
  });
}
