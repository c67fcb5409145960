/** Every step of a campaign with its place in the file, and what is known to hold when a lead stands there. */
import type { Campaign } from "../rules/campaign.ts";
import type { Condition } from "../rules/condition.ts";
import type { Branch, Step, Touch, Wait } from "../rules/journey.ts";

export type Path = readonly PropertyKey[];

/** A condition, where the campaign states it, and whether it holds or does not. */
export interface Stated {
  readonly condition: Condition;
  readonly path: Path;
  readonly so: boolean;
}

export function asCondition({ condition, so }: Stated): Condition {
  return so ? condition : { not: condition };
}

export type Gate = Branch | Wait;

interface Place {
  /** In the evergreen lane. */
  readonly inLane: boolean;
  /** The touches that it stands in for, the outermost first. */
  readonly standsFor: readonly Touch[];
  /** What each gate around it, and each touch that it stands in for, asked of the lead. */
  readonly within: readonly Stated[];
  /** What certainly holds at the moment at which it is looked at. */
  readonly known: readonly Stated[];
}

export interface PlacedTouch extends Place {
  readonly step: Touch;
  readonly path: Path;
}

export interface PlacedGate extends Place {
  readonly step: Gate;
  readonly path: Path;
}

export type Placed = PlacedTouch | PlacedGate;

/** In the order of the file. */
export function placedSteps({ touches, evergreen }: Campaign): readonly Placed[] {
  const start = { inLane: false, standsFor: [], within: [], known: [] };
  const lane = (evergreen?.touches ?? []).map((step, at) => [step, ["evergreen", "touches", at]] as const);
  return [
    ...placed(touches, ["touches"], start),
    ...lane.flatMap(([step, path]) => touchAndElse(step, path, { ...start, inLane: true })),
  ];
}

export function placedTouches(campaign: Campaign): readonly PlacedTouch[] {
  return placedSteps(campaign).filter(isTouch);
}

export function isTouch(placed: Placed): placed is PlacedTouch {
  return "name" in placed.step;
}

/** What a gate asks: a branch `when`, a wait `until`. */
export function askedBy(gate: Gate): {
  readonly key: "when" | "until";
  readonly condition: Condition;
} {
  return "wait" in gate ? { key: "until", condition: gate.until } : { key: "when", condition: gate.when };
}

function placed(steps: readonly Step[], path: Path, place: Place): readonly Placed[] {
  let { known } = place;
  return steps.flatMap((step, at): readonly Placed[] => {
    const here = { ...place, known };
    known = known.flatMap(lasting);
    if ("name" in step) return touchAndElse(step, [...path, at], here);
    return [{ step, path: [...path, at], ...here }, ...ways(step, [...path, at], here)];
  });
}

/** One that is added for all may come to a lead that has left the place it stands in. */
function touchAndElse(step: Touch, path: Path, place: Place): readonly PlacedTouch[] {
  const one = { step, path, ...place, ...(step.toAll ? { known: place.known.flatMap(lasting) } : {}) };
  if (step.else === undefined) return [one];
  const asked = ownCondition(step, path);
  return [
    one,
    ...touchAndElse(step.else, [...path, "else"], {
      ...place,
      standsFor: [...place.standsFor, step],
      within: [...place.within, ...asked],
      known: [...one.known, ...asked],
    }),
  ];
}

/** A touch's `segments` and `when` as conditions. */
export function ownCondition({ segments, when }: Touch, path: Path): readonly Stated[] {
  return [
    ...(segments === undefined
      ? []
      : [{ condition: { segment: segments }, path: [...path, "segments"], so: true }]),
    ...(when === undefined ? [] : [{ condition: when, path: [...path, "when"], so: true }]),
  ];
}

/**
 * Which way of a branch shows whenever its first step is looked at, so that its condition still holds there. A wait that
 * is over stays over, whatever has become of its condition.
 */
function ways(gate: Gate, path: Path, place: Place): readonly Placed[] {
  const { key, condition } = askedBy(gate);
  const yes: Stated = { condition, path: [...path, key], so: true };
  const no: Stated = { ...yes, so: false };
  const known = (asked: Stated) =>
    key === "when" ? [...place.known, asked] : [...place.known, asked].flatMap(lasting);
  return [
    ...placed(gate.do, [...path, "do"], { ...place, within: [...place.within, yes], known: known(yes) }),
    ...placed(gate.else, [...path, "else"], { ...place, within: [...place.within, no], known: known(no) }),
  ];
}

/** What of it still holds later: deeds can't be undone. */
function lasting({ condition, path, so }: Stated): readonly Stated[] {
  if (!so) return [];
  const { clicked, opened, did, form, replied, all = [] } = condition;
  const deeds = Object.entries({ clicked, opened, did, form, replied: replied || undefined });
  const own = deeds.filter(([, stated]) => stated !== undefined);
  const inside = all.flatMap((each) => lasting({ condition: each, path, so }));
  return own.length === 0 ? inside : [{ condition: Object.fromEntries(own), path, so }, ...inside];
}

/**
 * Whether a lead can have had the touch at `touch` when the step at `step` is looked at: it stands before it, and not on
 * the other way of a gate that both stand in. The evergreen lane goes round.
 */
export function canPrecede(touch: Path, step: Path): boolean {
  if (touch[0] !== step[0]) return touch[0] === "touches";
  if (touch[0] === "evergreen") return true;
  const at = step.findIndex((key, i) => touch[i] !== key);
  const [one, other] = [touch[at], step[at]];
  return at >= 0 && typeof one === "number" && typeof other === "number" && one < other;
}
