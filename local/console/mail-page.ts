/** One mail as its reader has it, and what a reader can do with it. Showing it is not opening it: no picture loads. */
import { html } from "hono/html";
import { answer } from "./answer.ts";
import type { Html } from "./layout.ts";
import { theMail } from "./mail-acts.ts";
import { counted, mailList, newestFirst, withNulls } from "./mail-list.ts";
import { notice, reader } from "./mail-reader.ts";
import { type Look, lookAsked, shown } from "./mail-tabs.ts";
import { moment } from "./moment.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources, Mailbox, StoredMail } from "./sources.ts";

type Links = ReturnType<Mailbox["links"]>;

export function mailPage(sources: LaptopSources): Handler {
  return (c) => {
    const mail = theMail(sources.mailbox, c.req.param("messageId") ?? "");
    const links = sources.mailbox.links(mail.messageId);
    const look = lookAsked(c.req.query("as"), c.req.query("width"));
    return answer(c, sources, {
      json: () => ({ ...withNulls(mail), links }),
      title: mail.subject,
      main: () =>
        view(mail, newestFirst(sources.mailbox.list()), {
          justDone: notice(links, c.req.query("did"), c.req.query("link")),
          inside: openMail(mail, links, look),
        }),
      looksAt: "mails",
      look: "wide",
      live: "parts",
    });
  };
}

interface Pieces {
  readonly justDone: Html | undefined;
  readonly inside: Html;
}

function view(mail: StoredMail, mails: readonly StoredMail[], { justDone, inside }: Pieces): Html {
  return html`<div class="mailbox reading">
    <nav class="mails" id="mails" data-live aria-label="All mails">
      <p class="mails-title"><a href="/mailbox">Mailbox</a> <span class="quiet">${counted(mails)}</span></p>
      ${mailList(mails, mail)}
    </nav>
    <article class="open-mail">
      <p class="back"><a href="/mailbox">Mailbox</a></p>
      <h1>${mail.subject}</h1>
      ${justDone} ${inside}
    </article>
  </div>`;
}

/** All of a mail but its subject. */
export function openMail(mail: StoredMail, links: Links, look: Look): Html {
  return html`<dl class="facts">
      <dt>From</dt><dd>${mail.from}</dd>
      <dt>To</dt><dd>${mail.to}</dd>
      <dt>Sent</dt><dd>${moment(Date.parse(mail.sentAt))}</dd>
      ${mail.leadId ? html`<dt>Lead</dt><dd><a href="/leads/${mail.leadId}">its life so far</a></dd>` : ""}
      ${mail.touchId ? html`<dt>Touch</dt><dd><code>${mail.touchId}</code></dd>` : ""}
      ${mail.isUntracked ? html`<dt>Tracking</dt><dd>off, as its reader wished: nobody hears who opens it or follows its links</dd>` : ""}
    </dl>
    <div class="mail">
      <div class="mail-body">${shown(mail, look)}</div>
      ${reader(mail, links)}
    </div>`;
}
