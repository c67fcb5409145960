/** Which campaigns a post or an import brings a lead into, and whether it may come in again. */
import type { RunningCampaign } from "./campaign.ts";
import { excluded } from "./excluded.ts";
import type { Enrolment, Known, LedgerLine, Life } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import type { FormPost } from "./post.ts";
import { after } from "./time.ts";

/** The campaigns that this post enters. */
export function campaignsOf({ by = "form", form }: FormPost, { campaigns }: Playbook) {
  return campaigns.filter(({ enter }) => (by === "form" ? enter.forms : enter.imports).includes(form));
}

/** A run of each of them, where the lead may come in; where it doesn't belong there, a line that says why. */
export function entering(then: Known, before: Life, post: FormPost, line: LedgerLine, playbook: Playbook) {
  const joins: Enrolment[] = [];
  const notes: LedgerLine[] = [];
  for (const campaign of campaignsOf(post, playbook)) {
    const why = excluded(then, campaign, playbook, post.at);
    if (why === undefined) joins.push(...enrol(before, post, campaign, playbook));
    else
      notes.push({
        key: `${line.key}#excluded#${campaign.name}`,
        at: post.at,
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
  post: FormPost,
  campaign: RunningCampaign,
  playbook: Playbook,
): readonly Enrolment[] {
  const last = life.enrolments.findLast((each) => each.campaign === campaign.name);
  if (last !== undefined && last.endedAt === undefined) return [];
  const { by = "form", at, startsAt = at } = post;
  const fresh: Enrolment = { campaign: campaign.name, n: (last?.n ?? 0) + 1, startedAt: startsAt, by };
  if (last?.endedAt === undefined) return [fresh];
  const leftBefore = life.lead?.consent.withdrawnAt !== undefined;
  if (leftBefore) return post.consent ? [fresh] : [];
  if (last.end === "silent") return [resumed(last)];
  const { again } = campaign.enter;
  return again !== "never" && at >= after(last.endedAt, again, playbook.defaultTimeZone) ? [fresh] : [];
}

function resumed({ endedAt, end, because, version, ...run }: Enrolment): Enrolment {
  return run;
}
