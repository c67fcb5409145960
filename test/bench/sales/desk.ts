/** The desk of the bench: twelve people in three pools on three continents, who can hold few leads at once, and their manager. */
import type * as z from "zod";
import { Desk, type Person } from "../../../workflows/rules/desk.ts";

/** As anybody can look them up: the referee takes no holiday from the rules' own table. */
export const HOLIDAYS: Readonly<Record<string, readonly string[]>> = {
  DE: ["2027-01-01", "2027-03-26", "2027-03-29", "2027-05-01", "2027-05-06", "2027-05-17", "2027-10-03"],
  US: [
    "2027-01-01",
    "2027-01-18",
    "2027-02-15",
    "2027-05-31",
    "2027-06-18",
    "2027-06-19",
    "2027-07-04",
    "2027-07-05",
    "2027-09-06",
  ],
  AU: ["2027-01-01", "2027-01-26", "2027-03-26", "2027-03-27", "2027-03-28", "2027-03-29", "2027-04-25"],
  IE: [],
};

type Stated = Partial<z.input<typeof Person>>;

const OF = {
  europe: { zone: "Europe/Berlin", holidays: "DE" },
  americas: { zone: "America/New_York", holidays: "US" },
  pacific: { zone: "Australia/Sydney", holidays: "AU" },
} as const;

const FOUR_DAYS: NonNullable<Stated["days"]> = ["monday", "tuesday", "wednesday", "thursday"];

const TEAMS: Readonly<Record<keyof typeof OF, Readonly<Record<string, Stated>>>> = {
  europe: {
    anke: { hours: "8-17", away: [{ from: "2027-02-08", to: "2027-02-19" }] },
    bruno: { away: [{ from: "2027-03-24", to: "2027-04-05" }] },
    clara: { days: FOUR_DAYS, atMost: 22 },
    dario: { hours: "10-16", atMost: 22 },
  },
  americas: {
    emil: { hours: "8:30-17" },
    fay: { away: [{ from: "2027-03-29", to: "2027-04-02" }] },
    gus: { days: FOUR_DAYS, atMost: 22 },
    hope: { hours: "12-20", away: [{ from: "2027-02-01", to: "2027-02-02" }] },
  },
  pacific: {
    ivy: { away: [{ from: "2027-01-25", to: "2027-02-05" }] },
    jack: { hours: "7-15:30" },
    kim: { days: FOUR_DAYS, hours: "10-18", atMost: 22 },
    lou: { atMost: 22 },
  },
};

/** Companies that are somebody's by the file. */
export const FIXED: Readonly<Record<string, string>> = { "firm1.example": "dario", "firm2.example": "hope" };

export const REGIONS = { europe: ["DE", "FR", "PL"], americas: ["US", "CA", "BR"] } as const;

export function salesDesk(): Desk {
  const teams = Object.entries(TEAMS) as [keyof typeof OF, Readonly<Record<string, Stated>>][];
  const people = teams.flatMap(([team, all]) =>
    Object.entries(all).map(([key, stated]) => [key, worker(key, { ...OF[team], ...stated })]),
  );
  const pools = teams.map(([name, all]) => ({
    name,
    people: Object.keys(all),
    ...(name === "pacific" ? {} : { regions: [name] }),
  }));
  return Desk.parse({
    manager: "ruth",
    people: {
      ...Object.fromEntries(people),
      ruth: worker("ruth", { zone: "Europe/Dublin", atMost: 40 }),
    },
    pools,
    regions: { europe: [...REGIONS.europe], americas: [...REGIONS.americas] },
    accounts: FIXED,
    contact: { result: "5 days" },
    coolOff: "14 days",
  });
}

function worker(key: string, stated: Stated): z.input<typeof Person> {
  return {
    name: `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
    email: `${key}@orchard-cold-chain.example`,
    zone: "Europe/Berlin",
    days: [...FOUR_DAYS, "friday"],
    hours: "9-18",
    atMost: 32,
    ...stated,
  };
}
