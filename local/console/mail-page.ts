/** One mail as its reader has it, and what a reader can do with it. Showing it is not opening it: no picture loads. */
import { html } from "hono/html";
import { answer } from "./answer.ts";
import type { Html } from "./layout.ts";
import { linkified } from "./linkified.ts";
import { theMail } from "./mail-acts.ts";
import { notice, reader } from "./mail-reader.ts";
import { withNulls } from "./mailbox-page.ts";
import { moment } from "./moment.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources, StoredMail } from "./sources.ts";

export function mailPage(sources: LaptopSources): Handler {
  return (c) => {
    const mail = theMail(sources.mailbox, c.req.param("messageId") ?? "");
    const links = sources.mailbox.links(mail.messageId);
    return answer(c, sources, {
      json: () => ({ ...withNulls(mail), links }),
      title: mail.subject,
      main: () => view(mail, notice(links, c.req.query("did"), c.req.query("link")), reader(mail, links)),
    });
  };
}

function view(mail: StoredMail, justDone: Html | undefined, acts: Html): Html {
  return html`<p class="quiet"><a href="/mailbox">Mailbox</a></p>
    <h1>${mail.subject}</h1>
    ${justDone}
    <dl class="facts">
      <dt>From</dt><dd>${mail.from}</dd>
      <dt>To</dt><dd>${mail.to}</dd>
      <dt>Sent</dt><dd>${moment(Date.parse(mail.sentAt))}</dd>
      ${mail.leadId ? html`<dt>Lead</dt><dd><a href="/leads/${mail.leadId}">its life so far</a></dd>` : ""}
      ${mail.touchId ? html`<dt>Touch</dt><dd><code>${mail.touchId}</code></dd>` : ""}
    </dl>
    <div class="mail">
      <div>${parts(mail)}</div>
      ${acts}
    </div>`;
}

/** Links open in a new tab and count as clicks, as in any mail program; scripts and forms do not run. */
function parts(mail: StoredMail): Html {
  return html`<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${`<base target="_blank">${mail.html}`}"></iframe>
    <details>
      <summary>Text part</summary>
      <div class="prose">${linkified(mail.text)}</div>
    </details>
    <details>
      <summary>Headers</summary>
      <dl class="facts">
        ${Object.entries(mail.headers).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
      </dl>
    </details>
    <details>
      <summary>Source of the HTML part</summary>
      <pre tabindex="0">${mail.html}</pre>
    </details>`;
}
