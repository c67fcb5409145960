/** What goes wrong in one life, rolled from its seed: nothing, one blow at one call, a crowd that acts in between, showers, or a storm. */
import type { Blow, OutsideCall } from "../../local/memory/faults.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../workflows/rules/time.ts";
import type { Dice } from "./dice.ts";

export type Climate = "calm" | "one blow" | "crowd" | "showers" | "storm";

export interface Weather {
  readonly climate: Climate;
  /** Asked at every outside call. `act` is what others would do in the middle of it. */
  blow(call: OutsideCall, act: () => Promise<void>): Blow | undefined;
  /** How a record or message reaches its function: once for each number, after that many milliseconds. */
  deliveries(what: "stream" | "queue"): readonly number[];
  /** Whether the mail service is in a bad mood, and which. */
  mood(): "take" | "take and lose the answer" | "throttle" | "reject" | "pause" | "refuse the address";
  /** Whether the workflow's own write fails before it is done, or after; or others act just before it. */
  update(): "fails before" | "fails after" | "is crossed" | undefined;
}

const DEATHS = [
  "Sandbox.Timedout",
  "Lambda.Unknown",
  "Lambda.ServiceException",
  "Runtime.ExitError",
] as const;

const SHARES: Readonly<Record<Climate, Shares>> = {
  calm: { dies: 0, crossed: 0, astray: 0, refused: 0 },
  "one blow": { dies: 0, crossed: 0, astray: 0, refused: 0 },
  crowd: { dies: 0, crossed: 0.1, astray: 0, refused: 0 },
  showers: { dies: 0.02, crossed: 0.02, astray: 0.1, refused: 0.1 },
  storm: { dies: 0.1, crossed: 0.06, astray: 0.3, refused: 0.3 },
};

/** Few lives come to a telephone call, to sales or to an erase, so what is asked of their topic, of the rota and of the erasing is struck four times as often. */
function moreOften(call: OutsideCall | undefined): number {
  return /^(tasks|rota|erasing|sentMails)\./.test(call ?? "") ? 4 : 1;
}

interface Shares {
  /** Of all outside calls: the function dies, or the call fails. */
  readonly dies: number;
  /** Of all outside calls: others act in the middle. */
  readonly crossed: number;
  /** Of records and messages: doubled, late or lost. */
  readonly astray: number;
  /** Of mails: refused, or taken without an answer. */
  readonly refused: number;
}

/** `stillBad` ends all weather; `count` hears of every fault by kind. */
export function weather(roll: Dice, stillBad: () => boolean, count: (what: string) => void): Weather {
  const climate = roll.pick(["calm", "one blow", "one blow", "crowd", "crowd", "showers", "storm"]);
  const shares = SHARES[climate];
  const theBlow = climate === "one blow" ? roll.between(1, 120) : 0;
  const oddDeliveries = climate === "one blow" && roll.chance(0.5) ? 0.05 : shares.astray;
  const sesIsDown = climate !== "calm" && roll.chance(0.1);
  let calls = 0;
  const strikes = (call?: OutsideCall): "goes wrong" | "is crossed" | undefined => {
    calls++;
    if (!stillBad()) return undefined;
    if (calls === theBlow) return roll.chance(0.75) ? "goes wrong" : "is crossed";
    if (roll.chance(shares.dies * moreOften(call))) return "goes wrong";
    return roll.chance(shares.crossed) ? "is crossed" : undefined;
  };
  return {
    climate,
    blow(call, act) {
      const strike = strikes(call);
      if (strike === undefined) return undefined;
      const when = roll.pick(["before", "after"]);
      const kind = strike === "is crossed" ? "meanwhile" : roll.pick(["die", "die", "fail"]);
      count(`${kind} ${when} ${call}`);
      if (kind === "meanwhile") return { kind, when, act };
      return { kind, when, error: kind === "die" ? roll.pick(DEATHS) : "InternalServerError" };
    },
    deliveries(what) {
      if (!stillBad() || !roll.chance(oddDeliveries)) return [0];
      const fate = roll.pick(["doubled", "late", "late", "lost"]);
      count(`${what} ${fate}`);
      const late = () => (what === "queue" ? roll.between(SECOND, 4 * DAY) : roll.between(SECOND, 2 * HOUR));
      if (fate === "doubled") return [0, roll.chance(0.5) ? 0 : late()];
      return fate === "late" ? [late()] : [];
    },
    mood() {
      if (!stillBad() || !roll.chance(sesIsDown ? 0.9 : shares.refused)) return "take";
      const mood = roll.pick([
        "take and lose the answer",
        "throttle",
        "throttle",
        "reject",
        "pause",
        "refuse the address",
      ]);
      if (mood === "refuse the address" && !roll.chance(0.2)) return "take";
      count(`mail: ${mood}`);
      return mood;
    },
    update() {
      const strike = strikes();
      if (strike === undefined) return undefined;
      const what = strike === "is crossed" ? strike : roll.pick(["fails before", "fails after"]);
      count(`workflow's write ${what}`);
      return what;
    },
  };
}

/** How long a person waits before trying again what did not work. */
export const IMPATIENCE = { least: SECOND, most: 5 * MINUTE };
