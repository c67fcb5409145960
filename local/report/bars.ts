/** Bars across, as an SVG image: a row each, or a few series in each row. */
import type { TopLevelSpec } from "vega-lite";

export interface Bar {
  readonly row: string;
  readonly series?: string;
  readonly value: number;
}

/** Fits a phone as it is; a wider window shows it larger. */
const WIDTH = 340;

const SERIES = { range: ["var(--bar-1)", "var(--bar-2)", "var(--bar-3)", "var(--bar-4)"] };

/** `limit`: where a line stands across all bars. */
export async function bars(rows: readonly Bar[], unit: string, limit?: number): Promise<string> {
  // Half a megabyte of code, read once somebody wants a picture.
  const [vega, { compile }] = await Promise.all([import("vega"), import("vega-lite")]);
  measureBy(vega);
  const { spec } = compile(specOf(rows, unit, limit), { logger: vega.logger(vega.Error) });
  const view = new vega.View(vega.parse(spec), { renderer: "none" });
  const svg = await view.toSVG();
  view.finalize();
  // One picture with one text of its own: what its strokes are called would be read out one by one.
  return svg.replaceAll(/ (?:role|aria-[a-z]+)="[^"]*"/g, "");
}

/** A letter of the wider system fonts, of its height. */
const LETTER = 0.62;

/** Without a canvas Vega takes each letter for much wider than it is, and cuts names short. Its types leave this out. */
function measureBy(vega: object): void {
  const { textMetrics } = vega as { textMetrics: { width: (item: Measured, text: unknown) => number } };
  textMetrics.width = ({ fontSize = 11 }, text) => String(text ?? "").length * fontSize * LETTER;
}

interface Measured {
  readonly fontSize?: number;
}

function specOf(rows: readonly Bar[], unit: string, limit: number | undefined): TopLevelSpec {
  const series = [...new Set(rows.map((row) => row.series))].filter((each) => each !== undefined);
  const isGrouped = series.length > 0;
  const y = { field: "row", type: "nominal", sort: null, title: null } as const;
  const grouped = {
    yOffset: { field: "series", sort: series },
    color: { field: "series", type: "nominal", sort: series, scale: SERIES, legend: LEGEND },
  } as const;
  return {
    width: WIDTH,
    height: { step: isGrouped ? 14 : 26 },
    autosize: { type: "fit-x", contains: "padding" },
    padding: PADDING,
    data: { values: [...rows] },
    encoding: {
      x: { field: "value", type: "quantitative", title: unit, axis: { tickCount: 4, tickMinStep: 1 } },
    },
    layer: [
      isGrouped
        ? { mark: { type: "bar" }, encoding: { y, ...grouped } }
        : { mark: { type: "bar", color: "var(--bar-1)" }, encoding: { y } },
      ...(isGrouped ? [] : [{ mark: VALUES, encoding: { y, text: { field: "value" } } } as const]),
      ...(limit === undefined ? [] : [lineAt(limit)]),
    ],
    config: CONFIG,
  };
}

/** Fitting measures the numbers behind the bars once, roughly: without more room the last one would be cut. */
const PADDING = { left: 5, top: 5, bottom: 5, right: 16 };

const LEGEND = {
  orient: "top",
  title: null,
  labelFontSize: 14,
  columns: 4,
  columnPadding: 12,
  symbolType: "square",
} as const;
const VALUES = { type: "text", align: "left", dx: 4, fontSize: 14, color: "var(--ink)" } as const;

/** Once, from top to bottom, whatever rows there are. */
function lineAt(value: number): LayerSpec {
  return {
    data: { values: [{ value }] },
    mark: { type: "rule", color: "var(--bar-2)", strokeDash: [5, 4], strokeWidth: 2 },
    encoding: { y: { value: 0 }, y2: { value: "height" } },
  };
}

type LayerSpec = Extract<TopLevelSpec, { layer: unknown }>["layer"][number];

const CONFIG = {
  aria: false,
  font: "inherit",
  background: "transparent",
  view: { stroke: null },
  legend: { labelColor: "var(--ink)" },
  axis: {
    labelFontSize: 14,
    titleFontSize: 14,
    titleFontWeight: "normal",
    labelColor: "var(--ink)",
    titleColor: "var(--quiet)",
    gridColor: "var(--line)",
    domainColor: "var(--line)",
    tickColor: "var(--line)",
    labelLimit: 150,
  },
} as const;
