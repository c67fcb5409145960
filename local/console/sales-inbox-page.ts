/** What sales was told: every notification as SNS took it, newest first. */
import { html } from "hono/html";
import { answer } from "./answer.ts";
import type { Html } from "./layout.ts";
import { linkified } from "./linkified.ts";
import { newestFirst } from "./mailbox-page.ts";
import { moment } from "./moment.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources, SalesNotice } from "./sources.ts";

export function salesInboxPage(sources: LaptopSources): Handler {
  return (c) => {
    const notices = newestFirst(sources.salesInbox.list());
    return answer(c, sources, { json: () => notices, title: "Sales inbox", main: () => list(notices) });
  };
}

function list(notices: readonly SalesNotice[]): Html {
  if (notices.length === 0) {
    return html`<h1>Sales inbox</h1>
      <p class="lead">Sales has not been told of anybody yet. A lead gets here when it is ripe: follow a link in one of its mails, or ask for a demo in the form's message.</p>`;
  }
  return html`<h1>Sales inbox</h1>
    <p class="quiet">${notices.length === 1 ? "1 notification" : `${notices.length} notifications`}, the newest first.</p>
    ${notices.map(item)}`;
}

function item(notice: SalesNotice): Html {
  return html`<article class="card">
    <h2>${notice.subject}</h2>
    <p class="quiet">${moment(Date.parse(notice.sentAt))} · ${readers(notice)}</p>
    <div class="prose">${linkified(notice.message)}</div>
  </article>`;
}

function readers({ deliveredTo }: SalesNotice): string {
  if (deliveredTo.length === 0) return "nobody got it: the topic had no confirmed subscriber";
  return `to ${deliveredTo.map(({ protocol, endpoint }) => `${endpoint} (${protocol})`).join(", ")}`;
}
