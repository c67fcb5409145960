/** Who of sales has the lead, since when and what is due; what they tried, and how earlier hand-offs ended. */
import { html } from "hono/html";
import type { Desk } from "../../workflows/rules/desk.ts";
import { nameOf } from "../../workflows/rules/desk-people.ts";
import { heldHandoff } from "../../workflows/rules/holder.ts";
import type { Handoff, Known } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { NO_WORD } from "../../workflows/rules/promise.ts";
import { NO_CONTACT, RESULTS, type Result } from "../../workflows/rules/results.ts";
import { closedBy } from "../../workflows/rules/sales-answer.ts";
import { toDo } from "../../workflows/rules/to-do.ts";
import type { Html } from "./layout.ts";
import { moment } from "./moment.ts";
import type { TopicNotice } from "./sources.ts";

/** Nothing for a lead that sales never had to do with. `notices`: those to sales, of whichever leads. */
export function salesSection(
  life: Known,
  playbook: Playbook,
  notices: readonly TopicNotice[],
  now: number,
): Html | undefined {
  const held = heldHandoff(life);
  const earlier = life.handoffs.filter((handoff) => handoff !== held);
  if (held === undefined && earlier.length === 0) return undefined;
  return html`<section aria-labelledby="sales">
    <h2 id="sales">With sales</h2>
    ${held ? holding(life, held, playbook, now) : html`<p>Nobody has it now.</p>`}
    ${earlier.length === 0 ? "" : html`<h3>Earlier</h3><ul class="plain">${earlier.map((handoff) => html`<li>${ended(handoff, playbook)}</li>`)}</ul>`}
    ${pages(life, held, playbook.desk, notices)}
  </section>`;
}

/** `Tom`, or who that is for a lead that waits for somebody. */
export function holderInWords({ to, pool }: Handoff, desk: Desk): string {
  if (to !== undefined) return nameOf(to, desk);
  const isShared = desk.pools.some(({ name, share }) => name === pool && share);
  return isShared ? `everybody of ${pool}` : "nobody yet";
}

function holding(life: Known, handoff: Handoff, playbook: Playbook, now: number): Html {
  const { desk, defaultTimeZone } = playbook;
  const { to, status, closedAt, notifiedAt, releasedAt, asked = [], promised } = handoff;
  const zone = desk.people[to ?? ""]?.zone ?? defaultTimeZone;
  const since = status === "accepted" ? closedAt : notifiedAt;
  const [todo] = toDo([life], zone, now);
  const before = [...new Set(asked)].filter((key) => key !== to).map((key) => nameOf(key, desk));
  return html`<dl class="facts">
    <dt>Who</dt><dd>${holderInWords(handoff, desk)}, ${STANDS[status]}</dd>
    <dt>Since</dt><dd>${moment(since ?? releasedAt, zone)}</dd>
    <dt>Due</dt><dd>${todo?.due}</dd>
    ${before.length === 0 ? "" : html`<dt>Before</dt><dd>${before.join(", ")} let it lie</dd>`}
    ${promised?.attempts.length ? html`<dt>Tries</dt><dd>${tries(promised.attempts, zone)}</dd>` : ""}
  </dl>`;
}

const STANDS: Readonly<Record<Handoff["status"], string>> = {
  released: "who has yet to answer",
  snoozed: "who snoozed it",
  accepted: "who accepted it",
  rejected: "",
  expired: "",
};

function tries(attempts: NonNullable<Handoff["promised"]>["attempts"], zone: string): Html {
  return html`<ul class="plain">${attempts.map(({ at, outcome }) => html`<li>${resultInWords(outcome)}, ${moment(at, zone)}</li>`)}</ul>`;
}

const resultInWords = (code: string) => RESULTS[code as Result] ?? code;

function ended(handoff: Handoff, playbook: Playbook): string {
  const { outcome, note } = handoff;
  const came =
    outcome === undefined || outcome === NO_WORD || outcome === NO_CONTACT
      ? ""
      : ` ${resultInWords(outcome)}.`;
  return `${closedBy(handoff, playbook)}${came}${note ? ` “${note}”` : ""}`;
}

/** Signed links live in notifications only: the newest has those that open longest. */
function pages({ leadId }: Known, held: Handoff | undefined, desk: Desk, notices: readonly TopicNotice[]) {
  const own = notices
    .filter(({ forPrograms }) => forPrograms?.includes(leadId))
    .toSorted((a, b) => Date.parse(b.sentAt) - Date.parse(a.sentAt));
  const dossier = own.map(({ forPrograms }) => linksOf(forPrograms).dossier).find(Boolean);
  const theirs = own.find(({ attributes }) => held?.to !== undefined && attributes["to"] === held.to);
  const { mine } = linksOf(theirs?.forPrograms);
  if (dossier === undefined && mine === undefined) return undefined;
  return html`<p class="row-of-buttons pages">
    ${dossier && html`<a class="button" href="${dossier}" rel="noreferrer">Dossier</a> `}
    ${mine && html`<a class="button" href="${mine}" rel="noreferrer">Leads of ${nameOf(held?.to, desk)}</a>`}
  </p>`;
}

function linksOf(json: string | undefined): { readonly dossier?: string; readonly mine?: string } {
  try {
    return (JSON.parse(json ?? "{}") as { links?: { dossier?: string; mine?: string } }).links ?? {};
  } catch {
    return {};
  }
}
