/** What the firm has decided, for every lead alike: its campaigns as they run now, its sales desk, and its fallback zone. */
import type { RunningCampaign } from "./campaign.ts";
import type { Desk } from "./desk.ts";
import { type Facts, holds } from "./holds.ts";
import type { HolidayTable } from "./holidays.ts";
import type { Lead, Profile } from "./lead.ts";
import type { Enrolment, Known } from "./life.ts";
import type { Instant, Span } from "./time.ts";
import { type Understood, understand } from "./understand.ts";

export interface Playbook {
  readonly campaigns: readonly RunningCampaign[];
  /** Who gets ripe leads. */
  readonly desk: Desk;
  /** IANA zone for leads whose own and whose country's zone are unknown. */
  readonly defaultTimeZone: string;
  /** Public holidays by country; without them no day is one. */
  readonly holidays?: HolidayTable;
  /** How long a lead is kept after its last sign; for good where absent. */
  readonly retention?: Span;
  /** Campaigns that are paused, by name, and since when. Only whoever is about to send needs to know. */
  readonly paused?: ReadonlyMap<string, Instant>;
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

/** The run that goes on, or else the last one. */
export function latestRun(life: Known, playbook: Playbook): Run | undefined {
  const all = runs(life, playbook);
  return all.find((run) => run.enrolment.endedAt === undefined) ?? all.at(-1);
}

/** A decision asks many times over; what one profile means doesn't change. */
const meanings = new WeakMap<
  Profile,
  { readonly address: string; readonly zone: string; readonly found: Understood }
>();

export function understood({ address, profile }: Lead, { defaultTimeZone: zone }: Playbook): Understood {
  const before = meanings.get(profile);
  if (before?.address === address && before.zone === zone) return before.found;
  const found = understand(address, profile, zone);
  meanings.set(profile, { address, zone, found });
  return found;
}

/** What a condition may ask of a lead outside any campaign's course: its words, what they mean, where it came from. */
export function saidBy(lead: Lead, playbook: Playbook): Facts {
  const { profile, answers, address, source, lifecycle } = lead;
  return { profile, answers, address, source, lifecycle, understood: understood(lead, playbook) };
}

/** The first segment whose condition holds, and why it does. */
export function segmentOf(
  lead: Lead,
  campaign: RunningCampaign,
  playbook: Playbook,
): { readonly name: string; readonly because: string } | undefined {
  const said = saidBy(lead, playbook);
  return campaign.segments.find((segment) => holds(segment.when, said));
}
