/** A salesperson's own list: the most pressing first, a call and a result one tap away. */
import { html } from "hono/html";
import { dayInWords } from "../../workflows/rules/date-in-words.ts";
import { HEADINGS } from "../../workflows/rules/digest.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { PRESSING, type ToDo } from "../../workflows/rules/to-do.ts";
import type { Listed } from "../desk-lists.ts";
import { followUpForm } from "./follow-up-form.ts";
import { headingOf } from "./heading.ts";
import { mail } from "./mail.ts";
import { type Html, page } from "./page.ts";
import { phone } from "./phone.ts";

export interface MyLeads {
  readonly person: { readonly key: string; readonly name: string; readonly zone: string };
  readonly leads: readonly Listed[];
  /** Theirs too, and less pressing. */
  readonly more: number;
  readonly playbook: Playbook;
  /** What was noted a moment ago, or why it wasn't. */
  readonly said: SaidBefore | undefined;
  /** A newer link, once this one has lived for half its life. */
  readonly fresh: { readonly url: string; readonly until: number } | undefined;
}

export interface SaidBefore {
  readonly status: 200 | 400 | 409;
  readonly words: string;
  /** What was typed at one of the leads, to be put right. */
  readonly typed?: { readonly leadId: string; readonly note: string };
}

export function myLeadsPage({ person, leads, more, playbook, said, fresh }: MyLeads) {
  const isManager = playbook.desk.manager === person.key;
  return page(
    said?.status ?? 200,
    `${person.name}’s leads`,
    html`${said ? html`<p class="${said.status === 200 ? "noted" : "warn"}" role="status">${said.words}</p>` : ""}
${isManager ? html`<p><a href="?view=all">The whole desk</a></p>` : ""}
${leads.length === 0 ? html`<p>Nothing is yours to do. Whoever ripens next is told to you.</p>` : html`<p class="soft">Times in ${person.zone}.</p>`}
${PRESSING.map((pressing) => group(pressing, leads, playbook, said))}
${more > 0 ? html`<p class="soft">${more} more press less and are not shown.</p>` : ""}
${renewal(fresh, person.zone)}`,
  );
}

function group(
  pressing: ToDo["pressing"],
  leads: readonly Listed[],
  playbook: Playbook,
  said: MyLeads["said"],
): Html | "" {
  const found = leads.filter((each) => each.pressing === pressing);
  if (found.length === 0) return "";
  return html`<h2>${HEADINGS[pressing]} (${found.length})</h2>${found.map((each) => piece(each, playbook, said))}`;
}

function piece(
  { life, handoff, pressing, due, links }: Listed,
  playbook: Playbook,
  said: MyLeads["said"],
): Html {
  const isMeant = said?.typed?.leadId === life.leadId;
  const typed = { note: isMeant ? (said?.typed?.note ?? "") : "", isOpen: isMeant };
  const { lead, leadId } = life;
  const id = `lead-${leadId}`;
  const number = lead.profile.phone;
  const hidden = html`<input type="hidden" name="leadId" value="${leadId}"><input type="hidden" name="n" value="${handoff.n}">`;
  return html`<section class="lead" aria-labelledby="${id}">
<h3 id="${id}">${headingOf(lead, playbook)}</h3>
<p class="${pressing === "overdue" ? "late" : ""}">${due}</p>
<p>${number ? phone(number) : mail(lead.address)}</p>
<p class="soft">${handoff.because}</p>
${handoff.status === "accepted" ? followUpForm({ handoff, desk: playbook.desk, hidden, id, typed }) : html`<form method="post">${hidden}<button name="answer" value="accept">Accept this lead</button></form>`}
<p class="ways"><a href="${links.answer}">${handoff.status === "accepted" ? "Its page" : "Give it back or snooze it"}</a> <a href="${links.dossier}">All about it</a></p></section>`;
}

function renewal(fresh: MyLeads["fresh"], zone: string): Html | "" {
  if (fresh === undefined) return "";
  return html`<p class="soft">This link grows old. <a href="${fresh.url}">Keep this newer one</a>: it opens until ${dayInWords(fresh.until, zone)}.</p>`;
}
