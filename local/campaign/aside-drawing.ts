/** Beside the journey: what may happen at any moment of it, and where that leads. */
import { html } from "hono/html";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { Html } from "../console/layout.ts";
import { type Card, cardOf, type Paper } from "./card.ts";
import { type AsideCard, asideOf } from "./journey-aside.ts";
import type { Box, Size } from "./journey-layout.ts";
import { arrow, cardMarks, rounded } from "./journey-marks.ts";

const PAPER: Paper = { width: 280, padding: { x: 16, y: 12 } };
/** Between the journey and its cards. */
const BRACE = 48;
const GAP = 28;

/** `besides`: the journey's size. It stands at the right of it; an arrow leads to each card to which a moment may lead. */
export function drawnAside(campaign: RunningCampaign, besides: Size): Size & { readonly marks: Html } {
  const cards = stacked(asideOf(campaign), besides.width + BRACE);
  const middle = besides.width + BRACE / 2 - 8;
  const brace = html`<path class="brace" d="M${besides.width + 8} 1 H${middle} V${besides.height - 1} H${besides.width + 8}" />`;
  const marks = html`${brace}${cards.map(({ is, card, box }, at) => {
    const outline = rounded(box, is, is === "sales" ? 20 : 8);
    return html`${way(is, box, cards[at - 1]?.box, middle)}${cardMarks(card, box, { outline })}\n`;
  })}`;
  const last = cards.at(-1)?.box;
  return { marks, width: besides.width + BRACE + PAPER.width, height: last ? last.y + last.height : 0 };
}

interface StackedCard {
  readonly is: AsideCard["is"];
  readonly card: Card;
  readonly box: Box;
}

function stacked(cards: readonly AsideCard[], x: number): readonly StackedCard[] {
  let y = 0;
  return cards.map(({ is, rows }) => {
    const card = cardOf(rows, PAPER);
    const box = { x, y, width: card.width, height: card.height };
    y += card.height + GAP;
    return { is, card, box };
  });
}

/** From the journey to what it may lead to; from being ripe down to sales. */
function way(is: AsideCard["is"], box: Box, above: Box | undefined, from: number): Html | undefined {
  if (is === "about") return undefined;
  if (is === "ripe" || is === "leaves") {
    const y = box.y + 22;
    return arrow([
      { x: from, y },
      { x: box.x - 2, y },
    ]);
  }
  const x = box.x + box.width / 2;
  const top = above === undefined ? box.y : above.y + above.height;
  return arrow([
    { x, y: top },
    { x, y: box.y - 2 },
  ]);
}
