/** What is new since this browser last looked. Only the browser knows: cookies hold how many it has seen. */
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { LaptopSources } from "./sources.ts";

export type Inbox = "mails" | "notices" | "tasks";
export type News = Readonly<Record<Inbox, number>>;

/** Whoever is shown `looksAt` has seen all there is in it. */
export function newsFor(c: Context, sources: LaptopSources, looksAt?: Inbox): News {
  const there = {
    mails: sources.mailbox.count(),
    notices: sources.salesInbox.list().length,
    tasks: sources.tasksInbox.list().length,
  };
  if (looksAt) {
    setCookie(c, cookieOf(looksAt, sources), String(there[looksAt]), {
      path: "/",
      httpOnly: true,
      sameSite: "Lax",
      maxAge: 34_560_000,
    });
  }
  const unseen = (inbox: Inbox) =>
    inbox === looksAt ? 0 : there[inbox] - seen(c, sources, inbox, there[inbox]);
  return { mails: unseen("mails"), notices: unseen("notices"), tasks: unseen("tasks") };
}

/** More than there is was seen before everything began anew. */
function seen(c: Context, sources: LaptopSources, inbox: Inbox, there: number): number {
  const count = Number(getCookie(c, cookieOf(inbox, sources)) ?? 0);
  return Number.isInteger(count) && count >= 0 && count <= there ? count : 0;
}

/** A browser sends the cookies of one host to all its ports, and two laptops may run side by side. */
function cookieOf(inbox: Inbox, { urls }: LaptopSources): string {
  return `ripen-${new URL(urls.console).port}-${inbox}-seen`;
}
