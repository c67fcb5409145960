/** Whose doing each opening and each click is taken for, in words, as the rules judge them today. */
import { actsOf } from "./acts.ts";
import { type Verdict, verdicts } from "./bots.ts";
import type { RunningCampaign } from "./campaign.ts";
import type { Life } from "./life.ts";
import type { Instant } from "./time.ts";

export interface Judgement {
  readonly by: Verdict["by"];
  readonly words: string;
}

/** As of some instant, and how its reader says an instant. */
export interface Moment {
  readonly now: Instant;
  readonly say: (at: Instant) => string;
}

/**
 * By the ledger line's key. A person's is not mentioned, unless it still has to stand. Without a campaign nothing is said of
 * what counts from when, since that is the campaign's to say.
 */
export function judgements(
  life: Life,
  campaign: RunningCampaign | undefined,
  { now, say }: Moment,
): ReadonlyMap<string, Judgement> {
  const acts = campaign === undefined ? [] : actsOf(life, campaign);
  const found = new Map<string, Judgement>();
  for (const [key, { by, because }] of verdicts(life).of) {
    const act = acts.find(({ line }) => line.key === key);
    const words = [
      ...(by === "person" ? [] : [act?.because ?? because].map((why) => named(by, why))),
      ...(act?.countsFrom !== undefined && act.countsFrom > now
        ? [`counts once it has stood, ${say(act.countsFrom)}`]
        : []),
    ];
    if (words.length > 0) found.set(key, { by, words: words.join("; ") });
  }
  return found;
}

function named(by: Verdict["by"], why: string): string {
  if (by === "machine") return `a machine: ${why}`;
  return why.startsWith(`${by}: `) ? why : `${by}: ${why}`;
}
