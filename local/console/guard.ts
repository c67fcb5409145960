/**
 * Loopback is no wall: any page in the same browser can post here. So an act must come from our own pages or from
 * no page at all, and under a name that only this machine has (a foreign name that resolves to it is a rebinding).
 */
import type { MiddlewareHandler } from "hono";
import { Refusal } from "./refusal.ts";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
/**
 * One script of our own, and no other. The mails are shown with their own inline styles but without pictures: showing
 * a mail must not open it.
 */
const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'";

export function guard(consoleUrl: string): MiddlewareHandler {
  return async (c, next) => {
    c.header("Content-Security-Policy", CONTENT_POLICY);
    c.header("X-Content-Type-Options", "nosniff");
    const acts = c.req.method !== "GET" && c.req.method !== "HEAD";
    if (acts && !isOurs(c.req.raw, consoleUrl)) {
      throw new Refusal(403, `Only the laptop's own pages may act here: open ${consoleUrl} and do it there.`);
    }
    await next();
  };
}

function isOurs(request: Request, consoleUrl: string): boolean {
  const { hostname, origin } = new URL(request.url);
  const expected = new URL(consoleUrl);
  if (!LOOPBACK.includes(hostname) && hostname !== expected.hostname) return false;
  const from = request.headers.get("origin");
  if (from !== null && from !== origin && from !== expected.origin) return false;
  const site = request.headers.get("sec-fetch-site");
  return site === null || site === "same-origin" || site === "none";
}
