/** Which notifications are for a person of sales. */
import type { Desk } from "./desk.ts";

/** The values of a notification's `to` that mean this person, by their key: themselves, everybody, and each of their pools. */
export function addressees({ pools }: Pick<Desk, "pools">, key: string): readonly string[] {
  const mine = pools.flatMap(({ name, people }) => (people.includes(key) ? [`pool:${name}`] : []));
  return [key, "everybody", ...mine];
}
