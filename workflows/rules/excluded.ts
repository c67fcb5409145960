/** Who doesn't belong in a campaign: our own people, customers, competitors. */
import type { RunningCampaign } from "./campaign.ts";
import { factsOf } from "./facts.ts";
import { holds } from "./holds.ts";
import type { Known } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import type { Instant } from "./time.ts";

/** Why this lead isn't taken in, or doesn't stay. Looked at on entering and before every touch. */
export function excluded(
  life: Known,
  campaign: RunningCampaign,
  playbook: Playbook,
  now: Instant,
): string | undefined {
  if (campaign.enter.except.length === 0) return undefined;
  const facts = factsOf(life, campaign, playbook, now);
  return campaign.enter.except.find(({ when }) => holds(when, facts))?.because;
}
