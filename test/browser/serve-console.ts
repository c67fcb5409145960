/** The console on a free port, and an API beside it that only notes what a form posted. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { consoleApp } from "../../local/console/app.ts";
import type { LaptopSources } from "../../local/console/sources.ts";

export interface Served {
  readonly console: string;
  /** The forms that were posted to the API, in order. */
  readonly posts: readonly Readonly<Record<string, unknown>>[];
  close(): void;
}

export async function serveConsole(sources: LaptopSources): Promise<Served> {
  const posts: Record<string, unknown>[] = [];
  const servers = { api: createServer(), console: createServer() };
  const urls = { ...sources.urls, api: await listen(servers.api), console: await listen(servers.console) };
  servers.api.on("request", getRequestListener(notingApi(posts, `${urls.console}/thank-you`).fetch));
  servers.console.on("request", getRequestListener(consoleApp({ ...sources, urls }).fetch));
  return {
    console: urls.console,
    posts,
    close: () => {
      for (const server of Object.values(servers)) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

function notingApi(posts: Record<string, unknown>[], thankYou: string): Hono {
  return new Hono().post("/leads", async (c) => {
    posts.push(await c.req.parseBody());
    return c.redirect(thankYou, 303);
  });
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
