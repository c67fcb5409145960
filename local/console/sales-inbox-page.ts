/** What sales was told: every notification as each subscriber receives it, newest first. */
import { html } from "hono/html";
import { answer } from "./answer.ts";
import type { Html } from "./layout.ts";
import { newestFirst } from "./mail-list.ts";
import { noticeCard } from "./notice-card.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources, TopicNotice } from "./sources.ts";

export function salesInboxPage(sources: LaptopSources): Handler {
  return (c) => {
    const notices = newestFirst(sources.salesInbox.list());
    return answer(c, sources, {
      json: () => notices,
      title: "Sales inbox",
      main: () => list(notices),
      looksAt: "notices",
    });
  };
}

function list(notices: readonly TopicNotice[]): Html {
  if (notices.length === 0) {
    return html`<h1>Sales inbox</h1>
      <p class="lead">Sales has not been told of anybody yet. A lead gets here when it is ripe: click a link in two of its <a href="/mailbox">mails</a> on two days, post the <a href="/?sample=lead">form</a> once more after a click, or ask for a demo in the form’s message.</p>`;
  }
  return html`<h1>Sales inbox</h1>
    <p class="quiet">${notices.length === 1 ? "1 notification, as each subscriber receives it" : `${notices.length} notifications, the newest first, as each subscriber receives them`}.</p>
    ${notices.map((notice) => noticeCard(notice, heading(notice)))}`;
}

function heading({ subject, attributes: { kind } }: TopicNotice): Html {
  return html`<h2>${subject}</h2>
    ${kind === undefined ? "" : html`<p><span class="badge">${kind.replaceAll("-", " ")}</span></p>`}`;
}
