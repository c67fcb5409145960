/** Read one lead, ask a pure rule, make one write; again from the reading when somebody else wrote first. */
import { withAttention } from "../workflows/rules/attention.ts";
import type { Change } from "../workflows/rules/change.ts";
import { HOLIDAYS } from "../workflows/rules/holiday-table.ts";
import type { LeadId } from "../workflows/rules/lead.ts";
import type { Life } from "../workflows/rules/life.ts";
import type { Playbook } from "../workflows/rules/playbook.ts";
import { OwnWords } from "./own-words.ts";
import type { World, Written } from "./world/world.ts";

/** Sixty-four posts of one lead at once need about this many turns of the last one. */
const MOST_TURNS = 20;

export function playbook(world: World): Playbook {
  const { defaultTimeZone, retention } = world.settings;
  return {
    campaigns: world.campaigns(),
    desk: world.desk(),
    defaultTimeZone,
    holidays: HOLIDAYS,
    ...(retention === undefined ? {} : { retention }),
  };
}

/** Too many others kept writing to the same lead; nothing of ours is written, the caller may try again. */
export class LeadContended extends OwnWords {
  override name = "LeadContended";
}

/**
 * Writes what `rule` makes of the lead as it is read; `at` is the fact's own time. Wakes the lead, or asks for a new
 * execution, where the change calls for it. The rule answers undefined when there is nothing to write.
 */
export function commit(world: World, leadId: LeadId, at: number, rule: (life: Life) => Change | undefined) {
  return writeInTurn(world, leadId, (life) => {
    const change = rule(life);
    return change && withAttention(life, change, playbook(world), at, world.receivedAt());
  });
}

/** The same without a wake: for what the lead's own workflow writes, which is awake. */
export async function writeInTurn(
  world: World,
  leadId: LeadId,
  rule: (life: Life) => Change | undefined,
): Promise<Exclude<Written, "moved"> | "unchanged"> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const life = await world.leads.read(leadId);
    const change = rule(life);
    if (change === undefined) return "unchanged";
    const written = await world.leads.write(life, change);
    if (written !== "moved") return written;
    await world.pause(world.random() * 20 * 2 ** Math.min(turn, 4));
  }
  throw new LeadContended(
    `Lead ${leadId} was written to ${MOST_TURNS} times while this write waited its turn. Try again.`,
  );
}
