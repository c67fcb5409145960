/** What whoever calls or writes sees: the task, all it takes to do it, and one form for how it ended. */
import { html } from "hono/html";
import type { Touch } from "../../workflows/rules/life.ts";
import { OUTCOMES } from "../../workflows/rules/task.ts";
import type { Fact } from "../../workflows/rules/task-notice.ts";
import { choices } from "./choices.ts";
import { page } from "./page.ts";
import { phone } from "./phone.ts";

interface Shown {
  readonly task: Touch;
  /** The brief. */
  readonly text: string;
  readonly facts: readonly Fact[];
  /** What stands against doing it. */
  readonly hindrance: string | undefined;
  readonly isOverdue: boolean;
  readonly typed: { readonly outcome: string; readonly by: string; readonly note: string };
  readonly problem: string | undefined;
}

export function taskPage({ task, text, facts, hindrance, isOverdue, typed, problem }: Shown) {
  const { channel = "mail" } = task;
  const outcomes = channel === "mail" ? {} : OUTCOMES[channel];
  return page(
    200,
    task.subject,
    html`${hindrance ? html`<p class="warn">${hindrance}</p>` : ""}
<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${name === "Phone" ? phone(value) : value}</dd>`)}</dl>
${text ? html`<h2>What to do</h2><p class="brief">${text}</p>` : ""}
<form class="first" method="post">
${isOverdue ? html`<p class="soft">It was due already, and the lead has gone on without it. Tell us all the same.</p>` : ""}
${problem ? html`<p class="warn" id="problem">${problem}</p>` : ""}
${choices("outcome", "How did it end?", outcomes, typed.outcome)}
<label for="by">Your name</label><input id="by" name="by" autocomplete="given-name" required maxlength="80" value="${typed.by}">
<label for="note">A note <span class="soft">(optional)</span></label><textarea id="note" name="note" rows="3" maxlength="500">${typed.note}</textarea>
<button>Report it</button></form>`,
  );
}

export const reportedTask = ({ by, outcome }: Shown["typed"], words: string) =>
  page(
    200,
    "Noted, thank you",
    html`<p>${words}${by ? `, says ${by}` : ""}.</p>${outcome === "wants-sales" ? html`<p>Sales is being told.</p>` : ""}`,
  );

/** For a look at what was told of (200), and for a report that comes second (409). */
export const closedTask = (status: 200 | 409, what: string) =>
  page(status, status === 200 ? "Told of already" : "Your report was not taken", html`<p>${what}</p>`);

export const goneTask = () =>
  page(410, "This task is no longer here", html`<p>Its lead was erased. There is nothing to do.</p>`);
