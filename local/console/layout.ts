/** The frame of every page: top bar with the virtual time and its buttons, links, and one main part. */
import { html } from "hono/html";
import { moment } from "./moment.ts";
import type { Time } from "./sources.ts";

export type Html = ReturnType<typeof html>;

export interface Frame {
  /** The path asked for; its link in the top bar is marked. */
  readonly here: string;
  /** Where the top bar's buttons return to: a path that can be fetched. */
  readonly back: string;
  readonly time: Time;
}

const PAGES = [
  { path: "/", name: "Form" },
  { path: "/mailbox", name: "Mailbox" },
  { path: "/leads", name: "Leads" },
  { path: "/sales-inbox", name: "Sales inbox" },
  { path: "/clock", name: "Clock" },
] as const;

export function page(frame: Frame, title: string, main: Html): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} · Ripen</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/console.css">
  </head>
  <body>
    <a class="skip" href="#main">Skip to the page</a>
    <header class="bar">
      <p class="brand"><strong>Ripen</strong> on this laptop</p>
      ${clock(frame)} ${links(frame.here)}
    </header>
    <main id="main" tabindex="-1">${main}</main>
    <footer>
      <p>No mail leaves this machine. Every page answers JSON to <code>Accept: application/json</code>. <a href="/state-hash">State hash</a></p>
    </footer>
  </body>
</html>`;
}

function clock({ back, time }: Frame): Html {
  const nothingDue = time.next() === undefined;
  return html`<form class="clock" method="post" action="/clock" aria-label="Move the virtual clock">
    <span class="now">${moment(time.now())}</span>
    <input type="hidden" name="back" value="${back}">
    <button name="to" value="next" ${nothingDue ? "disabled" : ""}><span aria-hidden="true">▶</span> to the next event</button>
    <button name="advance" value="P1D">+1 day</button>
    <button name="advance" value="P1M">+1 month</button>
  </form>`;
}

function links(here: string): Html {
  return html`<nav aria-label="Pages">
    <ul>
      ${PAGES.map((each) => html`<li><a href="${each.path}" ${isHere(each.path, here) ? html`aria-current="page"` : ""}>${each.name}</a></li>`)}
    </ul>
  </nav>`;
}

function isHere(page: string, here: string): boolean {
  return here === page || (page !== "/" && here.startsWith(`${page}/`));
}
