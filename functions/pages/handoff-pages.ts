/** What a salesperson sees: the lead in short, why now, and three ways to answer. */
import { html } from "hono/html";
import { type HandoffAnswer, REASONS } from "../../workflows/rules/handoff.ts";
import type { Handoff, Known } from "../../workflows/rules/life.ts";
import { type Playbook, understood } from "../../workflows/rules/playbook.ts";
import { titleOf } from "../../workflows/rules/sales-notice.ts";
import { page } from "./page.ts";

export function askPage(
  life: Known,
  handoff: Handoff,
  playbook: Playbook,
  wanted: string,
  problem: string | undefined,
) {
  const forms = {
    accept: acceptForm(),
    reject: rejectForm(wanted === "reject" ? problem : undefined),
    snooze: snoozeForm(wanted === "snooze" ? problem : undefined),
  };
  const first = wanted === "reject" || wanted === "snooze" ? wanted : "accept";
  const rest = (Object.keys(forms) as (keyof typeof forms)[]).filter((name) => name !== first);
  return page(
    200,
    titleOf(life.lead, understood(life.lead, playbook)),
    html`${summary(life, handoff)}${forms[first]}${rest.map((name) => forms[name])}`,
  );
}

export function answeredPage(answer: HandoffAnswer) {
  switch (answer.answer) {
    case "accept":
      return page(
        200,
        "It is yours",
        html`<p>Thank you, ${answer.by}. Nurture mails to this lead have stopped; please get in touch soon.</p>`,
      );
    case "reject":
      return page(200, "Taken back", html`<p>Thank you, ${answer.by}. Noted: ${REASONS[answer.reason]}.</p>`);
    case "snooze":
      return page(
        200,
        "Snoozed",
        html`<p>Thank you, ${answer.by}. You will hear of this lead again on that day.</p>`,
      );
    default:
      return answer satisfies never;
  }
}

export const closedPage = (status: number, what: string) =>
  page(status, "Answered already", html`<p>${what}</p>`);

export const goneHandoff = () =>
  page(410, "This lead is no longer here", html`<p>It was erased. There is nothing to do.</p>`);

function summary({ lead }: Known, handoff: Handoff) {
  const shown = [
    ["Why now", handoff.because],
    ["Score", `${handoff.score} points at release`],
    ["Company", lead.profile.company],
    ["Job", lead.profile.jobTitle],
    ["E-mail", lead.address],
    ["Phone", lead.profile.phone],
    ["Message", lead.profile.message],
  ].filter(([, value]) => value);
  return html`<dl>${shown.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

const yourName = (id: string) =>
  html`<label for="${id}-by">Your name</label><input id="${id}-by" name="by" autocomplete="given-name" required maxlength="80">`;

const acceptForm =
  () => html`<form method="post"><h2>Accept</h2><p class="soft">You promise to get in touch in time.</p>
<input type="hidden" name="answer" value="accept">${yourName("accept")}<button>Accept this lead</button></form>`;

const rejectForm = (
  problem: string | undefined,
) => html`<form method="post"><h2>Give it back</h2>${problem ? html`<p class="warn">${problem}</p>` : ""}
<input type="hidden" name="answer" value="reject">${yourName("reject")}
<label for="reason">Why?</label><select id="reason" name="reason" required><option value="">Please choose</option>${Object.entries(
  REASONS,
).map(([code, words]) => html`<option value="${code}">${words}</option>`)}</select>
<label for="reject-until">For bad timing: not before</label><input id="reject-until" name="until" type="date">
<label for="note">A note</label><textarea id="note" name="note" rows="3" maxlength="500"></textarea>
<button>Give it back</button></form>`;

const snoozeForm = (
  problem: string | undefined,
) => html`<form method="post"><h2>Snooze</h2>${problem ? html`<p class="warn">${problem}</p>` : ""}
<input type="hidden" name="answer" value="snooze">${yourName("snooze")}
<label for="snooze-until">Tell me again on</label><input id="snooze-until" name="until" type="date" required><button>Snooze</button></form>`;
