/** A lead's dossier: who it is and where it stands, its score, its story day by day; and each of its mails, to read and nothing else. */
import { html } from "hono/html";
import { dateInWords, hourInWords, momentInWords } from "../../workflows/rules/date-in-words.ts";
import type { Dossier, Told } from "../../workflows/rules/dossier.ts";
import type { KeptMail } from "../world/sent-mails.ts";
import { type Html, page, SANDBOXED } from "./page.ts";
import { phone } from "./phone.ts";

/** Days and hours are those of `zone`. */
export function dossierPage({ title, facts, score, story }: Dossier, zone: string) {
  const days = Map.groupBy(story, ({ at }) => dateInWords(at, zone));
  return page(
    200,
    title,
    html`<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${name === "Phone" ? phone(value) : value}</dd>`)}</dl>
${score ? scored(score) : ""}
<h2>What happened</h2>
<p class="soft">Times in ${zone}. The points are those that each earned then; they fade.</p>
${[...days].map(([day, told]) => html`<h3>${day}</h3><ol class="story">${told.map((each) => episode(each, zone))}</ol>`)}`,
  );
}

function scored({
  total,
  fit,
  engagement,
  releaseAt,
  isUntracked,
  lines,
}: NonNullable<Dossier["score"]>): Html {
  const fits = lines.filter(({ part }) => part === "fit");
  return html`<h2>${total} points today</h2>
<p>${fit} for what it is, ${engagement} for what it did. Sales is told at ${releaseAt}, once a person has acted.</p>
${isUntracked ? html`<p class="soft">It wants no tracking: nothing new is learned from its mails.</p>` : ""}
${fits.length === 0 ? "" : html`<ul class="plain">${fits.map(({ what, points }) => html`<li>${worth(points)} ${what}</li>`)}</ul>`}`;
}

function episode({ at, what, earned, judged, mail }: Told, zone: string): Html {
  return html`<li><span class="hour">${hourInWords(at, zone)}</span><div>${what}
${earned ? worth(earned) : ""} ${judged ? html`<span class="soft">(${judged.words})</span>` : ""}
${mail ? html`<a href="?mail=${mail}">Read it</a>` : ""}</div></li>`;
}

/** `+12`, in a badge. */
function worth(points: number): Html {
  const rounded = points.toFixed(1).replace(/\.0$/, "");
  return html`<span class="badge">${points > 0 ? "+" : ""}${rounded}</span>`;
}

/**
 * As it was sent, in a frame where nothing runs, nothing is loaded and no link leads anywhere: whoever reads a copy is
 * neither counted as its reader nor able to act as the lead.
 */
export function mailPage({ from, to, subject, html: letter, text }: KeptMail, sentAt: number, zone: string) {
  return page(
    200,
    subject,
    html`${BACK}
<dl class="facts"><dt>From</dt><dd>${from}</dd><dt>To</dt><dd>${to}</dd><dt>Sent</dt><dd>${momentInWords(sentAt, zone)}</dd></dl>
<p class="soft">A copy: its pictures are not loaded, and its links lead nowhere.</p>
${letter ? html`<iframe title="The mail as it was sent" sandbox srcdoc="${`${NOWHERE}${letter}`}"></iframe><details><summary>As plain text</summary><p class="brief">${text}</p></details>` : html`<p class="brief">${text}</p>`}`,
    SANDBOXED,
  );
}

/** A link would open in a window of its own, and no window may be opened: so a press does nothing, and the letter stays. */
const NOWHERE = '<base target="_blank">';

/** `subject` of a mail that went out, undefined where none did. */
export const notKept = (subject: string | undefined) =>
  page(
    404,
    subject ?? "There is no such mail",
    html`${BACK}<p>${subject === undefined ? "Nothing was sent under this name." : "It was sent, but no copy of it was kept."}</p>`,
  );

export const goneDossier = () =>
  page(410, "This lead is no longer here", html`<p>It was erased, and its story with it.</p>`);

const BACK = html`<p><a href="?">All about this lead</a></p>`;
