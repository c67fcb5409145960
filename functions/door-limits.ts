/** How many posts the form's door takes of one mailbox and from one network. Counted in the table, by one update each. */
import { DAY, HOUR, type Instant } from "../workflows/rules/time.ts";
import { networkOf } from "./door-network.ts";
import { Problem } from "./http/problem.ts";
import type { CountingWindow, World } from "./world/world.ts";

/** Throws a 429 that says when to come again, once a network has posted as often as it may in this hour. */
export async function limitNetwork(world: World, ip: string, at: Instant): Promise<void> {
  const network = networkOf(ip);
  if (network === undefined) return;
  const window = windowOf(`NETWORK#${await world.identity.network(network)}`, at, HOUR);
  if ((await world.door.count(window)) <= world.settings.form.limits.networkPerHour) return;
  world.report.count("PostOverLimit");
  const seconds = Math.ceil((window.until - at) / 1000);
  const detail = `Your network has sent very many forms within the hour. Please send it again in ${inMinutes(seconds)}.`;
  throw new Problem(429, "Please try again later", detail, { "retry-after": String(seconds) });
}

/** Whether this post of a mailbox, whatever its spelling, is among the day's first. Days are those of UTC. */
export async function isWithinLimit(world: World, mailbox: string, at: Instant): Promise<boolean> {
  const posts = await world.door.count(windowOf(`MAILBOX#${mailbox}`, at, DAY));
  const isWithin = posts <= world.settings.form.limits.mailboxPerDay;
  if (!isWithin) world.report.count("PostOverLimit");
  return isWithin;
}

function windowOf(whose: string, at: Instant, length: number): CountingWindow {
  const from = Math.floor(at / length) * length;
  return { whose, from, until: from + length };
}

function inMinutes(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
