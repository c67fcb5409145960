/** The frame of every page: top bar with the virtual time, its buttons and what is new, and one main part. */
import { html } from "hono/html";
import { moment } from "./moment.ts";
import type { Inbox, News } from "./news.ts";
import type { Time } from "./sources.ts";

export type Html = ReturnType<typeof html>;

export interface Frame {
  /** The path asked for; its link in the top bar is marked. */
  readonly here: string;
  /** Where the top bar's buttons return to: a path that can be fetched. */
  readonly back: string;
  readonly time: Time;
  readonly news: News;
  /** How far things were when the page was made. */
  readonly mark: string;
  /** `wide` takes the whole window. */
  readonly look?: "wide" | undefined;
  /** `parts`: the main part names those of its parts that follow what happens; the rest stays. */
  readonly live?: "whole" | "parts" | undefined;
}

const PAGES: readonly { readonly path: string; readonly name: string; readonly inbox?: Inbox }[] = [
  { path: "/", name: "Form" },
  { path: "/mailbox", name: "Mailbox", inbox: "mails" },
  { path: "/leads", name: "Leads" },
  { path: "/sales-inbox", name: "Sales inbox", inbox: "notices" },
  { path: "/tasks", name: "Tasks", inbox: "tasks" },
  { path: "/campaigns", name: "Campaigns" },
  { path: "/report", name: "Report" },
  { path: "/clock", name: "Clock" },
];

export function page(frame: Frame, title: string, main: Html): Html {
  const { look = "", live = "whole" } = frame;
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} · Ripen</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/console.css">
    <script type="module" src="/live.js"></script>
  </head>
  <body data-seen="${frame.mark}">
    <a class="skip" href="#main">Skip to the page</a>
    <header class="bar" id="bar" data-live>
      <p class="brand"><strong>Ripen</strong> on this laptop</p>
      ${clock(frame)} ${links(frame)}
    </header>
    <main id="main" class="${look}" tabindex="-1" ${live === "whole" ? "data-live" : ""}>${main}</main>
    <footer>
      <p>No mail leaves this machine. Every page answers JSON to <code>Accept: application/json</code>. <a href="/bus">Event bus</a> · <a href="/state-hash">State hash</a></p>
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

function links({ here, news }: Frame): Html {
  return html`<nav aria-label="Pages">
    <ul>
      ${PAGES.map(({ path, name, inbox }) => html`<li><a href="${path}" ${current(path, here)}>${name}${inbox && badge(news[inbox])}</a></li>`)}
      <li class="apart"><a href="/start-over" ${current("/start-over", here)}>Start over</a></li>
    </ul>
  </nav>`;
}

function badge(count: number): Html | undefined {
  return count === 0 ? undefined : html` <span class="news">${count} new</span>`;
}

function current(page: string, here: string): Html | string {
  const isHere = here === page || (page !== "/" && here.startsWith(`${page}/`));
  return isHere ? html`aria-current="page"` : "";
}
