/** What a salesperson sees of a lead that waits for their answer: in short who it is, why now, and the ways to answer. */
import { html } from "hono/html";
import type { Desk } from "../../workflows/rules/desk.ts";
import { nameOf } from "../../workflows/rules/desk-people.ts";
import type { Handoff, Known } from "../../workflows/rules/life.ts";
import { type Playbook, understood } from "../../workflows/rules/playbook.ts";
import type { HandoffAnswer } from "../../workflows/rules/sales-answer.ts";
import { dueInWords, howLong } from "../../workflows/rules/to-do.ts";
import { headingOf } from "./heading.ts";
import { mail } from "./mail.ts";
import { type Html, page } from "./page.ts";
import { phone } from "./phone.ts";
import { type Asked, answering, byField, somebodyElse } from "./who-answers.ts";

export interface AskPage {
  readonly life: Known;
  readonly handoff: Handoff;
  readonly playbook: Playbook;
  /** Which answer the link asked for. */
  readonly wanted: string;
  /** Who says that they answer, by key. */
  readonly by: string | undefined;
  readonly problem: string | undefined;
  readonly now: number;
}

type Way = HandoffAnswer["answer"];

/** The answer that the link asked for stands first and open, within a thumb's reach; the others wait below. */
export function askPage({ life, handoff, playbook, wanted, by, problem, now }: AskPage) {
  const asked = { handoff, desk: playbook.desk, by };
  const first: Way = wanted === "reject" || wanted === "snooze" ? wanted : "accept";
  const others = (["accept", "reject", "snooze"] as const).filter((name) => name !== first);
  return page(
    200,
    headingOf(life.lead, playbook),
    html`<p>${greeting(asked, playbook, now)}</p>
<p><span class="soft">Why now:</span> ${handoff.because}</p>
<form class="first" method="post"><h2>${WAYS[first].name}</h2>${problem ? html`<p class="warn">${problem}</p>` : ""}${WAYS[first].fields(asked)}</form>
${factsOf(life, handoff, playbook)}
${others.map((name) => html`<details><summary>${WAYS[name].name}</summary><form method="post">${WAYS[name].fields(asked)}</form></details>`)}
${alreadyCustomer(asked)}${somebodyElse(asked, { answer: first })}`,
  );
}

function greeting(asked: Asked, { defaultTimeZone }: Playbook, now: number): Html {
  const { handoff, desk } = asked;
  const key = answering(asked);
  const zone = desk.people[key ?? handoff.to ?? ""]?.zone ?? defaultTimeZone;
  const due =
    handoff.dueAt === undefined
      ? ""
      : html` ${dueInWords(handoff, handoff.until ?? handoff.dueAt, zone, now)}.`;
  if (key === undefined) return html`${whoMay(handoff, desk, now)}${due}`;
  if (key === handoff.to) return html`${nameOf(key, desk)}, this lead is yours to answer.${due}`;
  const whose = handoff.to === undefined ? "" : html` in place of ${nameOf(handoff.to, desk)}`;
  return html`${nameOf(key, desk)}, you answer this lead${whose}.${due}`;
}

/** Nobody is named: a pool shares it, or nobody has had room for it yet. */
function whoMay({ pool, fullSince }: Handoff, { pools, people }: Desk, now: number): string {
  const shared = pools.find(({ name, share }) => share && name === pool);
  if (shared !== undefined) return "Whoever of you accepts this lead first has it.";
  if (fullSince === undefined) return "Somebody is being found for this lead. Who accepts it first has it.";
  const names = Object.values(people).map(({ name }) => name);
  return `Nobody has had room for this lead for ${howLong(now - fullSince)}. It is tried again every hour; whoever has room may accept it: ${names.join(", ")}.`;
}

/** For a look at what is closed (200), and for an answer that comes too late or cannot be (409). */
export const closedPage = (status: 200 | 409, what: string) =>
  page(status, status === 200 ? "Answered already" : "Your answer was not taken", html`<p>${what}</p>`);

export const goneHandoff = () =>
  page(410, "This lead is no longer here", html`<p>It was erased. There is nothing to do.</p>`);

export function factsOf({ lead }: Known, handoff: Handoff, playbook: Playbook): Html {
  const isNamed = understood(lead, playbook).displayName !== undefined;
  const { name: typed, company, jobTitle, phone: number, message } = lead.profile;
  const shown = [
    ["Name as typed", isNamed ? undefined : typed],
    ["Phone", number && phone(number)],
    ["E-mail", mail(lead.address)],
    ["Company", company],
    ["Job", jobTitle],
    ["Message", message],
    ["Score", `${handoff.score} points at release`],
  ].filter(([, value]) => value);
  return html`<dl class="facts">${shown.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

/** One press, where the desk knows a reason that says so. */
function alreadyCustomer(asked: Asked): Html | "" {
  const [code] = Object.entries(asked.desk.reasons).find(([, { next }]) => next === "customer") ?? [];
  if (code === undefined) return "";
  return html`<form method="post"><input type="hidden" name="answer" value="reject"><input type="hidden" name="reason" value="${code}">
${byField(asked, "customer")}<button class="quiet">Already a customer</button></form>`;
}

const WAYS: Record<Way, { readonly name: string; readonly fields: (asked: Asked) => Html }> = {
  accept: {
    name: "Accept",
    fields: (asked) => html`<input type="hidden" name="answer" value="accept">${byField(asked, "accept")}
<button>Accept this lead</button>
<p class="soft">Nurture mails to it stop, and you promise a first contact within ${asked.desk.contact.within} of working time.</p>`,
  },
  reject: {
    name: "Give it back",
    fields: (asked) => html`<input type="hidden" name="answer" value="reject">
<label for="reason">Why?</label><select id="reason" name="reason" required><option value="">Please choose</option>${reasons(
      asked.desk,
    )}</select>
<label for="reject-until">Not before <span class="soft">(for bad timing, if you know a day)</span></label><input id="reject-until" name="until" type="date">
<label for="note">A note <span class="soft">(optional)</span></label><textarea id="note" name="note" rows="3" maxlength="500"></textarea>
${byField(asked, "reject")}<button>Give it back</button>`,
  },
  snooze: {
    name: "Snooze",
    fields: (asked) => html`<input type="hidden" name="answer" value="snooze">
<label for="snooze-until">Tell me again on</label><input id="snooze-until" name="until" type="date" required>
${byField(asked, "snooze")}<button>Snooze</button>`,
  },
};

/** A customer is told of by a button of its own. */
function reasons({ reasons: all }: Desk): readonly Html[] {
  return Object.entries(all)
    .filter(([, { next }]) => next !== "customer")
    .map(([code, { say }]) => html`<option value="${code}">${say}</option>`);
}
