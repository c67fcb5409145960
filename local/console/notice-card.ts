/** One notification as each subscriber of its topic receives it. */
import { html } from "hono/html";
import type { Html } from "./layout.ts";
import { linkified } from "./linkified.ts";
import { moment } from "./moment.ts";
import type { TopicNotice } from "./sources.ts";

/** `heading` holds the subject and whatever belongs beside it. */
export function noticeCard(notice: TopicNotice, heading: Html): Html {
  const { sentAt, message, attributes, deliveredTo } = notice;
  const filters = Object.entries(attributes).map(([name, value]) => `${name}: ${value}`);
  return html`<article class="card notice-mail">
    ${heading}
    <dl class="facts">
      <dt>From</dt><dd>AWS Notifications &lt;no-reply@sns.amazonaws.com&gt;</dd>
      ${deliveredTo.map(({ protocol, endpoint }) => html`<dt>To</dt><dd>${endpoint} <span class="quiet">by ${protocol}</span></dd>`)}
      <dt>Sent</dt><dd>${moment(Date.parse(sentAt))}</dd>
      ${filters.length === 0 ? "" : html`<dt>To filter by</dt><dd>${filters.join(", ")}</dd>`}
    </dl>
    ${deliveredTo.length === 0 ? html`<p class="note">Nobody got it: the topic had no confirmed subscriber whose filter lets it through.</p>` : ""}
    <div class="prose">${linkified(message)}</div>
    ${pages(message)} ${forPrograms(notice)} ${envelope(notice)}
  </article>`;
}

/** The message's own lines `Accept: https://…`, as buttons; what a lead gave as its website is none. */
function pages(message: string): Html | undefined {
  const found = [
    ...message.matchAll(
      /^(Accept|Reject|Snooze|Answer|Dossier|My leads|Report):\s+(https?:\/\/\S*[^\s.,;])/gm,
    ),
  ];
  if (found.length === 0) return undefined;
  return html`<p class="row-of-buttons pages">${found.map(([, name, url]) => html`<a class="button" href="${url}" rel="noreferrer">${name} page</a> `)}</p>`;
}

/** The same as JSON, where the topic has it so. */
function forPrograms({ forPrograms: json }: TopicNotice): Html | undefined {
  if (json === undefined) return undefined;
  return html`<details>
    <summary>The same for programs</summary>
    <pre tabindex="0" aria-label="What the notification says, as JSON">${indented(json)}</pre>
  </details>`;
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

/** Subscribers that are programs get it wrapped. */
function envelope(notice: TopicNotice) {
  const { messageId, topicArn, subject, sentAt, attributes, deliveredTo } = notice;
  const programs = deliveredTo.filter(({ protocol }) => protocol !== "email" && protocol !== "sms");
  if (programs.length === 0) return undefined;
  const names = Object.entries(attributes).map(([name, Value]) => [name, { Type: "String", Value }]);
  const body = {
    Type: "Notification",
    MessageId: messageId,
    TopicArn: topicArn,
    Subject: subject,
    Message: notice.forPrograms ?? notice.message,
    Timestamp: sentAt,
    MessageAttributes: Object.fromEntries(names),
  };
  return html`<details>
    <summary>As ${programs.map(({ endpoint }) => endpoint).join(", ")} gets it</summary>
    <pre tabindex="0" aria-label="The notification as JSON">${JSON.stringify(body, null, 2)}</pre>
  </details>`;
}
