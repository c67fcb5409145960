/** Which campaigns a post, an import or an activity brings a lead into, and whether it may come in again. */
import type { Campaign, RunningCampaign } from "./campaign.ts";
import { after } from "./clock.ts";
import { excluded } from "./excluded.ts";
import type { Lead } from "./lead.ts";
import type { Enrolment, Known, LedgerLine, Life } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import type { FormPost } from "./post.ts";
import { closedToUs } from "./taken-back.ts";

/** Somebody at a campaign's door: a post, or an activity, whose name then stands for the form's. */
export type Arrival = Pick<FormPost, "form" | "consent" | "at" | "startsAt"> & {
  readonly by?: FormPost["by"] | "activity";
};

/** The campaigns that this enters. */
export function campaignsOf({ by = "form", form }: Arrival, { campaigns }: Playbook) {
  return campaigns.filter(({ enter }) => enter[DOORS[by]].includes(form));
}

const DOORS: Readonly<
  Record<NonNullable<Arrival["by"]>, keyof Pick<Campaign["enter"], "forms" | "imports" | "activities">>
> = { form: "forms", import: "imports", hand: "imports", activity: "activities" };

/** Whether we bring the lead in ourselves, on somebody's word for it. */
export function isOurs({ by }: Pick<Arrival, "by">): boolean {
  return by === "import" || by === "hand";
}

/** Nurtured from now on, if it was not and nothing stands against it. */
export function welcomed(lead: Lead, because: string): Partial<Pick<Lead, "lifecycle" | "because">> {
  const stays =
    lead.suppressedAt !== undefined || !["captured", "unsubscribed", "dormant"].includes(lead.lifecycle);
  return stays ? {} : { lifecycle: "nurturing", because };
}

/** A run of each of them, where the lead may come in; where it doesn't belong there, a line that says why. */
export function entering(then: Known, before: Life, arrival: Arrival, line: LedgerLine, playbook: Playbook) {
  const joins: Enrolment[] = [];
  const notes: LedgerLine[] = [];
  for (const campaign of campaignsOf(arrival, playbook)) {
    const why =
      excluded(then, campaign, playbook, arrival.at) ?? (isOurs(arrival) ? closedToUs(then.lead) : undefined);
    if (why === undefined) joins.push(...enrol(before, arrival, campaign, playbook));
    else
      notes.push({
        key: `${line.key}#excluded#${campaign.name}`,
        at: arrival.at,
        kind: "enrolment",
        what: `not taken into ${campaign.name}: ${why}`,
      });
  }
  return { joins, notes };
}

/**
 * Once; again for somebody who left and now agrees to mail anew, and after the span that the campaign states. A run that
 * only went silent goes on where it stood.
 */
function enrol(
  life: Life,
  arrival: Arrival,
  campaign: RunningCampaign,
  playbook: Playbook,
): readonly Enrolment[] {
  const last = life.enrolments.findLast((each) => each.campaign === campaign.name);
  if (last !== undefined && last.endedAt === undefined) return [];
  const { by = "form", at, startsAt = at } = arrival;
  const fresh: Enrolment = { campaign: campaign.name, n: (last?.n ?? 0) + 1, startedAt: startsAt, by };
  if (last?.endedAt === undefined) return [fresh];
  const leftBefore = life.lead?.consent.withdrawnAt !== undefined;
  if (leftBefore) return arrival.consent ? [fresh] : [];
  if (last.end === "silent") return [resumed(last)];
  const { again } = campaign.enter;
  return again !== "never" && at >= after(last.endedAt, again, playbook.defaultTimeZone) ? [fresh] : [];
}

/** Every run that only went silent, going on where it stood: somebody is there after all. */
export function revived(life: Known): readonly Enrolment[] {
  const latest = new Map(life.enrolments.map((run) => [run.campaign, run]));
  return [...latest.values()].filter(({ end }) => end === "silent").map(resumed);
}

/** A run that went silent, as it was before. */
export function resumed({ endedAt, end, because, version, ...run }: Enrolment): Enrolment {
  return run;
}
