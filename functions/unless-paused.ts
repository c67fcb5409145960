/**
 * What a lead needs now, while campaigns may be paused. Only whoever is about to send asks, so that a pause costs
 * nothing elsewhere and counts from the very next send.
 */
import { decide } from "../workflows/rules/decide.ts";
import type { Decision } from "../workflows/rules/decision.ts";
import type { Known } from "../workflows/rules/life.ts";
import { playbook } from "./commit.ts";
import type { World } from "./world/world.ts";

/** What a paused campaign would send waits; decided again without it, the lead's other campaigns go on. */
export async function decideUnlessPaused(world: World, life: Known, given: number): Promise<Decision> {
  const paused = new Map<string, number>();
  for (;;) {
    const decision = decide(life, { ...playbook(world), paused }, given);
    if (decision.do !== "send") return decision;
    const { pausedAt } = await world.standings.read(decision.touch.campaign);
    if (pausedAt === undefined) return decision;
    paused.set(decision.touch.campaign, pausedAt);
  }
}
