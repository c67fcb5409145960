/** Calls and letters: tasks for people. Asked for, done in time or overdue, and a call that reached nobody is tried again. */
import { both } from "./both.ts";
import type { Brief, RunningCampaign } from "./campaign.ts";
import type { Change } from "./change.ts";
import { after } from "./clock.ts";
import { reachableBy } from "./consent.ts";
import type { Decision } from "./decision.ts";
import type { Touch } from "./journey.ts";
import { type Touch as HadTouch, isKnown, type Life } from "./life.ts";
import type { Look } from "./look.ts";
import { planned, touchIdOf } from "./planned-touch.ts";
import type { Run } from "./playbook.ts";
import { tryAgain } from "./retry.ts";
import { unsubscribe } from "./subscription.ts";
import type { Instant } from "./time.ts";
import { goesAt } from "./timing.ts";
import { channelOf, type TaskChannel, touchNamed } from "./touches.ts";

/** What can come of a task, by code; in words for the page on which it is told. */
export const OUTCOMES: Readonly<Record<TaskChannel, Readonly<Record<string, string>>>> = {
  call: {
    spoke: "We spoke",
    "wants-sales": "We spoke, and they want to talk to sales",
    voicemail: "Voicemail",
    "no-answer": "No answer",
    "wrong-number": "Wrong number",
  },
  postcard: { posted: "It is in the post", undeliverable: "It can't be delivered" },
  note: { posted: "It is in the post", undeliverable: "It can't be delivered" },
  reply: {
    answered: "We answered",
    "wants-sales": "They want to talk to sales",
    "not-interested": "They are not interested",
    "no-more-mail": "They want no more mail: take them off every list",
  },
};

/** Nobody was reached: a call with `again` is asked for once more. */
const REACHED_NOBODY = new Set(["voicemail", "no-answer"]);

/** What the newest touch, if it is a task, still asks for; undefined when the journey goes on. */
export function pendingTask(look: Look): Decision | undefined {
  const { had, now } = look;
  const task = had.toSorted((a, b) => a.claimedAt - b.claimedAt).at(-1);
  if (task === undefined || (task.channel ?? "mail") === "mail") return undefined;
  if (task.status === "claimed") return briefOf(look.run.campaign, task.name) && tryAgain(task, look);
  if (task.status === "sent") {
    const dueAt = task.dueAt ?? now;
    if (now < dueAt)
      return { do: "sleep", until: dueAt, because: `until "${task.name}" is done, or overdue` };
    return overdue(task, now);
  }
  return task.status === "done" ? triedAgain(task, look) : undefined;
}

function overdue(task: HadTouch, now: Instant): Decision {
  const what = `"${task.name}" is overdue: the journey goes on without it`;
  return {
    do: "record",
    because: what,
    change: {
      touches: [{ ...task, status: "overdue", settledAt: now }],
      ledger: [{ key: `touch#${task.touchId}#overdue`, at: now, kind: "task", what, touchId: task.touchId }],
    },
  };
}

/** Most calls end in voicemail. One that is not wanted any more is not tried again. */
function triedAgain(task: HadTouch, look: Look): Decision | undefined {
  const { life, run, playbook, now, zone } = look;
  const touch = touchOf(task, run);
  const round = task.round ?? 1;
  if (!touch?.again || round >= touch.again.most || !REACHED_NOBODY.has(task.outcome ?? "")) return undefined;
  if (!reachableBy(life, run.campaign, channelOf(touch)).may) return undefined;
  const at = goesAt(touch, after(task.settledAt ?? now, touch.again.after, zone), life, run, playbook, now);
  if (now < at) return { do: "sleep", until: at, because: `until "${task.name}" is tried again` };
  const again = {
    ...planned(run, touch, round + 1, now, zone),
    touchId: touchIdOf(run, task.name, round + 1),
  };
  return {
    do: "send",
    touch: { ...again, name: task.name },
    because: `"${task.name}" reached nobody: tried again`,
  };
}

function touchOf(task: HadTouch, { campaign }: Run): Touch | undefined {
  const touch = touchNamed(task.name, campaign);
  return touch && channelOf(touch) === (task.channel ?? "mail") ? touch : undefined;
}

/** What whoever does the task is told, under the task's name today; undefined where the campaign dropped it. */
export function briefOf(campaign: RunningCampaign, name: string): Brief | undefined {
  return campaign.briefs[name] ?? campaign.briefs[touchNamed(name, campaign)?.name ?? ""];
}

/** How a task ended, as the people who did it say. The first word on it counts; an overdue one may still be told of. */
export interface TaskReport {
  readonly touchId: string;
  readonly outcome: string;
  readonly by: string;
  readonly note: string;
  readonly at: Instant;
}

export type Reported =
  | { readonly change: Change; readonly words: string }
  | { readonly refused: "gone" | "told" | "unclear"; readonly words: string };

/** The change a report makes, or why it makes none: the task is gone, was told of already, or can't end so. */
export function report(life: Life, told: TaskReport): Reported {
  const task = life.touches.find((each) => each.touchId === told.touchId);
  const channel = task?.channel ?? "mail";
  if (!isKnown(life) || task === undefined || channel === "mail")
    return { refused: "gone", words: "This task is no longer here." };
  if (task.status === "done") return { refused: "told", words: toldAlready(task) };
  const words = Object.hasOwn(OUTCOMES[channel], told.outcome) ? OUTCOMES[channel][told.outcome] : undefined;
  if (words === undefined) return { refused: "unclear", words: "Please say how it ended." };
  const left =
    told.outcome === "no-more-mail"
      ? unsubscribe(life, told.at, `by a reply, says ${told.by}`, { how: "by hand" })
      : undefined;
  return {
    words,
    change: both(left ?? {}, {
      touches: [
        { ...task, status: "done", outcome: told.outcome, by: told.by, settledAt: settledAt(task, told) },
      ],
      ledger: [
        {
          key: keyOf(told),
          at: told.at,
          kind: "task",
          what: `"${task.name}": ${words.toLowerCase()}, says ${told.by}${told.note ? `: “${told.note}”` : ""}`,
          touchId: told.touchId,
          outcome: told.outcome,
          ...(told.outcome === "wants-sales"
            ? { handRaised: `told ${told.by} ${BY[channel]} that it wants to talk to sales` }
            : {}),
        },
      ],
    }),
  };
}

const BY: Readonly<Record<TaskChannel, string>> = {
  call: "on the telephone",
  reply: "by mail",
  postcard: "by post",
  note: "by post",
};

/** The journey has gone on without an overdue one since then, and a late word on it doesn't hold it up. */
function settledAt(task: HadTouch, { at }: TaskReport): Instant {
  return task.status === "overdue" ? (task.settledAt ?? at) : at;
}

/** When somebody told how it ended; undefined while nobody has. */
export function toldAt(life: Life, task: Pick<HadTouch, "touchId">): Instant | undefined {
  return life.ledger.find(({ key }) => key === keyOf(task))?.at;
}

function keyOf({ touchId }: Pick<HadTouch, "touchId">): string {
  return `task#${touchId}`;
}

/** Who was first, and what they said, for whoever comes second. */
export function toldAlready(task: HadTouch): string {
  return `${task.by ?? "Somebody"} told of this already: ${outcomeInWords(task) ?? "done"}.`;
}

/** `voicemail`, `we spoke`: undefined where nobody has told of one. */
export function outcomeInWords({ channel = "mail", outcome }: HadTouch): string | undefined {
  if (channel === "mail" || outcome === undefined) return undefined;
  return (OUTCOMES[channel][outcome] ?? outcome).toLowerCase();
}
