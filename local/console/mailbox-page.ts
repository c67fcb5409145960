/** Every mail that would have gone out, newest first. */
import { html } from "hono/html";
import { answer } from "./answer.ts";
import type { Html } from "./layout.ts";
import { moment } from "./moment.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources, StoredMail } from "./sources.ts";

export function mailboxPage(sources: LaptopSources): Handler {
  return (c) => {
    const mails = newestFirst(sources.mailbox.list());
    return answer(c, sources, {
      json: () => mails.map(withNulls),
      title: "Mailbox",
      main: () => list(mails),
    });
  };
}

/** Of two in the same instant, the one that came later. */
export function newestFirst<T extends { readonly sentAt: string }>(items: readonly T[]): readonly T[] {
  return items.toReversed().toSorted((a, b) => Date.parse(b.sentAt) - Date.parse(a.sentAt));
}

/** JSON has no `undefined`: a mail of nobody's says so. */
export function withNulls(mail: StoredMail) {
  return { ...mail, leadId: mail.leadId ?? null, touchId: mail.touchId ?? null };
}

function list(mails: readonly StoredMail[]): Html {
  if (mails.length === 0) {
    return html`<h1>Mailbox</h1>
      <p class="lead">No mail yet. Post the form on the <a href="/">landing page</a> with the box ticked, and the welcome arrives at once.</p>`;
  }
  return html`<h1>Mailbox</h1>
    <p class="quiet">${mails.length === 1 ? "1 mail" : `${mails.length} mails`}, the newest first. None of them left this machine.</p>
    <ul class="rows">
      ${mails.map(item)}
    </ul>`;
}

function item(mail: StoredMail): Html {
  const last = mail.events.at(-1);
  return html`<li>
    <a class="row" href="/mailbox/${encodeURIComponent(mail.messageId)}">
      <span class="row-title">${mail.subject}</span>
      <span class="row-side">${last ? html`<span class="badge">${last.type}</span>` : ""}</span>
      <span class="row-text">to ${mail.to}</span>
      <span class="row-text quiet">${moment(Date.parse(mail.sentAt))}</span>
    </a>
  </li>`;
}
