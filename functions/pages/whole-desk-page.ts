/** For whoever manages the desk: what nobody has answered, who holds what since when, and what became of this week's leads. */
import { html } from "hono/html";
import { soonInWords } from "../../workflows/rules/date-in-words.ts";
import { nameOf } from "../../workflows/rules/desk-people.ts";
import { handoffKey } from "../../workflows/rules/handoff-line.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { howLong } from "../../workflows/rules/to-do.ts";
import type { Hands, Listed, WholeDesk } from "../desk-lists.ts";
import { headingOf } from "./heading.ts";
import { type Html, page } from "./page.ts";

interface Shown {
  readonly playbook: Playbook;
  readonly zone: string;
  readonly now: number;
}

export function wholeDeskPage({ people, waiting, titles }: WholeDesk, shown: Shown) {
  const unanswered = people
    .flatMap(({ leads }) => leads)
    .filter(({ handoff }) => handoff.status === "released")
    .toSorted((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
  return page(
    200,
    "The whole desk",
    html`<p><a href="?">Back to my leads</a></p><p class="soft">Times in ${shown.zone}.</p>
${list("Waiting for an answer", unanswered, (each) => html`${nameOf(each.handoff.to, shown.playbook.desk)}, since ${soonInWords(askedSince(each), shown.zone, shown.now)}. ${lateness(each, shown.now)}`, shown)}
${list("Nobody has them yet", waiting, (each) => waitsFor(each, shown), shown)}
<h2>Who holds what</h2>${people.map((hands) => holds(hands, shown))}
${week(people, titles, shown)}`,
  );
}

function list(
  heading: string,
  leads: readonly Listed[],
  say: (each: Listed) => Html,
  { playbook }: Shown,
): Html {
  return html`<h2>${heading} (${leads.length})</h2>${
    leads.length === 0
      ? html`<p class="soft">None.</p>`
      : html`<ul class="rows">${leads.map(
          (each) =>
            html`<li><a href="${each.links.answer}">${headingOf(each.life.lead, playbook)}</a><div>${say(each)}</div></li>`,
        )}</ul>`
  }`;
}

/** Since when it is theirs to answer: a lead may have waited before for somebody who has room. */
const askedSince = ({ handoff }: Listed) => handoff.notifiedAt ?? handoff.releasedAt;

/** Whose clock has run out once is late, though another's runs now: counted since sales was first told. */
function lateness(each: Listed, now: number): Html {
  const { life, handoff, due } = each;
  if ((handoff.stage ?? 1) === 1) return html`${due}.`;
  const told = life.ledger.find(({ key }) => key.startsWith(handoffKey(handoff.n, "told#")))?.at;
  return html`<span class="late">${howLong(now - (told ?? askedSince(each)))} without an answer.</span> ${due}.`;
}

function lateBy({ dueAt, pressing }: Listed, now: number): string {
  return pressing === "overdue" && dueAt !== undefined && dueAt < now ? `${howLong(now - dueAt)} late: ` : "";
}

function waitsFor({ handoff }: Listed, { playbook, zone, now }: Shown): Html {
  const { fullSince, pool, releasedAt } = handoff;
  if (fullSince !== undefined)
    return html`<span class="late">Nobody has had room for ${howLong(now - fullSince)}.</span> Tried again every hour.`;
  const isShared = playbook.desk.pools.some(({ name, share }) => share && name === pool);
  return html`${isShared ? `Anybody of ${pool} may accept it` : "Somebody is being found"}, since ${soonInWords(releasedAt, zone, now)}.`;
}

function holds({ key, name, atMost, leads, more }: Hands, shown: Shown): Html {
  const all = leads.length + more;
  const late = leads.filter(({ pressing }) => pressing === "overdue").length;
  const room = atMost === undefined ? `${all}, and is on the desk no more` : `${all} of ${atMost}`;
  const summary = html`${name}: ${room}${late > 0 ? html` <span class="late">(${late} overdue)</span>` : ""}`;
  if (leads.length === 0) return html`<p class="row">${summary}</p>`;
  return html`<details><summary id="of-${key}">${summary}</summary><ul class="rows">${leads.map(
    (each) =>
      html`<li><a href="${each.links.answer}">${headingOf(each.life.lead, shown.playbook)}</a><div>Since ${soonInWords(each.handoff.closedAt ?? askedSince(each), shown.zone, shown.now)}. <span class="${each.pressing === "overdue" ? "late" : ""}">${lateBy(each, shown.now)}${each.due}.</span></div></li>`,
  )}</ul></details>`;
}

function week(people: readonly Hands[], titles: WholeDesk["titles"], { playbook, zone, now }: Shown): Html {
  const all = people
    .flatMap(({ name, answers }) => answers.map((answer) => ({ ...answer, name })))
    .toSorted((a, b) => b.at - a.at);
  const [accepted, rejected, silent] = (["accepted", "rejected", "expired"] as const).map(
    (status) => all.filter((each) => each.status === status).length,
  );
  const { reasons } = playbook.desk;
  const became = ({ status, reason = "" }: (typeof all)[number]) =>
    status === "accepted"
      ? "accepted"
      : status === "rejected"
        ? `given back: ${reasons[reason]?.say ?? reason}`
        : "not answered in time";
  return html`<h2>This week</h2><p>${accepted} accepted, ${rejected} given back, ${silent} not answered in time.</p>
<ul class="rows">${all.map(
    (each) =>
      html`<li><span>${titles.get(each.leadId) ?? "A lead that was erased"}</span><div>${each.name}, ${soonInWords(each.at, zone, now)}: ${became(each)}</div></li>`,
  )}</ul>`;
}
