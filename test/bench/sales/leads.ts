/** Who comes in the quarter, and what they do: most look around, some ripen by what they do, some ask, a few leave. */
import { DAY, HOUR, type Instant, MINUTE } from "../../../workflows/rules/time.ts";
import { FITTING, MODEST } from "../../stories/line.ts";
import { type Chance, chance as chanceOf } from "../corpus/chance.ts";
import type { Quarter } from "./quarter.ts";

export interface Act {
  readonly at: Instant;
  readonly does: "asks" | "attends" | "leaves";
}

export interface Visitor {
  readonly email: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly comes: Instant;
  readonly acts: readonly Act[];
}

/** Hours ahead of UTC, near enough for when people read and write. */
const COUNTRIES = [
  { weight: 4, country: "Germany", ahead: 1 },
  { weight: 4, country: "United States", ahead: -5 },
  { weight: 3, country: "Australia", ahead: 11 },
];

/** One firm in so many leads; every third lead is of one of them. */
const LEADS_A_FIRM = 16;

export function visitor(n: number, { leads, from, ends }: Quarter, seed: number): Visitor {
  const chance = chanceOf(seed * 15_485_863 + n);
  const firm = chance.in(0.3) ? Math.floor(chance.between(1, 1 + leads / LEADS_A_FIRM)) : undefined;
  const { country, ahead } = firm === undefined ? chance.pick(COUNTRIES) : ofFirm(firm);
  const comes = inTheDay(from + ((ends - from) * n) / leads, ahead, chance);
  const kind = chance.pick([
    { weight: 74, is: "looks around" },
    { weight: 16, is: "attends" },
    { weight: 10, is: "asks" },
  ] as const).is;
  const email = firm === undefined ? ownAddress(n, chance) : `lead${n}@firm${firm}.example`;
  const fields = { ...(kind === "looks around" ? MODEST : FITTING), email, name: "Zoë Müller", country };
  return { email, fields, comes, acts: actsOf(kind, comes, ahead, chance) };
}

function ofFirm(firm: number) {
  return COUNTRIES[firm % COUNTRIES.length] ?? { country: "Germany", ahead: 1 };
}

function ownAddress(n: number, chance: Chance): string {
  return chance.in(0.3) ? `lead${n}@gmail.com` : `lead${n}@company${n}.example`;
}

function actsOf(
  kind: "looks around" | "attends" | "asks",
  comes: Instant,
  ahead: number,
  chance: Chance,
): readonly Act[] {
  if (kind === "looks around")
    return chance.in(0.05) ? [{ at: comes + Math.round(chance.between(1, 20) * DAY), does: "leaves" }] : [];
  const at = inTheDay(comes + chance.around(3, 1) * DAY, ahead, chance);
  const again = inTheDay(at + chance.between(2, 45) * DAY, ahead, chance);
  return [
    { at, does: kind },
    ...(chance.in(0.35) ? [{ at: again, does: chance.in(0.25) ? "asks" : "attends" } as const] : []),
    ...(chance.in(0.07)
      ? [{ at: at + Math.round(chance.around(8, 1.5) * HOUR), does: "leaves" } as const]
      : []),
  ];
}

/** That day, by their own clocks mostly between eight and seven; to the minute. */
function inTheDay(at: Instant, ahead: number, chance: Chance): Instant {
  const hour = chance.in(0.9) ? chance.between(8, 19) : chance.between(0, 24);
  const midnight = Math.floor(at / DAY) * DAY - ahead * HOUR;
  return Math.round((midnight + DAY + hour * HOUR) / MINUTE) * MINUTE;
}
