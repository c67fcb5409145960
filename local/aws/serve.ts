/** Servers on 127.0.0.1 that are there first and learn what to answer later, so that a taken port is found at once. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Server as Listener, Socket } from "node:net";

export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

export interface Door {
  readonly url: string;
  /** Answers with this from now on, and first whoever had to wait. */
  open(answerer: Answerer): void;
  /** Whoever comes waits until it is opened; so it is at the beginning. */
  hold(): void;
  /** Answers on a connection that came in elsewhere. */
  take(connection: Socket): void;
  /** Lets what is being answered finish, for a second at most. */
  close(): Promise<void>;
}

export class PortTaken extends Error {
  override readonly name = "PortTaken";
}

/** `setting` is what to set for another port; port 0 picks a free one. */
export async function listenOn(port: number, setting: string): Promise<Door> {
  const server = createServer(keepingUp);
  return doorOf(server, await listening(server, port, setting));
}

/** A door that listens nowhere: whoever comes to `url` is brought to it. */
export const doorAt = (url: string): Door => doorOf(createServer(keepingUp), url);

/**
 * As long as AWS's own doors keep an idle connection up. After Node's five seconds a client whose process was busy would
 * ask on one that has just been closed, again and again.
 */
const keepingUp = { keepAliveTimeout: 60_000 };

/** Resolves to the server's URL; rejects with PortTaken. */
export function listening(server: Listener, port: number, setting: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, port, setting)));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const actual = typeof address === "object" && address !== null ? address.port : port;
      resolve(`http://127.0.0.1:${actual}`);
    });
  });
}

function explain(error: NodeJS.ErrnoException, port: number, setting: string): Error {
  if (error.code !== "EADDRINUSE" && error.code !== "EACCES") return error;
  return new PortTaken(`Port ${port} is taken: end whatever uses it, or set ${setting} to another port.`);
}

function doorOf(server: Server, url: string): Door {
  const waiting: Parameters<Answerer>[] = [];
  const keep: Answerer = (...visit) => void waiting.push(visit);
  let answerer = keep;
  server.on("request", (request, response) => answerer(request, response));
  const close = closingOf(server);
  let isClosed = false;
  return {
    url,
    open(next) {
      answerer = next;
      for (const visit of waiting.splice(0)) next(...visit);
    },
    hold() {
      answerer = keep;
    },
    take(connection) {
      if (isClosed) return void connection.destroy();
      server.emit("connection", connection);
      connection.resume();
    },
    close() {
      isClosed = true;
      return close();
    },
  };
}

/** Whoever has just come in gets this long to say what for, whoever is being answered that long to hear it. */
const patience = { arrival: 200, answer: 1_000 };

/** Done by hand, since a server counts only the connections that it accepted itself. */
function closingOf(server: Server): () => Promise<void> {
  const connections = new Set<Socket>();
  const silent = new Set<Socket>();
  const answers = new Set<ServerResponse>();
  server.on("connection", (connection) => {
    connections.add(connection);
    silent.add(connection);
    connection.once("close", () => {
      connections.delete(connection);
      silent.delete(connection);
    });
  });
  server.on("request", ({ socket }, response) => {
    silent.delete(socket);
    answers.add(response);
    response.once("close", () => answers.delete(response));
  });
  return async () => {
    server.close();
    const since = performance.now();
    const hasWaited = (milliseconds: number) => performance.now() - since > milliseconds;
    while (
      (silent.size > 0 && !hasWaited(patience.arrival)) ||
      (answers.size > 0 && !hasWaited(patience.answer))
    )
      await new Promise((go) => setTimeout(go, 5));
    for (const connection of connections) connection.destroy();
  };
}
