/** Whoever talks to one of a company says whether the letters to the others wait. */
import { html } from "hono/html";
import type { Known } from "../../workflows/rules/life.ts";
import { PAUSE } from "../../workflows/rules/pause-letters.ts";
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
<div class="buttons"><button class="quiet" name="colleagues" value="pause">Pause for ${PAUSE}</button><button class="quiet" name="colleagues" value="keep">Keep them going</button></div></form>`;
}

export const colleaguesTold = (paused: number | undefined) =>
  page(
    200,
    paused === undefined ? "Their letters go on" : "Their letters wait",
    html`<p>${
      paused === undefined
        ? "Nothing has changed for the colleagues."
        : paused === 0
          ? "Nobody else of the company gets letters now."
          : `${paused === 1 ? "One colleague hears" : `${paused} colleagues hear`} nothing from us for ${PAUSE}, unless they ask for us.`
    }</p><p><a href="?">Back to the lead</a></p>`,
  );
