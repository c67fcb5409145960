/** Whoever talks to one of a company says whether the letters to the others wait. */
import { html } from "hono/html";
import type { Known } from "../../workflows/rules/life.ts";
import { COLLEAGUES_PAUSE } from "../../workflows/rules/pause-letters.ts";
import { type Playbook, understood } from "../../workflows/rules/playbook.ts";
import { type Html, page } from "./page.ts";

const MOST_NAMED = 5;

/** Nothing where nobody else of the company gets letters. */
export function colleaguesForm(colleagues: readonly Known[], playbook: Playbook): Html | "" {
  if (colleagues.length === 0) return "";
  const named = colleagues
    .slice(0, MOST_NAMED)
    .map(({ lead }) => understood(lead, playbook).displayName ?? lead.address);
  const more = colleagues.length - named.length;
  const who =
    colleagues.length === 1 ? "A colleague of theirs gets" : `${colleagues.length} colleagues of theirs get`;
  return html`<form class="first" method="post"><h2>Pause their letters, or keep them going?</h2>
<p>${who} our letters: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}. Whoever asks for us meanwhile goes to sales all the same.</p>
<div class="buttons"><button class="quiet" name="colleagues" value="pause">Pause for ${COLLEAGUES_PAUSE}</button><button class="quiet" name="colleagues" value="keep">Keep them going</button></div></form>`;
}

/** How many letters wait now, or go on again that waited. */
type ColleaguesTold = { readonly paused: number } | { readonly resumed: number };

export function colleaguesTold(told: ColleaguesTold) {
  const isPause = "paused" in told;
  const words = isPause ? pausedInWords(told.paused) : resumedInWords(told.resumed);
  return page(
    200,
    isPause ? "Their letters wait" : "Their letters go on",
    html`<p>${words}</p>${
      isPause
        ? html`<form method="post"><button class="quiet" name="colleagues" value="keep">Keep them going after all</button></form>`
        : ""
    }<p><a href="?">Back to the lead</a></p>`,
  );
}

function pausedInWords(paused: number): string {
  if (paused === 0) return "Nobody else of the company gets letters now.";
  return `${paused === 1 ? "One colleague hears" : `${paused} colleagues hear`} nothing from us for ${COLLEAGUES_PAUSE}, unless they ask for us.`;
}

function resumedInWords(resumed: number): string {
  if (resumed === 0) return "Nothing has changed for the colleagues.";
  return `${resumed === 1 ? "One colleague gets" : `${resumed} colleagues get`} our letters again.`;
}
