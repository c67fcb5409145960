/** The others of an accepted lead's company who get letters: whether those wait is asked of whoever accepted it. */
import { accountOf } from "../workflows/rules/account.ts";
import type { Handoff, Known } from "../workflows/rules/life.ts";
import { getsLetters, pauseLetters } from "../workflows/rules/pause-letters.ts";
import { commit } from "./commit.ts";
import { livesOf } from "./many-lives.ts";
import type { World } from "./world/world.ts";

/** More of one company than this are not looked at; what is paused then is told, and the rest at the next press. */
const MOST = 200;

export async function colleaguesInNurture(
  world: World,
  { leadId, lead }: Known,
  at: number,
): Promise<readonly Known[]> {
  const domain = accountOf(lead.address);
  if (domain === undefined) return [];
  const lives = await livesOf(world, world.rota.colleagues(domain), MOST);
  return lives.filter((life) => life.leadId !== leadId && getsLetters(life, at));
}

/** How many it was. Said twice for one hand-off, it changes nothing the second time. */
export async function pauseColleagues(
  world: World,
  life: Known,
  { n, answeredBy = "Somebody" }: Handoff,
  at: number,
): Promise<number> {
  const colleagues = await colleaguesInNurture(world, life, at);
  const order = { because: `${answeredBy} talks to a colleague`, order: `${life.leadId}#${n}` };
  for (const { leadId } of colleagues)
    await commit(world, leadId, at, (read) => pauseLetters(read, order, at, world.settings.defaultTimeZone));
  return colleagues.length;
}
