/** The form's fields as a program would post them, and what the API answered, word by word. */
import { html } from "hono/html";
import { answer } from "./answer.ts";
import type { Html } from "./layout.ts";
import { type Fields, readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";

interface Exchange {
  readonly url: string;
  readonly sent: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export function postAsJson(sources: LaptopSources): Handler {
  return async (c) => {
    const exchange = await post(new URL("/leads", sources.urls.api).href, await readBody(c));
    return answer(c, sources, {
      json: () => exchange,
      title: `The API answered ${exchange.status}`,
      main: () => view(exchange),
      live: "parts",
    });
  };
}

/** What was left blank isn't sent. */
async function post(url: string, fields: Fields): Promise<Exchange> {
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
  const sent = JSON.stringify(filled, null, 2);
  const headers = { "content-type": "application/json", accept: "application/json" };
  try {
    const answer = await fetch(url, { method: "POST", headers, body: sent, redirect: "manual" });
    const contentType = answer.headers.get("content-type") ?? "none";
    return { url, sent, status: answer.status, contentType, body: pretty(await answer.text()) };
  } catch {
    throw new Refusal(502, `The API does not answer at ${url}: is the laptop still starting?`);
  }
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function view({ url, sent, status, contentType, body }: Exchange): Html {
  return html`<p class="quiet"><a href="/">Form</a></p>
    <h1>The API answered ${status}</h1>
    <p class="lead">${status < 300 ? html`The lead stands among the <a href="/leads">leads</a>, and what it is mailed in the <a href="/mailbox">mailbox</a>.` : "Nothing was stored; the answer says what would be right."}</p>
    <h2>Sent</h2>
    <p><code>POST ${url}</code>, <code>content-type: application/json</code></p>
    <pre tabindex="0" aria-label="What was sent">${sent}</pre>
    <h2>Answered</h2>
    <p><code>${status}</code>, <code>content-type: ${contentType}</code></p>
    <pre tabindex="0" aria-label="What was answered">${body}</pre>`;
}
