/** What the people who call and write read about a task: what to do, for whom, why now, until when, and where to tell how it ended. */
import type { Brief } from "./campaign.ts";
import { gone, reachable } from "./consent.ts";
import { dayInWords, momentInWords } from "./date-in-words.ts";
import type { Lead } from "./lead.ts";
import type { Known, LedgerLine, Touch } from "./life.ts";
import { LONGEST_SUBJECT, oneLine, unbroken } from "./one-line.ts";
import { HOUSE } from "./planned-touch.ts";
import { type Playbook, type Run, runs, segmentOf, understood } from "./playbook.ts";
import { repliesInWords } from "./reply-task.ts";
import { ripe } from "./ripe.ts";
import { openHandoff } from "./sales-clock.ts";
import { titleOf } from "./sales-notice.ts";
import { outcomeInWords, toldAt } from "./task.ts";
import type { Instant } from "./time.ts";
import type { TouchChannel } from "./touches.ts";

/** As much of a touch as its task is about: one that is planned, or one that was asked for. */
export type Task = Pick<
  Touch,
  "touchId" | "campaign" | "enrolment" | "name" | "channel" | "round" | "dueAt" | "about"
>;

/** What stands against it comes first. `brief` is filled in for this lead, `url` the page on which to tell how it ended. Days and hours are the firm's. */
export function taskNotice(
  life: Known,
  task: Task,
  brief: Brief,
  url: string,
  playbook: Playbook,
  now: Instant,
): { readonly subject: string; readonly text: string } {
  const until = dayInWords(task.dueAt ?? now, playbook.defaultTimeZone);
  const facts = taskFacts(life, task, playbook, now).map(([name, value]) => `${name}: ${value}`);
  const stands = hindrance(life, task);
  const against = stands === undefined ? [] : [unbroken(stands), ""];
  return {
    subject: oneLine(
      `To do by ${until}${ownerFor(task, life)}${silence(life)}: ${naming(brief.title, life.lead, playbook)}`,
      LONGEST_SUBJECT,
    ),
    text: [...against, unbroken(brief.title), "", ...facts, "", brief.text.trim(), "", `Report: ${url}`].join(
      "\n",
    ),
  };
}

/** Nobody acts on the subject alone. */
function silence({ lead }: Known): string {
  return lead.consent.noContactAt === undefined ? "" : ", wants no contact";
}

/** Whose lead it is shall see at a glance that it is to answer. */
function ownerFor({ channel }: Task, { lead: { owner } }: Known): string {
  return channel === "reply" && owner ? ` for ${owner.name}` : "";
}

/** Two tasks with one title are told apart in an inbox by whom they are for. */
function naming(title: string, lead: Lead, playbook: Playbook): string {
  const known = understood(lead, playbook);
  const isNamed = known.displayName !== undefined && title.includes(known.displayName);
  return isNamed ? title : `${title} (${titleOf(lead, known)})`;
}

/** A name and what stands under it, each on one line. */
export type Fact = readonly [name: string, value: string];

/** All that whoever does the task needs to know of the lead, beside the brief. */
export function taskFacts(life: Known, task: Task, playbook: Playbook, now: Instant): readonly Fact[] {
  const { lead } = life;
  const all = runs(life, playbook);
  const run =
    task.channel === "reply"
      ? all.toSorted((a, b) => b.enrolment.startedAt - a.enrolment.startedAt)[0]
      : all.find(({ campaign }) => campaign.name === task.campaign);
  const segment = run && segmentOf(lead, run.campaign, playbook);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["For", titleOf(lead, understood(lead, playbook))],
    [
      "Owner",
      task.channel === "reply" && lead.owner ? `${lead.owner.name}, ${lead.owner.address}` : undefined,
    ],
    ["Job", lead.profile.jobTitle],
    ...reachedBy(task.channel, life),
    ["E-mail", lead.address],
    ["Segment", segment && `${segment.name} (${segment.because})`],
    task.channel === "reply"
      ? ["They wrote", repliesInWords(life, task, playbook.defaultTimeZone)]
      : ["Why now", whyNow(life, task, run, playbook, now)],
    ["Tried before", triedBefore(life, task, playbook)],
    ["Due", task.dueAt === undefined ? undefined : momentInWords(task.dueAt, playbook.defaultTimeZone)],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, oneLine(value, LONGEST_FACT)] as const] : []));
}

