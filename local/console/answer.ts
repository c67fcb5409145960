/** The two voices of every page: HTML for people, JSON for `Accept: application/json`. */
import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { type Html, page } from "./layout.ts";
import type { LaptopSources } from "./sources.ts";

const FORM = "application/x-www-form-urlencoded";

/** Whom `Accept` leaves open is answered as asked: JSON to a body that is not a form's, else HTML. */
export function wantsJson(c: Context): boolean {
  const sent = c.req.header("content-type");
  const spoken = sent === undefined || sent.startsWith(FORM) ? "text/html" : "application/json";
  const header = { header: "Accept", supports: ["text/html", "application/json"], default: spoken } as const;
  return accepts(c, { ...header, supports: [...header.supports] }) === "application/json";
}

/** Only the voice that is asked for is worked out. */
export interface Voices {
  readonly json: () => unknown;
  readonly title: string;
  readonly main: () => Html;
}

export function answer(
  c: Context,
  sources: LaptopSources,
  { json, title, main }: Voices,
): Response | Promise<Response> {
  c.header("Vary", "Accept");
  c.header("Cache-Control", "no-store");
  if (wantsJson(c)) return c.json(json());
  const { pathname, search } = new URL(c.req.url);
  return c.html(page({ here: pathname, back: pathname + search, time: sources.time }, title, main()));
}

/** After a POST: JSON at once, or back to a page of ours by 303 so that a reload repeats nothing. */
export function done(c: Context, json: unknown, back: string): Response {
  c.header("Cache-Control", "no-store");
  return wantsJson(c) ? c.json(json) : c.redirect(back, 303);
}
