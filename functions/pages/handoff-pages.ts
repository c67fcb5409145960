/** What a salesperson sees: the lead in short, why now, and three ways to answer. */
import { html } from "hono/html";
import { type Desk, nameOf } from "../../workflows/rules/desk.ts";
import type { Handoff, Known } from "../../workflows/rules/life.ts";
import { type Playbook, understood } from "../../workflows/rules/playbook.ts";
import type { HandoffAnswer } from "../../workflows/rules/sales-answer.ts";
import { titleOf } from "../../workflows/rules/sales-notice.ts";
import { type Html, page } from "./page.ts";

/** The answer that the link asked for stands first and open, within a thumb's reach; the others wait below. */
export function askPage(
  life: Known,
  handoff: Handoff,
  playbook: Playbook,
  wanted: string,
  problem: string | undefined,
) {
  const first = wanted === "reject" || wanted === "snooze" ? wanted : "accept";
  const others = (["accept", "reject", "snooze"] as const).filter((name) => name !== first);
  return page(
    200,
    titleOf(life.lead, understood(life.lead, playbook)),
    html`<p><span class="soft">Why now:</span> ${handoff.because}</p>
<form class="first" method="post"><h2>${ANSWERS[first].name}</h2>${problem ? html`<p class="warn">${problem}</p>` : ""}${ANSWERS[first].fields(playbook.desk)}</form>
${facts(life, handoff)}
${others.map((name) => html`<details><summary>${ANSWERS[name].name}</summary><form method="post">${ANSWERS[name].fields(playbook.desk)}</form></details>`)}`,
  );
}

export function answeredPage(answer: HandoffAnswer, desk: Desk) {
  const name = nameOf(answer.by, desk);
  switch (answer.answer) {
    case "accept":
      return page(
        200,
        "It is yours",
        html`<p>Thank you, ${name}. Nurture mails to this lead have stopped; please get in touch soon.</p>`,
      );
    case "reject":
      return page(
        200,
        "Taken back",
        html`<p>Thank you, ${name}. Noted: ${desk.reasons[answer.reason]?.say ?? answer.reason}.</p>`,
      );
    case "snooze":
      return page(
        200,
        "Snoozed",
        html`<p>Thank you, ${name}. You will hear of this lead again on that day.</p>`,
      );
    default:
      return answer satisfies never;
  }
}

/** For a look at what is closed (200), and for an answer that comes too late or cannot be (409). */
export const closedPage = (status: 200 | 409, what: string) =>
  page(status, status === 200 ? "Answered already" : "Your answer was not taken", html`<p>${what}</p>`);

export const goneHandoff = () =>
  page(410, "This lead is no longer here", html`<p>It was erased. There is nothing to do.</p>`);

function facts({ lead }: Known, handoff: Handoff): Html {
  const shown = [
    ["Company", lead.profile.company],
    ["Job", lead.profile.jobTitle],
    ["E-mail", lead.address],
    ["Phone", lead.profile.phone],
    ["Message", lead.profile.message],
    ["Score", `${handoff.score} points at release`],
  ].filter(([, value]) => value);
  return html`<dl class="facts">${shown.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

const yourName = (answer: string): Html =>
  html`<label for="${answer}-by">Your name</label><input id="${answer}-by" name="by" autocomplete="given-name" required maxlength="80">`;

const ANSWERS: Record<
  HandoffAnswer["answer"],
  { readonly name: string; readonly fields: (desk: Desk) => Html }
> = {
  accept: {
    name: "Accept",
    fields: () => html`<input type="hidden" name="answer" value="accept">${yourName("accept")}
<button>Accept this lead</button>
<p class="soft">Nurture mails to it stop, and you promise to get in touch in time.</p>`,
  },
  reject: {
    name: "Give it back",
    fields: ({ reasons }) => html`<input type="hidden" name="answer" value="reject">
<label for="reason">Why?</label><select id="reason" name="reason" required><option value="">Please choose</option>${Object.entries(
      reasons,
    ).map(([code, { say }]) => html`<option value="${code}">${say}</option>`)}</select>
<label for="reject-until">Not before <span class="soft">(for bad timing, if you know a day)</span></label><input id="reject-until" name="until" type="date">
<label for="note">A note <span class="soft">(optional)</span></label><textarea id="note" name="note" rows="3" maxlength="500"></textarea>
${yourName("reject")}<button>Give it back</button>`,
  },
  snooze: {
    name: "Snooze",
    fields: () => html`<input type="hidden" name="answer" value="snooze">
<label for="snooze-until">Tell me again on</label><input id="snooze-until" name="until" type="date" required>
${yourName("snooze")}<button>Snooze</button>`,
  },
};
