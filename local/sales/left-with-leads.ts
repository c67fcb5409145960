/** Whoever is in `sales.yaml` no more and still holds leads: deploying goes on, their leads go to others. */
import type { SalesRota } from "../../functions/world/world.ts";
import type { Desk } from "../../workflows/rules/desk.ts";
import { NOBODY } from "../../workflows/rules/desk-people.ts";

/** A line each, or one that says that there are none. `called`: where was looked, as people call it: `the laptop`. */
export async function leftInWords(
  rota: Pick<SalesRota, "read">,
  { people }: Desk,
  called: string,
): Promise<readonly string[]> {
  const { open } = await rota.read();
  const left = [...open]
    .filter(([key, leads]) => key !== NOBODY && leads > 0 && !Object.hasOwn(people, key))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (left.length === 0) return [`On ${called}, every lead that sales has is with somebody of the file.`];
  return left.map(([key, leads]) =>
    leads === 1
      ? `${key} is no longer in workflows/sales.yaml and holds 1 lead: it goes to the next person at its next step.`
      : `${key} is no longer in workflows/sales.yaml and holds ${leads} leads: they go to the next person at their next step.`,
  );
}
