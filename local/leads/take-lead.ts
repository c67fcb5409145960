/** "They called: take it now", from the command line or from the laptop's pages. */
import { commit, playbook } from "../../functions/commit.ts";
import type { World } from "../../functions/world/world.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { take } from "../../workflows/rules/taking.ts";
import { LeadsRefused } from "./leads-refused.ts";

/** What sales reads of it, at most. */
const LONGEST_REASON = 200;

/** Throws LeadsRefused, in words, where sales would not hear of it. */
export async function takeLead(world: World, leadId: LeadId, because: string): Promise<void> {
  const reason = because.trim().replace(/\s+/g, " ").slice(0, LONGEST_REASON);
  if (reason === "") throw new LeadsRefused("Say why sales should have this lead now, such as: they called.");
  const at = world.receivedAt();
  let refused: string | undefined;
  await commit(world, leadId, at, (life) => {
    const taken = take(life, reason, playbook(world), at);
    refused = "refused" in taken ? taken.refused : undefined;
    return "change" in taken ? taken.change : undefined;
  });
  if (refused !== undefined) throw new LeadsRefused(refused);
}
