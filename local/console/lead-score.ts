/** The score, line by line: where each point comes from. */
import { html } from "hono/html";
import type { ScoreLine } from "../../workflows/rules/score.ts";
import type { Html } from "./layout.ts";
import type { Standing } from "./standing.ts";

export function scoreSection({ score, releaseAt = 100 }: Standing): Html | undefined {
  if (score === undefined) return undefined;
  const { fit, engagement, total, lines } = score;
  return html`<h2>Score</h2>
    <p>
      <meter min="0" max="${Math.max(releaseAt, total)}" value="${total}" aria-label="${total} of the ${releaseAt} points at which it is ripe"></meter>
      <br>
      ${fit} for what it is, ${engagement} for what it did; ripe at ${releaseAt}, once a person has acted.
    </p>
    ${lines.length === 0 ? "" : explained(lines)}`;
}

function explained(lines: readonly ScoreLine[]): Html {
  return html`<table>
    <thead><tr><th scope="col">For</th><th scope="col">What</th><th scope="col" class="number">Points today</th></tr></thead>
    <tbody>
      ${lines.map(({ part, what, points, earned }) => html`<tr><td>${part}</td><td>${what}</td><td class="number">${signed(points)}${faded(points, earned)}</td></tr>`)}
    </tbody>
  </table>`;
}

/** What it was worth when it happened, where that was more. */
function faded(points: number, earned: number): Html | "" {
  return signed(points) === signed(earned) ? "" : html` <span class="quiet">of ${signed(earned)}</span>`;
}

export function signed(points: number): string {
  const rounded = points.toFixed(1).replace(/\.0$/, "");
  return points > 0 ? `+${rounded}` : rounded;
}
