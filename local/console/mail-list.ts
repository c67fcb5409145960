/** The mails as a list, newest first, with the one that is open marked. */
import { html } from "hono/html";
import type { Html } from "./layout.ts";
import { inAWord } from "./mail-events.ts";
import { moment } from "./moment.ts";
import type { StoredMail } from "./sources.ts";

/** Of two in the same instant, the one that came later. */
export function newestFirst<T extends { readonly sentAt: string }>(items: readonly T[]): readonly T[] {
  return items.toReversed().toSorted((a, b) => Date.parse(b.sentAt) - Date.parse(a.sentAt));
}

export function mailList(mails: readonly StoredMail[], open?: StoredMail): Html {
  return html`<ul class="rows">
    ${mails.map((mail) => item(mail, mail.messageId === open?.messageId))}
  </ul>`;
}

export function counted(mails: readonly StoredMail[]): string {
  return mails.length === 1 ? "1 mail" : `${mails.length} mails`;
}

/** JSON has no `undefined`: a mail of nobody's says so. */
export function withNulls(mail: StoredMail) {
  return { ...mail, leadId: mail.leadId ?? null, touchId: mail.touchId ?? null };
}

function item(mail: StoredMail, isOpen: boolean): Html {
  const last = mail.events.at(-1);
  return html`<li>
    <a class="row" href="/mailbox/${encodeURIComponent(mail.messageId)}" ${isOpen ? html`aria-current="true"` : ""}>
      <span class="row-title">${mail.subject}</span>
      <span class="row-text">to ${mail.to}</span>
      <span class="row-text row-foot"><span class="quiet">${moment(Date.parse(mail.sentAt))}</span> ${last ? html`<span class="badge">${inAWord(last)}</span>` : ""}</span>
    </a>
  </li>`;
}
