/** The link to a person's own leads: each notification carries one, and whoever has an old one can have a new one sent. */
import { DAY, MINUTE } from "../workflows/rules/time.ts";
import type { World } from "./world/world.ts";

/** How long a link to somebody's leads opens. */
const LIVES = 30 * DAY;
/** With less than this left, every visit offers a fresh one: half of its life. */
export const RENEWED_AFTER = LIVES / 2;

export async function myLeadsLink(
  world: Pick<World, "links">,
  person: string,
  at: number,
): Promise<{ readonly url: string; readonly until: number }> {
  const until = at + LIVES;
  return { url: await world.links.deskUrl({ person, expiresAt: until }), until };
}

/** Told to the person, and shown to nobody: one a minute, however often somebody asks. False where nobody would hear it. */
export async function sendNewLink(world: World, person: string, at: number): Promise<boolean> {
  if ((await world.sales.confirmedSubscribers()) === 0) return false;
  const minute = new Date(at - (at % MINUTE)).toISOString().slice(0, 16);
  if (!(await world.rota.claim(person, "link", minute))) return true;
  const { url } = await myLeadsLink(world, person, at);
  const name = world.desk().people[person]?.name ?? person;
  const subject = "Your leads: a new link";
  await world.sales.publish({
    subject,
    text: `${name}, this opens your leads for 30 days: ${url}\n\nIt was asked for with your old link. Whoever has it can answer for you, so keep it to yourself.`,
    json: { version: 1, kind: "link", to: person, subject, links: { mine: url } },
    attributes: { kind: "link", to: person },
  });
  return true;
}
