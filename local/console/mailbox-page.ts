/** Every mail that would have gone out. With room for both, the newest stands open beside the list. */
import { html } from "hono/html";
import { answer } from "./answer.ts";
import type { Html } from "./layout.ts";
import { counted, mailList, newestFirst, withNulls } from "./mail-list.ts";
import { openMail } from "./mail-page.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources, StoredMail } from "./sources.ts";

export function mailboxPage(sources: LaptopSources): Handler {
  return (c) => {
    const mails = newestFirst(sources.mailbox.list());
    const [newest] = mails;
    return answer(c, sources, {
      json: () => mails.map(withNulls),
      title: "Mailbox",
      main: () => (newest ? inbox(mails, newest, sources) : empty()),
      looksAt: "mails",
      ...(newest ? ({ look: "wide", live: "parts" } as const) : {}),
    });
  };
}

function empty(): Html {
  return html`<h1>Mailbox</h1>
    <p class="lead">No mail yet. Fill in the <a href="/?sample=lead">form as a sample lead</a> and send it: the welcome arrives at once. Later letters come as time passes: “+1 day” above moves it.</p>`;
}

function inbox(mails: readonly StoredMail[], newest: StoredMail, sources: LaptopSources): Html {
  return html`<div class="mailbox choosing">
    <section class="mails" id="mails" data-live aria-labelledby="mailbox">
      <h1 id="mailbox">Mailbox</h1>
      <p class="quiet">${counted(mails)}, the newest first. None of them left this machine.</p>
      ${mailList(mails, newest)}
    </section>
    <section class="open-mail" aria-labelledby="subject">
      <h2 id="subject">${newest.subject}</h2>
      ${openMail(newest, sources.mailbox.links(newest.messageId), { as: "html", width: undefined })}
    </section>
  </div>`;
}
