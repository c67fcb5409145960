/** What whoever accepted a lead sees of it: what is due, what was tried, and a tap for what came of it. */
import { html } from "hono/html";
import { dayInWords, soonInWords } from "../../workflows/rules/date-in-words.ts";
import { nameOf } from "../../workflows/rules/desk-people.ts";
import { handoffKey } from "../../workflows/rules/handoff-line.ts";
import { heldHandoff } from "../../workflows/rules/holder.ts";
import type { Handoff, Known } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { RESULTS, type Result } from "../../workflows/rules/results.ts";
import { dueInWords } from "../../workflows/rules/to-do.ts";
import { colleaguesForm } from "./colleagues-form.ts";
import { followUpForm } from "./follow-up-form.ts";
import { factsOf } from "./handoff-pages.ts";
import { headingOf } from "./heading.ts";
import { type Html, page } from "./page.ts";
import { type Asked, answering, byField, somebodyElse } from "./who-answers.ts";

interface Lead {
  readonly life: Known;
  readonly handoff: Handoff;
  readonly playbook: Playbook;
  readonly now: number;
}

export interface FollowUpPage extends Lead {
  readonly by: string | undefined;
  readonly problem: string | undefined;
  readonly typed: { readonly note: string; readonly isOpen: boolean };
  /** The others of the company who get letters. */
  readonly colleagues: readonly Known[];
}

export function followUpPage(shown: FollowUpPage) {
  const { life, handoff, playbook, by, problem, typed, colleagues, now } = shown;
  const asked = { handoff, desk: playbook.desk, by };
  const zone = zoneOf(handoff, playbook);
  return page(
    200,
    headingOf(life.lead, playbook),
    html`<p>${whoHasIt(asked, zone, now)} ${dueInWords(handoff, handoff.promised?.contactBy, zone, now)}.</p>
<section class="first"><h2>${handoff.promised?.spokeAt === undefined ? "Did you reach them?" : "What came of the talk?"}</h2>${problem ? html`<p class="warn">${problem}</p>` : ""}
${followUpForm({ handoff, desk: playbook.desk, hidden: byField(asked, "told"), id: "told", typed })}${whoseWord(asked)}</section>
${tries(life, handoff, playbook, zone, now)}${factsOf(life, handoff, playbook)}
${colleagues.length === 0 ? "" : html`<details><summary>Colleagues who get our letters</summary>${colleaguesForm(colleagues, playbook)}</details>`}
${somebodyElse(asked, {})}`,
  );
}

/** For whoever comes second with the same link: it doesn't say who opens it. */
function whoHasIt({ handoff, desk }: Asked, zone: string, now: number): Html {
  const { to, answeredBy = nameOf(to, desk), closedAt } = handoff;
  const when = closedAt === undefined ? "" : ` on ${soonInWords(closedAt, zone, now)}`;
  return html`${answeredBy} accepted this lead${when}.`;
}

function whoseWord(asked: Asked): Html | "" {
  const key = answering(asked);
  if (key === undefined) return "";
  const name = nameOf(key, asked.desk);
  return html`<p class="soft">It counts as ${name}’s word. You aren’t ${name}? Say so below, at “Somebody else answers”.</p>`;
}

function tries(
  { ledger }: Known,
  { n, promised }: Handoff,
  { desk }: Playbook,
  zone: string,
  now: number,
): Html | "" {
  const attempts = promised?.attempts ?? [];
  if (attempts.length === 0) return "";
  const notes = new Map(ledger.map(({ key, what }) => [key, NOTE.exec(what)?.[0]]));
  return html`<h2>Tried so far</h2><ol class="story">${attempts.map(({ at, outcome, by }) => {
    const note = notes.get(handoffKey(n, `${outcome}#${at}`));
    return html`<li class="tried"><span class="hour">${soonInWords(at, zone, now)}</span><div>${RESULTS[outcome as Result] ?? outcome}, says ${nameOf(by, desk)}${note ? `: ${note}` : ""}</div></li>`;
  })}</ol>`;
}

/** As the ledger ends a result's line: `Tom: we spoke (“Call in May”)`. */
const NOTE = /“[\s\S]*”(?=\)$)/;

/** By the clock of whoever has the lead. */
export function zoneOf({ to }: Handoff, { desk, defaultTimeZone }: Playbook): string {
  return desk.people[to ?? ""]?.zone ?? defaultTimeZone;
}

/** After an answer: what it means, what is due, and what is asked next. */
export function answeredPage({ life, handoff, playbook, now }: Lead, colleagues: readonly Known[]) {
  const name = handoff.answeredBy ?? nameOf(handoff.to, playbook.desk);
  switch (handoff.status) {
    case "accepted":
      return page(
        200,
        "It is yours",
        html`<p>Thank you, ${name}. Nurture mails to this lead have stopped. ${dueInWords(handoff, handoff.promised?.contactBy, zoneOf(handoff, playbook), now)}; then we ask whether you reached them.</p>
${factsOf(life, handoff, playbook)}<p><a href="?">Tell what came of it</a></p>${colleaguesForm(colleagues, playbook)}`,
      );
    case "snoozed":
      return page(
        200,
        "Snoozed",
        html`<p>Thank you, ${name}. You will hear of this lead again on ${dayInWords(handoff.until ?? now, zoneOf(handoff, playbook), now)}.</p>`,
      );
    default:
      return page(
        200,
        "Taken back",
        html`<p>Thank you, ${name}. Noted: ${givenBackAs(handoff, playbook, now)}.</p>`,
      );
  }
}

/** After a result. */
export function toldPage({ life, handoff, playbook, now }: Lead, result: Result) {
  const noted = html`Noted: ${RESULTS[result].charAt(0).toLowerCase()}${RESULTS[result].slice(1)}.`;
  const isHeld = heldHandoff(life)?.n === handoff.n;
  const then = isHeld
    ? html`${dueInWords(handoff, handoff.promised?.contactBy, zoneOf(handoff, playbook), now)}; then we ask again.`
    : handoff.status === "rejected"
      ? html`${givenBackAs(handoff, playbook, now)}.`
      : "You are done with this lead.";
  return page(
    200,
    "Noted, thank you",
    html`<p>${noted} ${then}</p>${isHeld ? html`<p><a href="?">Back to the lead</a></p>` : ""}`,
  );
}

function givenBackAs({ reason = "", until, ...handoff }: Handoff, playbook: Playbook, now: number): string {
  const say = playbook.desk.reasons[reason]?.say ?? reason;
  return until === undefined
    ? say
    : `${say}. It rests until ${dayInWords(until, zoneOf(handoff, playbook), now)}`;
}
