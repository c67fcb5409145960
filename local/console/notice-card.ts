/** One notification as each subscriber of its topic receives it. */
import { html } from "hono/html";
import type { Html } from "./layout.ts";
import { linkified } from "./linkified.ts";
import { moment } from "./moment.ts";
import type { TopicNotice } from "./sources.ts";

/** `heading` holds the subject and whatever belongs beside it. */
export function noticeCard(notice: TopicNotice, heading: Html): Html {
  const { sentAt, message, deliveredTo } = notice;
  return html`<article class="card notice-mail">
    ${heading}
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
function envelope({ messageId, topicArn, subject, message, sentAt, attributes, deliveredTo }: TopicNotice) {
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
