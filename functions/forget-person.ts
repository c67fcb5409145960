/** Forgets a person who asked for it, known or not: all that is stored goes, and a keyed hash stays so that no list brings them back. */
import { isKnown } from "../workflows/rules/life.ts";
import { STAYS, type Stay, type WhoWasTold, whoWasTold } from "../workflows/rules/what-stays.ts";
import { LeadContended, playbook } from "./commit.ts";
import { type Erased, eraseLead } from "./erase-lead.ts";
import type { World } from "./world/world.ts";

export interface Forgotten {
  readonly version: 1;
  readonly erasedAt: number;
  /** Whether there was a lead; an address that never came, or that was erased before, is kept off all the same. */
  readonly known: boolean;
  /** How many of each were deleted. */
  readonly gone: Erased & { readonly lead: 0 | 1 };
  readonly stays: readonly Stay[];
  /** Whom to ask to delete what they got: said this once, since nothing of it is known afterwards. */
  readonly told: readonly WhoWasTold[];
}

/** Somebody may write at the same moment; a lead has a handful of writers at most. */
const MOST_TURNS = 50;

/** Again deletes whatever a former try left. Throws LeadContended where others kept writing. */
export async function forgetPerson(world: World, address: string, at: number): Promise<Forgotten> {
  const leadId = await world.identity.leadId(address);
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const life = await world.leads.read(leadId);
    const erased = await eraseLead(world, life, at, true);
    if (erased !== "moved") {
      const known = isKnown(life);
      const told = isKnown(life) ? whoWasTold(life, playbook(world)) : [];
      return {
        version: 1,
        erasedAt: at,
        known,
        gone: { lead: known ? 1 : 0, ...erased },
        stays: STAYS,
        told,
      };
    }
    await world.pause(world.random() * 20 * 2 ** Math.min(turn, 4));
  }
  throw new LeadContended(
    `Lead ${leadId} was written to ${MOST_TURNS} times while it was to be erased. Try again.`,
  );
}
