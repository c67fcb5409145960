/** One address with its verbs; any other verb is told which ones there are. */
import type { Context, Hono } from "hono";
import { Refusal } from "./refusal.ts";

export type Handler = (c: Context) => Response | Promise<Response>;
export type Handlers = { readonly GET?: Handler; readonly POST?: Handler };

export function serve(app: Hono, path: string, handlers: Handlers): void {
  if (handlers.GET) app.get(path, handlers.GET);
  if (handlers.POST) app.post(path, handlers.POST);
  const allow = [handlers.GET && "GET, HEAD", handlers.POST && "POST"].filter(Boolean).join(", ");
  app.all(path, (c) => {
    throw new Refusal(405, `${c.req.path} takes ${allow.replaceAll(",", " and")}, not ${c.req.method}.`, {
      Allow: allow,
    });
  });
}
