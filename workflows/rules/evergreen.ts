/** The slow lane's next touch: round by round, each in the order of the list. */
import type { Evergreen, Touch } from "./journey.ts";
import type { Touch as HadTouch } from "./life.ts";
import { hasHad } from "./path.ts";

/**
 * The first touch after the furthest one had in this round for which `isFor` holds, else the first of the next round;
 * undefined if none is for this lead. A touch added to the lane comes in this round if it lies ahead, else in the next.
 */
export function nextInTheLane(
  lane: Evergreen,
  had: readonly HadTouch[],
  isFor: (touch: Touch) => boolean,
): { readonly touch: Touch; readonly round: number } | undefined {
  const inLane = had.filter(({ name }) => lane.touches.some((touch) => hasHad(touch, new Set([name]))));
  const round = Math.max(1, ...inLane.map((touch) => touch.round ?? 1));
  const names = new Set(inLane.filter((touch) => (touch.round ?? 1) === round).map(({ name }) => name));
  const standsAt = lane.touches.findLastIndex((touch) => hasHad(touch, names));
  const ahead = lane.touches.slice(standsAt + 1).find(isFor);
  if (ahead) return { touch: ahead, round };
  const first = lane.touches.find(isFor);
  return first && { touch: first, round: round + 1 };
}
