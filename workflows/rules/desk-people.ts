/** Whom the sales desk means by a key, a name or an address. */
import type { Desk, Person } from "./desk.ts";

/** Nobody has the lead yet: the key that stands for that where a person's would. */
export const NOBODY = "-";

/** The person by key, or by name or address as a colleague types it; undefined for anybody who isn't on the desk. */
export function personNamed(said: string, { people }: Desk): ({ readonly key: string } & Person) | undefined {
  const wanted = said.trim().toLowerCase();
  const all = Object.entries(people);
  const whose = (of: (key: string, person: Person) => string | undefined) =>
    all.filter(([key, person]) => of(key, person)?.toLowerCase() === wanted);
  const byFirstName = whose((_, { name }) => name.split(" ")[0]);
  const [found] = [
    ...whose((key) => key),
    ...whose((_, { email }) => email),
    ...whose((_, { name }) => name),
    // Of two Toms neither is meant by that alone.
    ...(byFirstName.length === 1 ? byFirstName : []),
  ];
  return found && { key: found[0], ...found[1] };
}

/** `Tom Berger`, or the key itself of somebody who is on the desk no more. */
export function nameOf(key: string | undefined, { people }: Desk): string {
  return key === undefined ? "Somebody" : (people[key]?.name ?? key);
}
