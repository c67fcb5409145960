/** The reader's side of a mail: what can be done with it, what was just done, and all that has happened to it. */
import { html } from "hono/html";
import type { Html } from "./layout.ts";
import { beyondTheWord, inAWord } from "./mail-events.ts";
import { moment } from "./moment.ts";
import type { Mailbox, StoredMail } from "./sources.ts";

type Links = ReturnType<Mailbox["links"]>;

export function reader(mail: StoredMail, links: Links): Html {
  const path = `/mailbox/${encodeURIComponent(mail.messageId)}`;
  return html`<section class="acts" aria-labelledby="acts">
    <h2 id="acts">As its reader</h2>
    ${act(`${path}/open`, html`<button>Open it</button>`)}
    <h3>Click as a person</h3>
    ${links.length === 0 ? html`<p class="quiet">This mail has no links.</p>` : html`<ol class="links">${links.map((link, i) => follow(path, link, i))}</ol>`}
    <h3>As a robot</h3>
    ${act(`${path}/scan`, html`<button>Scan as a robot</button> <span class="hint">opens it and follows every link at once, the one in its source that people don’t see too; it says that it is a robot</span>`)}
    ${act(`${path}/scan`, html`<button name="robot" value="disguised">Scan in disguise</button> <span class="hint">the same, but it calls itself a browser</span>`)}
    ${act(`${path}/scan`, html`<button name="robot" value="sparing">Follow the first link only</button> <span class="hint">as a scanner that says who made it: soon after the send that is enough, later it proves nothing</span>`)}
    <h3>Answer it</h3>
    ${act(
      `${path}/reply`,
      html`<p class="field"><label for="text">Reply</label><textarea id="text" name="text" rows="3" required></textarea></p>
        <p class="row-of-buttons"><button>Send the reply</button> <button formaction="${path}/auto-reply" formnovalidate>Answer out-of-office</button></p>`,
    )}
    <h3>Turn it away</h3>
    ${act(`${path}/bounce`, html`<p class="row-of-buttons"><button name="kind" value="Permanent">Hard bounce</button> <button name="kind" value="Transient">Soft bounce</button></p><span class="hint">hard: no such mailbox; soft: it is full</span>`)}
    ${act(`${path}/complain`, html`<button>Complain: this is spam</button>`)} ${history(mail)}
  </section>`;
}

function act(action: string, inner: Html): Html {
  return html`<form method="post" action="${action}">${inner}</form>`;
}

function follow(path: string, { label, href }: Links[number], i: number): Html {
  const said = label || href;
  return html`<li>
    ${act(`${path}/click`, html`<button name="link" value="${i}" aria-label="Click “${said}”">Click</button> <span class="link-label" title="${href}">${said}</span>${hasButton(href) ? html` <span class="hint">leads to a page with a button, which still has to be pressed</span>` : ""}`)}
  </li>`;
}

/** Robots follow every link, so ours that act do so by a button on the page behind them. */
function hasButton(href: string): boolean {
  return /\/(confirm|preferences|questions|unsubscribe)\/[^/]+$/.test(href);
}

/** What was just done, in our own words, whatever the address bar says. */
export function notice(links: Links, did: string | undefined, link: string | undefined): Html | undefined {
  const followed = links[Number(link ?? "")];
  if (did === "click" && followed) {
    const page = html`<a href="${followed.href}" target="_blank" rel="noreferrer">${hasButton(followed.href) ? "Open the page behind it" : "See where it leads"}</a>`;
    return html`<p class="notice" role="status">You followed “${followed.label || followed.href}”. ${page}${hasButton(followed.href) ? " and press its button: the click alone changes nothing." : "."}</p>`;
  }
  const said = SAID.get(did ?? "");
  return said === undefined ? undefined : html`<p class="notice" role="status">${said}</p>`;
}

const SAID = new Map([
  ["open", "You opened it: its pictures were loaded."],
  ["scan", "A robot has been at it. The lead’s page says what that was worth."],
  ["bounce", "It bounced."],
  ["complain", "You reported it as spam."],
  ["reply", "Your reply is on its way."],
  ["auto-reply", "Your mail program answered that you are away."],
]);

function history({ sentAt, events }: StoredMail): Html {
  return html`<div id="history" data-live>
    <h3>What has happened to it</h3>
    <ol class="history">
      <li>${moment(Date.parse(sentAt))} <strong>Sent</strong></li>
      ${events.filter(isNews).map((event) => html`<li>${moment(Date.parse(event.at))} <strong>${capital(inAWord(event))}</strong> ${beyondTheWord(event)}</li>`)}
    </ol>
  </div>`;
}

/** That it was sent stands first already. */
function isNews({ type }: StoredMail["events"][number]): boolean {
  return type !== "Send";
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
