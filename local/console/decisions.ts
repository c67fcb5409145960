/**
 * The decisions of a life among its events, each with its reason. They aren't stored: what a lead needed is a pure
 * function of what was known, so it is asked again, by today's rules.
 */
import { decide } from "../../workflows/rules/decide.ts";
import type { Known, Touch } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import type { Episode } from "../../workflows/rules/timeline.ts";
import { asItWas } from "./as-it-was.ts";
import { type Standing, standing } from "./standing.ts";

export interface Decided extends Episode {
  /** Why it was done, if it was ours to decide; for a decision, where the lead then stood. */
  readonly because?: string;
  readonly stands?: Standing;
}

/** What the lead needed once all of an instant was known: said where that is news, or where an act changed the points. */
export function withDecisions(
  episodes: readonly Episode[],
  life: Known,
  playbook: Playbook,
): readonly Decided[] {
  let last: Standing | undefined;
  return episodes.flatMap((episode, i) => {
    const told: Decided = { ...episode, ...whySent(episode, life, playbook) };
    if (episodes[i + 1]?.at === episode.at) return [told];
    const stands = standing(asItWas(life, playbook, episode.at), playbook, episode.at);
    if (!isRest(stands) || (last && !isNews(stands, last, episode))) return [told];
    last = stands;
    return [told, { at: episode.at, kind: "decision", what: "", stands }];
  });
}

/** What is done at once stands in the story as done. */
function isRest({ decision }: Standing): boolean {
  return decision.do === "sleep" || decision.do === "end";
}

const EARNS = new Set<Episode["kind"]>([
  "form",
  "click",
  "reply",
  "confirm",
  "open",
  "task",
  "activity",
  "answer",
]);

function isNews(now: Standing, before: Standing, { kind }: Episode): boolean {
  if (EARNS.has(kind) && now.score?.total !== before.score?.total) return true;
  return now.decision.because !== before.decision.because || now.next?.at !== before.next?.at;
}

function whySent({ touchId }: Episode, life: Known, playbook: Playbook): { because?: string } {
  const touch = life.touches.find((each) => each.touchId === touchId);
  const because = touch && reasonFor(touch, life, playbook);
  return because === undefined ? {} : { because };
}

function reasonFor(touch: Touch, life: Known, playbook: Playbook): string | undefined {
  const known = asItWas(life, playbook, touch.claimedAt);
  const before = { ...known, touches: known.touches.filter(({ claimedAt }) => claimedAt < touch.claimedAt) };
  const decision = decide(before, playbook, touch.claimedAt);
  return decision.do === "send" && decision.touch.touchId === touch.touchId ? decision.because : undefined;
}
