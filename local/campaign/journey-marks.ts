/** Cards, gates and arrows as SVG. */
import { html } from "hono/html";
import type { Channel } from "../../workflows/rules/touches.ts";
import type { Html } from "../console/layout.ts";
import { type Card, CHIP, type Chip, type Mark } from "./card.ts";
import type { Box, Point } from "./journey-layout.ts";
import { segmentClass } from "./journey-style.ts";

/** The card's words on its outline; `segments` colour its left edge. */
export function cardMarks(
  card: Card,
  { x, y, width, height }: Box,
  look: { readonly outline: Html; readonly segments?: readonly number[] },
): Html {
  const { segments = [] } = look;
  const each = (height - 16) / Math.max(1, segments.length);
  return html`<g class="part">${look.outline}${segments.map(
    (segment, at) =>
      html`<rect class="${segmentClass(segment)}" x="${x + 4}" y="${y + 8 + at * each}" width="5" height="${each}" />`,
  )}<g transform="translate(${x} ${y})">${card.marks.map((mark) => drawn(mark, width))}</g></g>`;
}

export function rounded({ x, y, width, height }: Box, name: string, radius = 8): Html {
  return html`<rect class="${name}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" />`;
}

/** A diamond with room for words: its left and right ends are pointed. */
export function diamond({ x, y, width, height }: Box): Html {
  const [right, middle, bottom] = [x + width, y + height / 2, y + height];
  return html`<path class="gate" d="M${x} ${middle} L${x + POINT} ${y} H${right - POINT} L${right} ${middle} L${right - POINT} ${bottom} H${x + POINT} Z" />`;
}

export const POINT = 26;

/** Along the points, with round corners. */
export function arrow(points: readonly Point[]): Html {
  return html`<path class="arrow" d="${pathOf(points)}" marker-end="url(#journey-tip)" />`;
}

function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const steps = rest.map((to, at) => {
    const next = rest[at + 1];
    return next === undefined ? `L${to.x} ${to.y}` : corner(points[at] ?? first, to, next);
  });
  return [`M${first.x} ${first.y}`, ...steps].join(" ");
}

const RADIUS = 8;

function corner(from: Point, at: Point, to: Point): string {
  const [before, behind] = [toward(at, from), toward(at, to)];
  return `L${before.x} ${before.y} Q${at.x} ${at.y} ${behind.x} ${behind.y}`;
}

/** A little way from one point to another, at most half of it; the lines are level or upright. */
function toward(from: Point, to: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.abs(dx) + Math.abs(dy);
  const share = length === 0 ? 0 : Math.min(RADIUS, length / 2) / length;
  return { x: from.x + dx * share, y: from.y + dy * share };
}

function drawn(mark: Mark, width: number): Html {
  switch (mark.is) {
    case "text":
      return html`<text class="${mark.look}" x="${mark.x}" y="${mark.y}">${mark.text}</text>`;
    case "chip":
      return chip(mark.chip, mark);
    case "icon":
      return html`<path class="icon" transform="translate(${mark.x} ${mark.y})" d="${ICONS[mark.channel]}" />`;
    case "rule":
      return html`<path class="rule" d="M12 ${mark.y} H${width - 12}" />`;
    default:
      return mark satisfies never;
  }
}

function chip(
  { says, segment, isHere }: Chip,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): Html {
  const colour = isHere ? "here" : segment === undefined ? "" : segmentClass(segment);
  return html`<g class="chip ${colour}"><rect x="${x}" y="${y}" width="${width}" height="${CHIP.height}" rx="${CHIP.height / 2}" /><text x="${x + CHIP.padding}" y="${y + 17}">${says}</text></g>`;
}

/** 18 pixels square, in lines: an envelope, a receiver, a stamped card, a pen. */
const ICONS: Readonly<Record<Channel, string>> = {
  mail: "M1 4 H17 V15 H1 Z M1 4.5 L9 10.5 L17 4.5",
  call: "M4 1.5 L7 1.5 L8 6 L6 7.5 C7 9.5 8.5 11 10.5 12 L12 10 L16.5 11 V14 C16.5 15.5 15.5 16.5 14 16.5 C7.5 16 2 10.5 1.5 4 C1.5 2.5 2.5 1.5 4 1.5 Z",
  postcard: "M1 3.5 H17 V14.5 H1 Z M9.5 6 V12 M12 6 H15 V9 H12 Z M3.5 7 H7 M3.5 9.5 H7 M3.5 12 H6",
  note: "M2 16 L3 12 L12.5 2.5 L15.5 5.5 L6 15 Z M10.5 4.5 L13.5 7.5 M8 16.5 H16",
};
