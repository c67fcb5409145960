/** The desk's people as others know them: each can be told from the others, and each has something to do. */
import { foldAddress } from "../rules/address.ts";
import type { Desk, Person } from "../rules/desk.ts";
import { plain } from "../rules/words.ts";
import type { Finding } from "./finding.ts";

export function checkPeople(desk: Desk): readonly Finding[] {
  return [
    ...Object.keys(desk.people).flatMap(checkKey),
    ...checkIdle(desk),
    ...twins(desk, "name", ({ name }) => plain(name), "Add what tells them apart, such as the last name."),
    ...twins(desk, "email", ({ email }) => foldAddress(email), "Give each an address of their own."),
  ];
}

/** Notices that go to all carry it where one person's key would stand. */
const EVERYBODY = "everybody";

function checkKey(key: string): readonly Finding[] {
  if (key !== EVERYBODY) return [];
  const wrong = `"${key}" stands for all of them, in the notices that everybody gets`;
  return [{ path: ["people", key], wrong, right: "Choose another key, such as the person's first name." }];
}

function checkIdle({ people, manager, pools, accounts }: Desk): readonly Finding[] {
  const busy = [manager, ...pools.flatMap((pool) => pool.people), ...Object.values(accounts)];
  // A name that is misspelt there isn't idle here.
  if (busy.some((key) => !Object.hasOwn(people, key))) return [];
  const idle = Object.keys(people).filter((key) => !busy.includes(key));
  return idle.map((key) => ({
    path: ["people", key],
    wrong: `"${key}" is in no pool, and would never get a lead`,
    right: "List the person in a pool or under `accounts`, or take the entry out.",
  }));
}

function twins(
  { people }: Desk,
  field: "name" | "email",
  compared: (person: Person) => string,
  right: string,
): readonly Finding[] {
  const all = Object.entries(people);
  return all.flatMap(([key, person], at) => {
    const first = all.slice(0, at).find(([, other]) => compared(other) === compared(person));
    if (first === undefined) return [];
    return [{ path: ["people", key, field], wrong: `"${person[field]}" is people.${first[0]}'s too`, right }];
  });
}
