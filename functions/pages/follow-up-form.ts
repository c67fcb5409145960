/** "Did you reach them?": one tap for each thing that can have come of it. */
import { html } from "hono/html";
import type { Desk } from "../../workflows/rules/desk.ts";
import { standing } from "../../workflows/rules/follow-up.ts";
import type { Handoff } from "../../workflows/rules/life.ts";
import { RESULTS, type Result } from "../../workflows/rules/results.ts";
import type { Html } from "./page.ts";

export interface Asking {
  readonly handoff: Handoff;
  readonly desk: Desk;
  /** Who answers, and of which lead, where the link doesn't say it. */
  readonly hidden: Html;
  /** Of one lead on a page of many; begins its ids. */
  readonly id: string;
  /** A note that was typed stays while something else is put right, and then the fields are open. */
  readonly typed: { readonly note: string; readonly isOpen: boolean };
}

const TRIED: readonly Result[] = ["spoke", "voicemail", "not-yet", "wrong-person"];
const CAME_OF_IT: readonly Result[] = ["qualified", "won", "lost"];

/** Before they have spoken, the tries stand first; afterwards, what may have come of the talk. */
export function followUpForm(asking: Asking): Html {
  const { handoff, id, typed, hidden } = asking;
  const hasSpoken = handoff.promised?.spokeAt !== undefined;
  const [first, others] = hasSpoken
    ? [[...CAME_OF_IT, "spoke" as const], TRIED.slice(1)]
    : [TRIED, CAME_OF_IT];
  return html`<form method="post">${NO_DEFAULT}${hidden}<input type="hidden" name="seen" value="${standing(handoff)}">
<div class="buttons">${first.map(tap)}</div>
<details ${typed.isOpen ? "open" : ""}><summary>A note, another day, or something else</summary>
<label for="${id}-note">A note <span class="soft">(optional)</span></label><textarea id="${id}-note" name="note" rows="2" maxlength="500">${typed.note}</textarea>
<label for="${id}-next">Ask me again on <span class="soft">(“not now” needs it)</span></label><input id="${id}-next" name="until" type="date">
<p class="soft">Then press what came of it, here or above.</p>
<div class="buttons">${others.map(tap)}${tap("not-now")}${outOfReach(asking)}</div>${missing(asking)}</details></form>`;
}

/** The enter key in a field presses the first button of a form: none of them, since each says something else. */
const NO_DEFAULT = html`<button disabled hidden></button>`;

const tap = (result: Result): Html =>
  html`<button class="quiet" name="result" value="${result}">${RESULTS[result]}</button>`;

function triesMissing({ handoff: { promised }, desk }: Asking): number {
  return Math.max(0, desk.contact.attempts - (promised?.attempts.length ?? 0));
}

const outOfReach = (asking: Asking): Html | "" => (triesMissing(asking) > 0 ? "" : tap("unreachable"));

function missing(asking: Asking): Html | "" {
  const number = triesMissing(asking);
  if (number === 0) return "";
  const left = number === 1 ? "one is" : `${number} are`;
  return html`<p class="soft">It counts as out of reach after ${asking.desk.contact.attempts} tries: ${left} still missing.</p>`;
}
