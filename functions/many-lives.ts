/** Many leads at once, read side by side: a list for a person, not a step of the workflow. */
import type { LeadId } from "../workflows/rules/lead.ts";
import { isKnown, type Known } from "../workflows/rules/life.ts";
import type { World } from "./world/world.ts";

/** So many are under way at the same time. */
const SIDE_BY_SIDE = 10;

/** Those that are still here, in the order of `ids`, `most` at most. */
export async function livesOf(
  world: Pick<World, "leads">,
  ids: AsyncIterable<LeadId> | Iterable<LeadId>,
  most: number,
): Promise<readonly Known[]> {
  const wanted: LeadId[] = [];
  for await (const id of ids) {
    if (wanted.length >= most) break;
    wanted.push(id);
  }
  const lives: Known[] = [];
  for (let at = 0; at < wanted.length; at += SIDE_BY_SIDE) {
    const some = await Promise.all(wanted.slice(at, at + SIDE_BY_SIDE).map((id) => world.leads.read(id)));
    lives.push(...some.filter(isKnown));
  }
  return lives;
}
