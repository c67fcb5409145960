/** `npm run dashboard`: draws the operators' dashboard from the template into docs/pictures, widgets and lines without values. */
import { readFileSync, writeFileSync } from "node:fs";
import { html } from "hono/html";
import { wrapped } from "../local/campaign/text-width.ts";
import { dashboardWidgets, linesOf, shownOf, type Widget } from "./infra/dashboard-body.ts";
import { alarmName } from "./infra/watched.ts";

const FILE = new URL("../docs/pictures/dashboard.svg", import.meta.url);

/** Of one of CloudWatch's 24 columns, and of one of its lines, in pixels; on a wide screen both are half as large again. */
const COLUMN = 48;
const LINE = 36;
const GAP = 5;
const PADDING = 10;

/** CloudWatch's own, in its order. */
const COLOURS = [
  "#1f77b4",
  "#ff7f0e",
  "#2ca02c",
  "#d62728",
  "#9467bd",
  "#8c564b",
  "#e377c2",
  "#7f7f7f",
  "#bcbd22",
  "#17becf",
];

export function drawnDashboard(widgets: readonly Widget[] = dashboardWidgets()): string {
  const width = COLUMN * 24;
  const height = LINE * Math.max(...widgets.map((widget) => widget.y + widget.height));
  return String(html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="DejaVu Sans, Verdana, sans-serif" font-size="12">
<title>The operators' dashboard, without values</title>
<rect width="${width}" height="${height}" fill="#f2f3f3" />
${widgets.map(card)}
</svg>
`);
}

function card(widget: Widget) {
  const width = widget.width * COLUMN - GAP;
  const height = widget.height * LINE - GAP;
  return html`<g transform="translate(${widget.x * COLUMN} ${widget.y * LINE})">
<rect width="${width}" height="${height}" rx="4" fill="#ffffff" stroke="#d5dbdb" />
${widget.type === "text" ? markdown(widget, width) : titled(widget, width, height)}
</g>
`;
}

/** Headings large, links by their words. */
function markdown({ properties }: Widget, width: number) {
  const lines = (properties.markdown ?? "")
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, "$1")
    .replaceAll(/[*`]/g, "")
    .split("\n")
    .flatMap((line) => wrapped(line, width - 2 * PADDING, { size: line.startsWith("#") ? 16 : 12 }));
  return lines.map((line, index) =>
    line.startsWith("#")
      ? text(line.replace(/^#+ /, ""), PADDING, 21, "#16191f", 16)
      : text(line, PADDING, 21 + index * 17, "#545b64"),
  );
}

function titled(widget: Widget, width: number, height: number) {
  const { title = "", alarms, legend } = widget.properties;
  const inside = width - 2 * PADDING;
  const heading = text(title, PADDING, 20, "#16191f", 13);
  if (alarms !== undefined) {
    const names = alarms.map((id) => `ripen-dev-${alarmName(id)}`);
    return [heading, rows(inRows(names, inside), PADDING, 44, 22, () => "#2ca02c")];
  }
  const names = legendOf(widget);
  if (legend?.position === "right") {
    const beside = names.map((name, nth) => [{ name, x: 0, nth }]);
    const half = width / 2;
    return [heading, axes(half, height, 16), rows(beside, half + PADDING, 20, 11, colourOf)];
  }
  const under = inRows(names, inside);
  const room = 8 + under.length * 15;
  return [heading, axes(width, height, room), rows(under, PADDING, height - room + 16, 15, colourOf)];
}

const colourOf = (nth: number) => COLOURS[nth % COLOURS.length] ?? "";

function rows(
  of: readonly (readonly Placed[])[],
  left: number,
  top: number,
  step: number,
  colour: (nth: number) => string,
) {
  return of.flatMap((row, index) =>
    row.map(({ name, x, nth }) => {
      const y = top + index * step;
      return [
        html`<rect x="${left + x}" y="${y - 9}" width="9" height="9" fill="${colour(nth)}" />`,
        text(name, left + x + 13, y, "#545b64", Math.min(11, step - 1)),
      ];
    }),
  );
}

const legendOf = (widget: Widget) =>
  linesOf(widget)
    .map(shownOf)
    .filter(({ visible }) => visible !== false)
    .map(({ label = "?" }) => label);

const axes = (width: number, height: number, under: number) =>
  html`<path d="M${PADDING + 24} 34 V${height - under - 8} H${width - PADDING}" fill="none" stroke="#aab7b8" />`;

const text = (words: string, x: number, y: number, fill: string, size = 12) =>
  html`<text x="${x}" y="${y}" fill="${fill}" font-size="${size}">${words}</text>`;

interface Placed {
  readonly name: string;
  readonly x: number;
  readonly nth: number;
}

/** One after the other, in as few rows as they fit into. */
function inRows(names: readonly string[], width: number): readonly (readonly Placed[])[] {
  const rows: Placed[][] = [[]];
  let x = 0;
  for (const [nth, name] of names.entries()) {
    const wide = 13 + name.length * 6.6 + 10;
    if (x > 0 && x + wide > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)?.push({ name, x: Math.round(x), nth });
    x += wide;
  }
  return rows;
}

export const standsInDocs = () => readFileSync(FILE, "utf8");

if (import.meta.main) writeFileSync(FILE, drawnDashboard());
