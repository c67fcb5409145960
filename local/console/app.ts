/**
 * The laptop's own pages: every address and what stands there. They show what the laptop knows and act only on
 * POST; each also answers in JSON.
 */
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { addByHand, addPage } from "./add-page.ts";
import { busPage } from "./bus-page.ts";
import { callsPage } from "./calls-page.ts";
import { campaignPage, journeyPicture } from "./campaign-page.ts";
import { campaignsPage } from "./campaigns-page.ts";
import { clockPage, moveClock } from "./clock-page.ts";
import { eventsPage } from "./events.ts";
import { formPage } from "./form-page.ts";
import { guard } from "./guard.ts";
import { leadPage } from "./lead-page.ts";
import { leadsPage } from "./leads-page.ts";
import { actOnMail } from "./mail-acts.ts";
import { mailPage } from "./mail-page.ts";
import { mailboxPage } from "./mailbox-page.ts";
import { script, stylesheet } from "./page-files.ts";
import { postAsJson } from "./post-as-json.ts";
import { explain, nowhere, Refusal } from "./refusal.ts";
import { reportPage } from "./report-page.ts";
import { type Handlers, serve } from "./routes.ts";
import { salesInboxPage } from "./sales-inbox-page.ts";
import type { LaptopSources } from "./sources.ts";
import { startOver, startOverPage } from "./start-over-page.ts";
import { stateHashPage } from "./state-hash-page.ts";
import { takeToSales } from "./take-act.ts";
import { tasksPage } from "./tasks-page.ts";
import { thankYouPage } from "./thank-you-page.ts";

/** Room for a long reply; the forms of these pages need far less. */
const MOST_BYTES = 64 * 1024;

export function consoleApp(sources: LaptopSources): Hono {
  const app = new Hono({ strict: false });
  app.use(guard(sources.urls.console));
  app.use(bodyLimit({ maxSize: MOST_BYTES, onError: tooLarge }));
  app.use(followingChanges(sources));
  for (const [path, handlers] of Object.entries(addresses(sources))) serve(app, path, handlers);
  app.notFound((c) => explain(c, sources, nowhere(c)));
  app.onError((error, c) => explain(c, sources, error));
  return app;
}

function addresses(sources: LaptopSources): Record<string, Handlers> {
  return {
    "/": { GET: formPage(sources) },
    "/thank-you": { GET: thankYouPage(sources) },
    "/post-as-json": { GET: (c) => c.redirect("/"), POST: postAsJson(sources) },
    "/leads": { GET: leadsPage(sources) },
    "/leads/add": { GET: addPage(sources), POST: addByHand(sources) },
    "/leads/:leadId": { GET: leadPage(sources) },
    "/leads/:leadId/take": { POST: takeToSales(sources) },
    "/mailbox": { GET: mailboxPage(sources) },
    "/mailbox/:messageId": { GET: mailPage(sources) },
    "/calls": { GET: callsPage(sources) },
    "/bus": { GET: busPage(sources) },
    "/mailbox/:messageId/open": { POST: actOnMail(sources, "open") },
    "/mailbox/:messageId/click": { POST: actOnMail(sources, "click") },
    "/mailbox/:messageId/bounce": { POST: actOnMail(sources, "bounce") },
    "/mailbox/:messageId/complain": { POST: actOnMail(sources, "complain") },
    "/mailbox/:messageId/reply": { POST: actOnMail(sources, "reply") },
    "/mailbox/:messageId/scan": { POST: actOnMail(sources, "scan") },
    "/mailbox/:messageId/auto-reply": { POST: actOnMail(sources, "auto-reply") },
    "/sales-inbox": { GET: salesInboxPage(sources) },
    "/tasks": { GET: tasksPage(sources) },
    "/campaigns": { GET: campaignsPage(sources) },
    "/campaigns/:name": { GET: campaignPage(sources) },
    "/campaigns/:name/journey.svg": { GET: journeyPicture(sources) },
    "/report": { GET: reportPage(sources) },
    "/clock": { GET: clockPage(sources), POST: moveClock(sources) },
    "/start-over": { GET: startOverPage(sources), POST: startOver(sources) },
    "/state-hash": { GET: stateHashPage(sources) },
    "/events": { GET: eventsPage(sources) },
    "/console.css": { GET: stylesheet },
    "/live.js": { GET: script },
  };
}

/** A page is as old as the first thing that was read for it. Most acts end in a write to the table, which tells of itself; a reply or a moved clock doesn't. */
function followingChanges({ changes }: LaptopSources): MiddlewareHandler {
  return async (c, next) => {
    c.set("mark", changes.mark);
    await next();
    if (c.req.method === "POST") changes.fire();
  };
}

function tooLarge(): never {
  throw new Refusal(413, `The body is over ${MOST_BYTES / 1024} kB; nothing here needs that much.`);
}