const LONGEST_FACT = 500;

/** What whoever is about to do it should know first; undefined where nothing stands against it. */
export function hindrance(life: Known, { channel }: Pick<Task, "channel">): string | undefined {
  const unwanted = channel === "reply" ? whyNotWrite(life.lead) : whyNotReach(life.lead, channel ?? "mail");
  if (unwanted !== undefined) return unwanted;
  const last = life.handoffs.at(-1);
  if (last?.status === "accepted")
    return `Sales has this lead now: please talk to ${last.answeredBy ?? "them"} first.`;
  return openHandoff(life) && "This lead is with sales now: please talk to them first.";
}

/** It wrote, so it may be answered; what it asked for still holds. */
function whyNotWrite({ consent }: Lead): string | undefined {
  if (consent.noContactAt !== undefined)
    return "This lead asked not to be contacted any more. Please answer only if it asks for an answer, and no more than that.";
  return consent.withdrawnAt === undefined
    ? undefined
    : "This lead has unsubscribed. Please answer what it wrote, and no more than that.";
}

/** Whoever left the mails may have agreed to calls apart from that; then a call is welcome. */
function whyNotReach(lead: Lead, channel: TouchChannel): string | undefined {
  const hasLeft = gone(lead) !== undefined || ownConsent(lead, channel)?.withdrawnAt !== undefined;
  if (!hasLeft || reachable(lead, channel).may) return undefined;
  return `${whyNot(lead, channel)} Please leave it in peace.`;
}

function whyNot(lead: Lead, channel: TouchChannel): string {
  if (lead.consent.noContactAt !== undefined) return "This lead asked not to be contacted any more.";
  if (lead.suppressedAt !== undefined) return "Mail to this lead came back, or it complained of it.";
  if (ownConsent(lead, channel)?.withdrawnAt === undefined) return "This lead has unsubscribed since.";
  return `This lead wants no ${channel === "call" ? "calls" : "letters by post"} any more.`;
}

function ownConsent({ consent }: Lead, channel: TouchChannel) {
  return channel === "call" ? consent.call : consent.letter;
}

function reachedBy(channel: Task["channel"], { lead: { profile } }: Known) {
  if (channel === "call" || channel === "reply") return [["Phone", profile.phone] as const];
  const town = [profile.postcode, profile.city].filter(Boolean).join(" ");
  return [["Address", [profile.street, town, profile.country].filter(Boolean).join(", ")] as const];
}

/** Before sales it is that the lead is ripe; else the newest thing it did or said. */
function whyNow(
  life: Known,
  { name }: Task,
  run: Run | undefined,
  playbook: Playbook,
  now: Instant,
): string | undefined {
  const reason =
    name === HOUSE.validate && run !== undefined ? ripe(life, run.campaign, playbook, now) : undefined;
  if (reason) return `ripe, ${reason.because}`;
  const newest = life.ledger.filter(isOurReason).toSorted((a, b) => b.at - a.at)[0];
  return newest && `${newest.what}, on ${dayInWords(newest.at, playbook.defaultTimeZone)}`;
}

const DEEDS = new Set<LedgerLine["kind"]>(["form", "import", "click", "reply", "activity", "answer"]);

function isOurReason({ kind, machine }: LedgerLine): boolean {
  return machine === undefined && DEEDS.has(kind);
}

/** The last try of the same call that somebody told of. */
function triedBefore(life: Known, task: Task, playbook: Playbook): string | undefined {
  const { campaign, enrolment, name, touchId } = task;
  const last = life.touches
    .filter((each) => each.campaign === campaign && each.enrolment === enrolment && each.name === name)
    .filter((each) => each.touchId !== touchId && each.outcome !== undefined)
    .toSorted((a, b) => a.claimedAt - b.claimedAt)
    .at(-1);
  const at = last && toldAt(life, last);
  if (last === undefined || at === undefined) return undefined;
  return `${outcomeInWords(last)}, says ${last.by ?? "somebody"}, on ${dayInWords(at, playbook.defaultTimeZone)}`;
}
