/** What the firm has decided, for every lead alike: its campaigns as they run now, and its fallback zone. */
import type { RunningCampaign } from "./campaign.ts";
import { holds } from "./condition.ts";
import type { Lead } from "./lead.ts";
import type { Enrolment, Known } from "./life.ts";
import { type Understood, understand } from "./understand.ts";

export interface Playbook {
  readonly campaigns: readonly RunningCampaign[];
  /** IANA zone for leads whose own and whose country's zone are unknown. */
  readonly defaultTimeZone: string;
}

export interface Run {
  readonly enrolment: Enrolment;
  readonly campaign: RunningCampaign;
}

/** The lead's runs of campaigns that still exist: at most one a campaign, the latest. */
export function runs(life: Known, playbook: Playbook): readonly Run[] {
  return playbook.campaigns.flatMap((campaign) => {
    const enrolment = life.enrolments.findLast((each) => each.campaign === campaign.name);
    return enrolment ? [{ enrolment, campaign }] : [];
  });
}

export function understood(lead: Lead, playbook: Playbook): Understood {
  return understand(lead.address, lead.profile, playbook.defaultTimeZone);
}

/** The first segment whose condition holds, and why it does. */
export function segmentOf(
  lead: Lead,
  campaign: RunningCampaign,
  playbook: Playbook,
): { readonly name: string; readonly because: string } | undefined {
  const known = { profile: lead.profile, answers: lead.answers, understood: understood(lead, playbook) };
  return campaign.segments.find((segment) => holds(segment.when, known));
}
