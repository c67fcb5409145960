/**
 * Whoever owns a lead is told that it wrote: a task of the house, for the whole lead, at whatever stage it is. At least
 * once: a crash tells it twice, and nobody listening has it told later.
 */
import type { Brief } from "./campaign.ts";
import { after } from "./clock.ts";
import { momentInWords } from "./date-in-words.ts";
import type { Decision } from "./decision.ts";
import { byTime } from "./ledger.ts";
import type { Known, LedgerLine, Touch } from "./life.ts";
import { isToAnswer, NO_CAMPAIGN, nextRoundAfter, REPLY } from "./planned-touch.ts";
import { type Playbook, understood } from "./playbook.ts";
import type { Instant, Span } from "./time.ts";

/** How long whoever answers has. */
export const ANSWER_WITHIN: Span = "1 day";

/** One task tells of so many replies at most, so that no item of the table grows without end: the oldest first. */
export const MOST_REPLIES = 50;

/** What the lead's replies ask for now: to be told of, or to wait; undefined where none is open. */
export function replyTask(life: Known, playbook: Playbook, now: Instant): Decision | undefined {
  const tasks = life.touches.filter(isToAnswer);
  const open = tasks.find(({ status }) => status === "claimed" || status === "refused");
  const retryAt = open?.status === "refused" ? (open.retryAt ?? now) : now;
  const about = [...(open?.about ?? []), ...untold(life, tasks)].slice(0, MOST_REPLIES);
  if (about.length > 0 && now >= retryAt) return askFor(open ?? tasks, about, playbook, now);
  const asked = tasks.filter(({ status }) => status === "sent");
  const late = asked.find(({ dueAt = now }) => dueAt <= now);
  if (late) return overdue(late, now);
  const waits = asked.map(({ dueAt = now }) => ({
    at: dueAt,
    because: "until its reply is answered, or overdue",
  }));
  if (about.length > 0)
    waits.push({ at: retryAt, because: "nobody could be told that it replied; tried again then" });
  const next = waits.sort((a, b) => a.at - b.at)[0];
  return next && { do: "sleep", until: next.at, because: next.because };
}

/** What a task that was given up told nobody of is told of again. */
function untold(life: Known, tasks: readonly Touch[]): readonly string[] {
  const told = new Set(tasks.filter(({ status }) => !UNHEARD.has(status)).flatMap(({ about = [] }) => about));
  return life.ledger
    .filter(({ kind, key }) => kind === "reply" && !told.has(key))
    .toSorted(byTime)
    .map(({ key }) => key);
}

const UNHEARD = new Set<Touch["status"]>(["failed", "unknown"]);

/** A new task, or the one that nobody is known to have heard of once more, with what was written since. */
function askFor(
  which: Touch | readonly Touch[],
  about: string[],
  playbook: Playbook,
  now: Instant,
): Decision {
  const before = "touchId" in which ? which : undefined;
  const round = before?.round ?? nextRoundAfter("touchId" in which ? [which] : which);
  const dueAt = after(now, ANSWER_WITHIN, playbook.defaultTimeZone);
  return {
    do: "send",
    touch: {
      touchId: `${NO_CAMPAIGN}_0_${REPLY}_${round}`,
      campaign: NO_CAMPAIGN,
      enrolment: 0,
      name: REPLY,
      channel: REPLY,
      round,
      version: "none",
      // Somebody may have heard of a claimed one, by its date.
      dueAt: before?.status === "claimed" ? (before.dueAt ?? dueAt) : dueAt,
      about,
    },
    because:
      before === undefined ? "it replied: somebody is told" : "nobody is known to have heard that it replied",
  };
}

function overdue(task: Touch, now: Instant): Decision {
  const what = "nobody has told what came of its reply, and the time for that is over";
  return {
    do: "record",
    because: what,
    change: {
      touches: [{ ...task, status: "overdue", settledAt: now }],
      ledger: [{ key: `touch#${task.touchId}#overdue`, at: now, kind: "task", what, touchId: task.touchId }],
    },
  };
}

/** What whoever answers is told to do. */
export function replyBrief({ lead }: Known, playbook: Playbook): Brief {
  return {
    title: `Answer ${understood(lead, playbook).displayName ?? lead.address}`,
    text: [
      "Read what they wrote, in the mailbox that replies come to, and answer it as a person would.",
      "Ripen sends them nothing more by itself in the campaigns that they were in.",
    ].join(" "),
  };
}

/** What was written, and to which of our mails, for whoever answers. */
export function repliesInWords(life: Known, { about = [] }: Pick<Touch, "about">, zone: string): string {
  const replies = life.ledger.filter(({ key }) => about.includes(key)).toSorted(byTime);
  return replies
    .map((line) => `${line.what}${inAnswerTo(line, life)}, ${momentInWords(line.at, zone)}`)
    .join("; ");
}

function inAnswerTo({ touchId, what }: LedgerLine, life: Known): string {
  const mail = life.touches.find((touch) => touch.touchId === touchId);
  return mail === undefined || what.includes(mail.subject) ? "" : ` (to our “${mail.subject}”)`;
}
