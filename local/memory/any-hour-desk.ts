/** A desk that is always open, for lines and stories that say nothing of theirs: Tom's turn, then Ines's; Ruth manages. */
import type * as z from "zod";
import { Desk, type Pool } from "../../workflows/rules/desk.ts";

type Stated = Partial<z.input<typeof Desk>>;

const ALWAYS = {
  zone: "Europe/Dublin",
  days: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  hours: "0-24",
  atMost: 1_000_000,
} as const;

const EVERYBODY: z.input<typeof Pool> = { name: "everybody", people: ["tom", "ines"] };

export function anyHourDesk(stated: Stated = {}): Desk {
  return Desk.parse({
    manager: "ruth",
    people: {
      tom: alwaysThere("Tom"),
      ines: alwaysThere("Ines"),
      ruth: alwaysThere("Ruth"),
    },
    pools: [EVERYBODY],
    answer: { scored: "48 hours", handRaised: "48 hours" },
    ...stated,
  });
}

function alwaysThere(name: string) {
  return {
    ...ALWAYS,
    days: [...ALWAYS.days],
    name,
    email: `${name.toLowerCase()}@orchard-cold-chain.example`,
  };
}
