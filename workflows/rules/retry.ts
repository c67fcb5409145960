/** A touch that was refused, or of which nobody knows whether it was asked for, once more and by the same channel. */

import { reachableBy } from "./consent.ts";
import type { Decision } from "./decision.ts";
import type { Life, Touch } from "./life.ts";
import type { Look } from "./look.ts";
import { HOUSE, planned } from "./planned-touch.ts";
import type { Instant } from "./time.ts";
import { goesAt } from "./timing.ts";
import { touchNamed } from "./touches.ts";

/**
 * At the earliest when its refusal says, and within its hours: SES's trouble is no reason to write at night. What may not
 * go any more is closed, and never asked for again.
 */
export function tryAgain(touch: Touch, { life, run, playbook, now, zone }: Look): Decision {
  const may = reachableBy(life, run.campaign, touch.channel ?? "mail");
  if (!may.may) return closed(touch, may.because, now);
  const because =
    touch.status === "refused"
      ? `"${touch.name}" was refused (${touch.refusal})`
      : `nobody knows of "${touch.name}"`;
  const planning = touchNamed(touch.name, run.campaign) ?? {
    name: touch.name,
    promised: touch.name === HOUSE.confirm,
  };
  const retryAt = goesAt(planning, touch.retryAt ?? now, life, run, playbook, now);
  if (now < retryAt) return { do: "sleep", until: retryAt, because: `${because}; tried again then` };
  const { name, channel = "mail", round = 1 } = touch;
  const again = planned(run, { name, [channel]: `${name}.md` }, round, now, zone);
  const dueAt = dueOf(touch, now);
  return {
    do: "send",
    touch: dueAt === undefined ? again : { ...again, dueAt },
    because: `${because} and is tried again`,
  };
}

/** Somebody may have heard of one that was claimed; of one that was refused nobody has. */
function closed(touch: Touch, refusal: string, now: Instant): Decision {
  const { touchId, name, status, attempt } = touch;
  const what = `"${name}" is not asked for any more: ${refusal}`;
  return {
    do: "record",
    because: what,
    change: {
      touches: [{ ...touch, status: status === "claimed" ? "unknown" : "failed", refusal }],
      ledger: [{ key: `${closedKey(touch)}${status}#${attempt}`, at: now, kind: "touch", what, touchId }],
    },
  };
}

/** Whether it was closed before anybody said that they were told of it. */
export function wasClosed({ ledger }: Life, touch: Touch): boolean {
  const isOver = touch.status === "failed" || touch.status === "unknown";
  return isOver && ledger.some(({ key }) => key.startsWith(closedKey(touch)));
}

function closedKey({ touchId }: Touch): string {
  return `touch#${touchId}#closed#`;
}

/** A task that nobody has heard of has all its time still; one that somebody may have heard of keeps its date. */
function dueOf({ status, dueAt, claimedAt }: Touch, now: Instant): Instant | undefined {
  return dueAt === undefined || status !== "refused" ? dueAt : now + (dueAt - claimedAt);
}
