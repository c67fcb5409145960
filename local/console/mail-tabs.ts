/** The ways to look at a mail: as HTML in its frame at some width, as text, or as it goes over the wire. */
import { html } from "hono/html";
import type { Html } from "./layout.ts";
import { linkified } from "./linkified.ts";
import { Refusal } from "./refusal.ts";
import type { StoredMail } from "./sources.ts";

const PARTS = { html: "HTML", text: "Text", source: "Source" } as const;
const WIDTHS = { phone: "Phone width", desktop: "Desktop width" } as const;

export interface Look {
  readonly as: keyof typeof PARTS;
  /** As wide as there is room, unless asked for. */
  readonly width: keyof typeof WIDTHS | undefined;
}

export function lookAsked(as = "html", width?: string): Look {
  if (!isIn(PARTS, as)) throw new Refusal(400, '"as" is one of html, text, source.');
  if (width !== undefined && !isIn(WIDTHS, width)) throw new Refusal(400, '"width" is phone or desktop.');
  return { as, width };
}

function isIn<T extends object>(all: T, asked: string): asked is Extract<keyof T, string> {
  return Object.hasOwn(all, asked);
}

export function shown(mail: StoredMail, look: Look): Html {
  return html`${tabs(mail, look)} ${part(mail, look)}`;
}

function tabs({ messageId }: StoredMail, { as, width }: Look): Html {
  const path = `/mailbox/${encodeURIComponent(messageId)}`;
  return html`<nav class="tabs" aria-label="How to look at it">
    <ul>
      ${Object.entries(PARTS).map(([each, name]) => tab(`${path}?as=${each}`, name, each === as && width === undefined))}
      ${Object.entries(WIDTHS).map(([each, name]) => tab(`${path}?as=html&width=${each}`, name, each === width))}
    </ul>
  </nav>`;
}

function tab(href: string, name: string, isCurrent: boolean): Html {
  return html`<li><a href="${href}" ${isCurrent ? html`aria-current="page"` : ""}>${name}</a></li>`;
}

/** Links open in a new tab and count as clicks, as in any mail program; scripts and forms do not run. */
function part(mail: StoredMail, { as, width }: Look): Html {
  if (as === "text") return html`<div class="card prose">${linkified(mail.text)}</div>`;
  if (as === "source") return html`<pre tabindex="0" aria-label="The mail’s source">${source(mail)}</pre>`;
  const frame = html`<iframe class="${width ?? ""}" title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${`<base target="_blank">${mail.html}`}"></iframe>`;
  return width === "desktop"
    ? html`<div class="sideways" tabindex="0" role="region" aria-label="The mail at desktop width">${frame}</div>`
    : frame;
}

/** In the order of the wire; how the parts are wrapped and encoded there is SES's affair. */
function source({ from, to, subject, sentAt, headers, text, html }: StoredMail): string {
  const all = { From: from, To: to, Subject: subject, Date: new Date(sentAt).toUTCString(), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [...lines, "", "--- text/plain", text, "--- text/html", html].join("\n");
}
