/** A lead's own path through its campaign: where it stands, and what lies ahead of it. Follows edits by the touches' names. */
import { type Facts, holds } from "./holds.ts";
import type { Branch, Step, Touch, Wait } from "./journey.ts";
import type { Touch as HadTouch } from "./life.ts";
import type { Run } from "./playbook.ts";

export interface Path {
  /** Added behind the lead, for everybody. */
  readonly missed: readonly Touch[];
  /** In order, up to and with the first wait that isn't over. */
  readonly ahead: readonly (Touch | Wait)[];
}

/**
 * The lead stands after the furthest touch or wait that it has behind it and the campaign still names: what was added
 * ahead comes, what was added behind doesn't, what was removed is skipped. A lead in the evergreen lane has every step behind it.
 */
export function pathOf(run: Run, had: readonly HadTouch[], facts: Facts): Path {
  const { campaign, enrolment } = run;
  const names = new Set(had.map(({ name }) => name));
  const ways = new Map(enrolment.passed?.map(({ step, way }) => [step, way]));
  const stood = (step: Step): boolean => {
    if ("name" in step) return hasHad(step, names);
    return ("wait" in step && ways.has(step.wait)) || [...step.do, ...step.else].some(stood);
  };
  const wayOf = (gate: Branch | Wait) => {
    const gone = "wait" in gate ? ways.get(gate.wait) : undefined;
    return gone ?? (["do", "else"] as const).find((way) => gate[way].some(stood)) ?? chosen(gate, facts);
  };
  const open = (steps: readonly Step[]): readonly (Touch | Wait)[] =>
    steps.flatMap((step) => {
      if ("name" in step) return [step];
      const way = wayOf(step);
      const inside = way === undefined ? [] : open(step[way]);
      return "wait" in step ? [step, ...inside] : inside;
    });
  const path = open(campaign.touches);
  const inTheLane = campaign.evergreen?.touches.some((touch) => hasHad(touch, names)) ?? false;
  const standsAt = inTheLane ? path.length - 1 : path.findLastIndex(stood);
  const behind = path.slice(0, Math.max(0, standsAt));
  const ahead = path.slice(standsAt + 1);
  const wait = ahead.findIndex((step) => "wait" in step);
  return {
    missed: behind.filter((step) => "name" in step).filter((touch) => touch.toAll && !stood(touch)),
    ahead: wait < 0 ? ahead : ahead.slice(0, wait + 1),
  };
}

/** Under its name today, under a former one, or by what stands in for it. */
export function hasHad(touch: Touch, names: ReadonlySet<string>): boolean {
  const own = [touch.name, ...touch.formerly].some((name) => names.has(name));
  return own || (touch.else !== undefined && hasHad(touch.else, names));
}

/** A branch shows its way as things stand; a wait that isn't over shows none. */
function chosen(gate: Branch | Wait, facts: Facts): "do" | "else" | undefined {
  if ("wait" in gate) return undefined;
  return holds(gate.when, facts) ? "do" : "else";
}
