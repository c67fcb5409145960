/** A lead's story on its page: what happened and what was decided, with the reasons. */
import { html } from "hono/html";
import type { ScoreLine } from "../../workflows/rules/score.ts";
import type { Decided } from "./decisions.ts";
import type { Html } from "./layout.ts";
import { moment } from "./moment.ts";
import { inOneSentence, type Reader, reason } from "./needs.ts";
import type { Standing } from "./standing.ts";

export function story(
  episodes: readonly Decided[],
  zone: string,
  reader: Reader,
  lines: readonly ScoreLine[],
): Html {
  return html`<h2>What happened, and what was decided</h2>
    <p class="quiet">Times in ${zone}. Decisions are worked out again from what was known then, by the campaign as it is today.</p>
    <ol class="timeline">
      ${episodes.map((each) => (each.stands ? decision(each.at, each.stands, reader) : episode(each, zone, lines)))}
    </ol>`;
}

function episode(
  { at, kind, what, messageId, key, judged, because, proof }: Decided,
  zone: string,
  lines: readonly ScoreLine[],
): Html {
  const points = lines.find((line) => key !== undefined && line.key === key)?.points;
  return html`<li class="${judged?.by === "machine" ? "machine" : kind}">
    ${moment(at, zone)} ${what}
    ${points ? html`<span class="badge">${points.toFixed(1)} points today</span>` : ""}
    ${judged ? html`<span class="badge">${judged.words}</span>` : ""}
    ${messageId ? html`<a href="/mailbox/${encodeURIComponent(messageId)}">the mail</a>` : ""}
    ${proof ? html`<span class="because">Proof: ${proof}.</span>` : ""}
    ${because ? html`<span class="because">Why: ${because}.</span>` : ""}
  </li>`;
}

function decision(at: number, stands: Standing, reader: Reader): Html {
  return html`<li class="decision">${inOneSentence(stands, { ...reader, now: at })} <span class="because">${reason(stands)}</span></li>`;
}
