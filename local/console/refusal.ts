/** Saying no: one sentence and the right status, as a problem document or as a page, and never a stack trace. */
import type { Context } from "hono";
import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { frameOf, wantsJson } from "./answer.ts";
import { page } from "./layout.ts";
import type { LaptopSources } from "./sources.ts";

export class Refusal extends Error {
  readonly status: keyof typeof TITLES;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: keyof typeof TITLES, sentence: string, headers: Readonly<Record<string, string>> = {}) {
    super(sentence);
    this.status = status;
    this.headers = headers;
  }
}

const TITLES = {
  400: "That could not be understood",
  403: "Not from another site",
  404: "There is nothing here",
  405: "Not in this way",
  409: "Not now",
  413: "Too large",
  415: "Not in this format",
  500: "Something went wrong",
  502: "Nobody answers there",
} as const;

export function nowhere(c: Context): Refusal {
  return new Refusal(
    404,
    `No page of the laptop has the address ${c.req.path}. The links above lead to all there are.`,
  );
}

/** The answer to a refusal. Anything else that was thrown is a fault of ours, and says no more than that. */
export function explain(c: Context, sources: LaptopSources, error: Error): Response | Promise<Response> {
  const refusal = error instanceof Refusal ? error : fault(error);
  for (const [name, value] of Object.entries(refusal.headers)) c.header(name, value);
  c.header("Cache-Control", "no-store");
  const status: ContentfulStatusCode = refusal.status;
  const title = TITLES[refusal.status];
  if (wantsJson(c)) {
    const problem = JSON.stringify({ type: "about:blank", title, status, detail: refusal.message });
    return c.body(problem, status, { "Content-Type": "application/problem+json" });
  }
  const main = html`<h1>${title}</h1>
    <p class="lead">${refusal.message}</p>`;
  return c.html(page({ ...frameOf(c, sources), back: "/" }, title, main), status);
}

/** The error's message may quote a person or a token, so only its name leaves. */
function fault(error: Error): Refusal {
  return new Refusal(
    500,
    `The laptop could not answer this (${error.name}). Its log on the terminal may say more.`,
  );
}
