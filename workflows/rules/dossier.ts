/** All that we know of one lead, for whoever of ours is to speak with it: who it is, where it stands, and its story in order of time. */
import type { RunningCampaign } from "./campaign.ts";
import { consentFacts } from "./consent-in-words.ts";
import { momentInWords } from "./date-in-words.ts";
import { nameOf } from "./desk-people.ts";
import { type Judgement, judgements } from "./judgements.ts";
import type { Handoff, Known, Touch } from "./life.ts";
import { oneLine } from "./one-line.ts";
import { latestRun, type Playbook, understood } from "./playbook.ts";
import { NO_CONTACT } from "./results.ts";
import { titleOf } from "./sales-notice.ts";
import { answersOf } from "./sales-notice-story.ts";
import { type Score, score } from "./score.ts";
import type { Fact } from "./task-notice.ts";
import type { Instant } from "./time.ts";
import { timeline } from "./timeline.ts";
import { doubtsOf } from "./understand.ts";

export interface Dossier {
  /** `Zoë Müller, Molkerei Süd` */
  readonly title: string;
  readonly facts: readonly Fact[];
  /** Under the campaign that it is in, or was in last; none if no campaign ever took it. */
  readonly score: (Score & { readonly releaseAt: number; readonly isUntracked: boolean }) | undefined;
  /** By the firm's own clock, the oldest first. */
  readonly story: readonly Told[];
}

/** One thing that happened, or that was decided, with its reason. */
export interface Told {
  readonly at: Instant;
  readonly what: string;
  /** The points that it earned when it happened, before they fade; absent where nothing is given for it. */
  readonly earned?: number;
  /** Whose doing it is taken for, where it isn't plainly a person's. */
  readonly judged?: Judgement;
  /** The mail that was sent: whether a copy was kept is another question. */
  readonly mail?: string;
}

export function dossier(life: Known, playbook: Playbook, now: Instant): Dossier {
  const run = latestRun(life, playbook);
  const points = run && {
    ...score(life, run.campaign, playbook, now),
    releaseAt: run.campaign.release.score,
    isUntracked: life.lead.consent.untrackedAt !== undefined,
  };
  return {
    title: titleOf(life.lead, understood(life.lead, playbook)),
    facts: facts(life, playbook, run?.campaign),
    score: points,
    story: story(life, playbook, points, now),
  };
}

function story(life: Known, playbook: Playbook, points: Score | undefined, now: Instant): readonly Told[] {
  const say = (at: Instant) => momentInWords(at, playbook.defaultTimeZone);
  const judged = judgements(life, latestRun(life, playbook)?.campaign, { now, say });
  const earned = new Map(points?.lines.map((line) => [line.key, line.earned]));
  return timeline(life, judged).map(({ at, what, key, touchId, judged: whose }) => {
    const gave = key === undefined ? undefined : earned.get(key);
    const mail = touchId === undefined ? undefined : sentMail(life, touchId);
    return {
      at,
      what,
      ...(gave === undefined ? {} : { earned: gave }),
      ...(whose === undefined ? {} : { judged: whose }),
      ...(mail === undefined ? {} : { mail: mail.touchId }),
    };
  });
}

/** The mail of this touch, if one went out. */
export function sentMail({ touches }: Known, touchId: string): Touch | undefined {
  return touches.find(
    (each) => each.touchId === touchId && each.status === "sent" && (each.channel ?? "mail") === "mail",
  );
}

function facts(life: Known, playbook: Playbook, campaign: RunningCampaign | undefined): readonly Fact[] {
  const { lead } = life;
  const { profile, owner, source, segment } = lead;
  const town = [profile.postcode, profile.city].filter(Boolean).join(" ");
  const known: readonly (readonly [string, string | undefined])[] = [
    ["Stage", `${lead.lifecycle}: ${lead.because}`],
    ["With sales", withSales(life.handoffs.at(-1), playbook)],
    ["Owner", owner && `${owner.name}, ${owner.address}`],
    ["Job", profile.jobTitle],
    ["E-mail", lead.address],
    ["Take care", doubtsOf(understood(lead, playbook))],
    ["Phone", profile.phone],
    ["Website", profile.website],
    ["Address", [profile.street, town, profile.country].filter(Boolean).join(", ")],
    ["Industry", profile.industry],
    ["Employees", profile.employees],
    ["Uses", profile.installedProduct],
    ["Segment", segment],
    ["Message", profile.message],
    ...answersOf(life, campaign, MOST_ANSWERS).map(({ question, answer }) => [question, answer] as const),
    ...consentFacts(lead, playbook.defaultTimeZone),
    ["Came from", [source.form, ...Object.values(source.utm)].join(", ")],
  ];
  return known.flatMap(([name, value]) => (value ? [[name, oneLine(value, LONGEST_FACT)] as const] : []));
}

const LONGEST_FACT = 500;
const MOST_ANSWERS = 50;

function withSales(handoff: Handoff | undefined, { desk, defaultTimeZone }: Playbook): string | undefined {
  if (handoff === undefined) return undefined;
  const { status, to, answeredBy: by = nameOf(to, desk), promised, doneAt, reason, outcome } = handoff;
  if (reason === NO_CONTACT || outcome === NO_CONTACT) return "no more: it asked not to be contacted";
  const isPromised = promised !== undefined && promised.spokeAt === undefined && doneAt === undefined;
  const said: Readonly<Record<Handoff["status"], string>> = {
    released: to === undefined ? "told of it, no answer yet" : `${nameOf(to, desk)} is asked, no answer yet`,
    snoozed: `put off by ${by}`,
    accepted: `accepted by ${by}${isPromised ? `, who promised a contact by ${momentInWords(promised.contactBy, defaultTimeZone)}` : ""}`,
    rejected: `given back by ${by}`,
    expired: "not answered in time",
  };
  return said[status];
}
