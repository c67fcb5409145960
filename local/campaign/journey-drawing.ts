/** The journey itself: its touches, gates and arrows, each as wide and high as its words. */
import { html } from "hono/html";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { HOUSE } from "../../workflows/rules/planned-touch.ts";
import { touchesOf } from "../../workflows/rules/touches.ts";
import type { Html } from "../console/layout.ts";
import { type Card, cardOf, type Paper } from "./card.ts";
import { labelRows, rowsOf } from "./journey-cards.ts";
import { type Journey, type JourneyNode, journeyOf } from "./journey-graph.ts";
import { type Box, layOut, type Placed, type Size } from "./journey-layout.ts";
import { arrow, cardMarks, diamond, POINT, rounded } from "./journey-marks.ts";

export const TOUCH_PAPER: Paper = { width: 260, padding: { x: 16, y: 12 } };
const GATE_PAPER: Paper = { width: 280, padding: { x: POINT + 8, y: 12 }, shrinks: true };
const LABEL_PAPER: Paper = { width: 200, padding: { x: 6, y: 2 }, shrinks: true };

export interface Drawing extends Size {
  readonly journey: Journey;
  readonly marks: Html;
}

/** `at`: the touch to light, by its name. */
export async function drawnJourney(campaign: RunningCampaign, at: string | undefined): Promise<Drawing> {
  const journey = journeyOf(campaign);
  const nodes = new Map(
    journey.nodes.map((node) => [node.id, cardOf(rowsOf(node, campaign, at), paperOf(node))]),
  );
  const labels = journey.edges.map((edge) => {
    const rows = labelRows(edge, journey, campaign);
    return rows.length === 0 ? undefined : cardOf(rows, LABEL_PAPER);
  });
  const placed = await layOut(journey, { nodes, labels });
  const marks = html`${placed.lane && rounded(placed.lane, "round", 14)}
${placed.arrows.map(({ points }) => html`${arrow(points)}\n`)}
${placed.arrows.map(({ label }, n) => labelMarks(label, labels[n]))}
${journey.nodes.map((node) => html`${nodeMarks(node, nodes, placed, campaign, at)}\n`)}`;
  return { journey, marks, width: placed.width, height: placed.height };
}

function paperOf({ is }: JourneyNode): Paper {
  return is === "branch" || is === "wait" || is === "segments" ? GATE_PAPER : TOUCH_PAPER;
}

function labelMarks(box: Placed["arrows"][number]["label"], card: Card | undefined): Html | undefined {
  return box && card && cardMarks(card, box, { outline: rounded(box, "label", 4) });
}

function nodeMarks(
  node: JourneyNode,
  cards: ReadonlyMap<string, Card>,
  { boxes }: Placed,
  { segments }: RunningCampaign,
  at: string | undefined,
): Html | undefined {
  const [card, box] = [cards.get(node.id), boxes.get(node.id)];
  if (card === undefined || box === undefined) return undefined;
  const names = node.is === "touch" ? (node.touch.segments ?? []) : [];
  const isFor = names.map((name) => segments.findIndex((each) => each.name === name));
  const marks = cardMarks(card, box, { outline: outlineOf(node.is, box), segments: isFor });
  return at !== undefined && standsAt(at, node) ? html`<g id="here" class="lit">${marks}</g>` : marks;
}

/** In a touch, or in what stands in for it. */
function standsAt(name: string, node: JourneyNode): boolean {
  if (node.is === "touch") return touchesOf([node.touch]).some((touch) => touch.name === name);
  return node.is === "confirm" && name === HOUSE.confirm;
}

function outlineOf(is: JourneyNode["is"], box: Box): Html {
  switch (is) {
    case "entrance":
    case "lane":
    case "end":
      return rounded(box, is, 20);
    case "confirm":
    case "touch":
      return rounded(box, "box");
    case "branch":
    case "wait":
    case "segments":
      return diamond(box);
    default:
      return is satisfies never;
  }
}
