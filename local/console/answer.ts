/** The two voices of every page: HTML for people, JSON for `Accept: application/json`. */
import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { type Frame, type Html, page } from "./layout.ts";
import { type Inbox, newsFor } from "./news.ts";
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
export interface Voices extends Pick<Frame, "look" | "live"> {
  readonly json: () => unknown;
  readonly title: string;
  readonly main: () => Html;
  /** What whoever is shown this page has then seen. */
  readonly looksAt?: Inbox;
}

export function answer(
  c: Context,
  sources: LaptopSources,
  { json, title, main, looksAt, ...frame }: Voices,
): Response | Promise<Response> {
  c.header("Vary", "Accept");
  c.header("Cache-Control", "no-store");
  if (wantsJson(c)) return c.json(json());
  return c.html(page({ ...frameOf(c, sources, looksAt), ...frame }, title, main()));
}

export function frameOf(c: Context, sources: LaptopSources, looksAt?: Inbox): Frame {
  const { pathname, search } = new URL(c.req.url);
  const news = newsFor(c, sources, looksAt);
  // What a POST answered stands at no address that could be fetched again: looking there would take it away.
  const live = c.req.method === "POST" ? "parts" : "whole";
  return { here: pathname, back: pathname + search, time: sources.time, news, mark: c.get("mark"), live };
}

/** After a POST: JSON at once, or back to a page of ours by 303 so that a reload repeats nothing. */
export function done(c: Context, json: unknown, back: string): Response {
  c.header("Cache-Control", "no-store");
  return wantsJson(c) ? c.json(json) : c.redirect(back, 303);
}
