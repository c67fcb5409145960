/** The others of an accepted lead's company who get letters: whether those wait is asked of whoever accepted it. */
import { accountOf } from "../workflows/rules/account.ts";
import type { Handoff, Known } from "../workflows/rules/life.ts";
import {
  getsLetters,
  type PauseOrder,
  pauseLetters,
  resumeLetters,
  waitsBy,
} from "../workflows/rules/pause-letters.ts";
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
  return (await colleaguesOf(world, { leadId, lead }, MOST)).filter((life) => getsLetters(life, at));
}

/** The others of the lead's company, `most` of them at most, in no order that means anything; none with free mail. */
export async function colleaguesOf(
  world: World,
  { leadId, lead }: Pick<Known, "leadId" | "lead">,
  most: number,
): Promise<readonly Known[]> {
  const domain = accountOf(lead.address);
  if (domain === undefined) return [];
  const lives = await livesOf(world, world.rota.colleagues(domain), most + 1);
  return lives.filter((life) => life.leadId !== leadId).slice(0, most);
}

/** How many it was. Said twice for one hand-off, it changes nothing the second time. */
export async function pauseColleagues(
  world: World,
  life: Known,
  handoff: Handoff,
  at: number,
): Promise<number> {
  const colleagues = await colleaguesInNurture(world, life, at);
  const order = orderOf(life, handoff);
  for (const { leadId } of colleagues)
    await commit(world, leadId, at, (read) => pauseLetters(read, order, at, world.settings.defaultTimeZone));
  return colleagues.length;
}

/** How many letters go on that waited by this hand-off; what others paused stays so. */
export async function keepColleagues(
  world: World,
  life: Known,
  handoff: Handoff,
  at: number,
): Promise<number> {
  const order = orderOf(life, handoff);
  const paused = (await colleaguesOf(world, life, MOST)).filter((each) => waitsBy(each, order, at));
  for (const { leadId } of paused) await commit(world, leadId, at, (read) => resumeLetters(read, order, at));
  return paused.length;
}

function orderOf({ leadId }: Known, { n, answeredBy = "Somebody" }: Handoff): PauseOrder {
  return { because: `${answeredBy} talks to a colleague`, order: `${leadId}#${n}` };
}
