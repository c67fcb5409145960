/** The colours and type of a journey's picture, for the light and the dark. Plain values, so that any viewer can draw it. */
import { SIZES } from "./card.ts";

/** In the light, in the dark. Text on its ground has a contrast of 4.5 and more in both. */
const COLOURS = {
  ground: ["#f6f6f1", "#171a16"],
  paper: ["#ffffff", "#20241f"],
  ink: ["#22271f", "#e7eae2"],
  quiet: ["#575e50", "#a8b09f"],
  line: ["#8b9284", "#6c7566"],
  leaf: ["#27643a", "#93d09c"],
  leafInk: ["#ffffff", "#10210f"],
  leafWash: ["#e6f0e4", "#26352a"],
  gate: ["#fdf6e3", "#332d1c"],
  gateLine: ["#8f6a10", "#cda94c"],
  stop: ["#f8e3df", "#472824"],
  stopLine: ["#a0483c", "#d98a7e"],
} as const;
type Colour = keyof typeof COLOURS;

/** By the segment's number; a ninth begins anew, and its name stands there anyway. Ground and text of its chip. */
const SEGMENTS: readonly (readonly [readonly [string, string], readonly [string, string]])[] = [
  [
    ["#d9e7fc", "#1f3554"],
    ["#1c4a94", "#b5d0fb"],
  ],
  [
    ["#fde2cb", "#4d2e14"],
    ["#853f00", "#f8c79b"],
  ],
  [
    ["#e9dcf9", "#3b2a52"],
    ["#5b2b96", "#d9bff7"],
  ],
  [
    ["#d0eeea", "#153f3b"],
    ["#0b5a52", "#9ce0d8"],
  ],
  [
    ["#fbdae7", "#4f2136"],
    ["#8f1d56", "#f7b6d2"],
  ],
  [
    ["#f4ebb5", "#423a10"],
    ["#5f4b00", "#ecdc8a"],
  ],
  [
    ["#dfe3e8", "#343b44"],
    ["#3a4653", "#c8d3df"],
  ],
  [
    ["#ecdfd4", "#43342a"],
    ["#634026", "#e3c6b0"],
  ],
];

/** The class of a segment's chip and mark. */
export function segmentClass(segment: number): string {
  return `s${segment % SEGMENTS.length}`;
}

/** What is drawn in which colours. */
const RULES: readonly (readonly [selector: string, fill: Colour | "none", stroke: Colour | "none"])[] = [
  [".ground", "ground", "none"],
  [".box", "paper", "line"],
  [".gate", "gate", "gateLine"],
  [".entrance,.lane,.end", "leafWash", "leaf"],
  [".ripe,.asked", "leafWash", "leaf"],
  [".sales", "leafWash", "leaf"],
  [".leaves", "stop", "stopLine"],
  [".about", "none", "line"],
  [".round", "none", "leaf"],
  [".lit .box", "leafWash", "leaf"],
  [".rule,.arrow,.brace", "none", "line"],
  [".label", "ground", "none"],
  [".tip", "line", "none"],
  [".chip rect", "none", "quiet"],
  [".here rect", "leaf", "leaf"],
  [".icon", "none", "ink"],
  ["text", "ink", "none"],
  [".quiet", "quiet", "none"],
  [".here text", "leafInk", "none"],
];

/** As one style sheet. Every rule is of `.journey`, so that it reaches nothing else on a page. */
export function journeyStyle(): string {
  return [SHAPES, ...coloursOf(0), `@media (prefers-color-scheme: dark) {`, ...coloursOf(1), "}"].join("\n");
}

const SHAPES = `.journey text { font: ${SIZES.plain.size}px Arial, Helvetica, "Open Sans", "DejaVu Sans", sans-serif; }
.journey .title { font-size: ${SIZES.title.size}px; font-weight: bold; }
.journey .heading { font-size: 22px; font-weight: bold; }
.journey .round, .journey .rule { stroke-dasharray: 5 4; }
.journey .arrow, .journey .brace { stroke-width: 1.5; }
.journey .sales, .journey .lit .box { stroke-width: 3; }
.journey .icon { stroke-width: 1.5; stroke-linejoin: round; stroke-linecap: round; }`;

function coloursOf(light: 0 | 1): readonly string[] {
  const of = (name: Colour | "none") => (name === "none" ? "none" : COLOURS[name][light]);
  const rules = RULES.map(
    ([selector, fill, stroke]) => `${scoped(selector)} { fill: ${of(fill)}; stroke: ${of(stroke)}; }`,
  );
  const segments = SEGMENTS.flatMap(([wash, ink], at) => [
    `.journey .s${at} rect { fill: ${wash[light]}; stroke: ${ink[light]}; }`,
    `.journey .s${at} text, .journey rect.s${at} { fill: ${ink[light]}; stroke: none; }`,
  ]);
  return [...rules, ...segments];
}

function scoped(selector: string): string {
  return selector
    .split(",")
    .map((each) => `.journey ${each}`)
    .join(", ");
}
