/** What sales was told: every notification as each subscriber receives it, newest first. */
import { html } from "hono/html";
import { answer } from "./answer.ts";
import type { Html } from "./layout.ts";
import { linkified } from "./linkified.ts";
import { newestFirst } from "./mail-list.ts";
import { moment } from "./moment.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources, SalesNotice } from "./sources.ts";

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

function list(notices: readonly SalesNotice[]): Html {
  if (notices.length === 0) {
    return html`<h1>Sales inbox</h1>
      <p class="lead">Sales has not been told of anybody yet. A lead gets here when it is ripe: click a link in one of its <a href="/mailbox">mails</a>, or ask for a demo in the <a href="/?sample=lead">form’s</a> message.</p>`;
  }
  return html`<h1>Sales inbox</h1>
    <p class="quiet">${notices.length === 1 ? "1 notification" : `${notices.length} notifications`}, the newest first, as each subscriber receives it.</p>
    ${notices.map(item)}`;
}

function item(notice: SalesNotice): Html {
  const { subject, sentAt, message, deliveredTo } = notice;
  return html`<article class="card notice-mail">
    <h2>${subject}</h2>
    <dl class="facts">
      <dt>From</dt><dd>AWS Notifications &lt;no-reply@sns.amazonaws.com&gt;</dd>
      ${deliveredTo.map(({ protocol, endpoint }) => html`<dt>To</dt><dd>${endpoint} <span class="quiet">by ${protocol}</span></dd>`)}
      <dt>Sent</dt><dd>${moment(Date.parse(sentAt))}</dd>
    </dl>
    ${deliveredTo.length === 0 ? html`<p class="note">Nobody got it: the topic had no confirmed subscriber.</p>` : ""}
    <div class="prose">${linkified(message)}</div>
    ${pages(message)} ${envelope(notice)}
  </article>`;
}

/** The message's own lines `Accept: https://…`, as buttons. */
function pages(message: string): Html | undefined {
  const found = [...message.matchAll(/^(\w+):\s+(https?:\/\/\S*[^\s.,;])/gm)];
  if (found.length === 0) return undefined;
  return html`<p class="row-of-buttons pages">${found.map(([, name, url]) => html`<a class="button" href="${url}" rel="noreferrer">${name} page</a> `)}</p>`;
}

/** Subscribers that are programs get it wrapped. */
function envelope({ messageId, topicArn, subject, message, sentAt, attributes, deliveredTo }: SalesNotice) {
  const programs = deliveredTo.filter(({ protocol }) => protocol !== "email" && protocol !== "sms");
  if (programs.length === 0) return undefined;
  const names = Object.entries(attributes).map(([name, Value]) => [name, { Type: "String", Value }]);
  const body = {
    Type: "Notification",
    MessageId: messageId,
    TopicArn: topicArn,
    Subject: subject,
    Message: message,
    Timestamp: sentAt,
    MessageAttributes: Object.fromEntries(names),
  };
  return html`<details>
    <summary>As ${programs.map(({ endpoint }) => endpoint).join(", ")} gets it</summary>
    <pre tabindex="0" aria-label="The notification as JSON">${JSON.stringify(body, null, 2)}</pre>
  </details>`;
}
