/**
 * Where the workflow's states stand in the picture, and how its arrows run: laid out by hand for the states there are.
 * One that the file adds gets a place of its own below, with straight arrows.
 */
import type { Arrow, WorkflowFile } from "./workflow-file.ts";

/** A box by its middle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const NEXT = "Take the next step";
const NEED = "What does the lead need?";
const SLEEP = "Sleep until something is due or happens";
const SALES = "Hand the lead to sales";
const TROUBLE = "Wait out the trouble";
const REST = "Rest";
const END = "Nothing left to do";

/** Wide enough for a phone at full size, so that no word of it is ever scaled down. */
export const WIDTH = 336;

const BOXES: Readonly<Record<string, Box>> = {
  [NEXT]: { x: 168, y: 28, width: 100, height: 48 },
  [NEED]: { x: 168, y: 128, width: 100, height: 56 },
  [SLEEP]: { x: 60, y: 232, width: 108, height: 64 },
  [END]: { x: 173, y: 232, width: 86, height: 48 },
  [SALES]: { x: 280, y: 232, width: 96, height: 48 },
  [TROUBLE]: { x: 168, y: 336, width: 104, height: 48 },
  [REST]: { x: 292, y: 336, width: 60, height: 36 },
};

const LINES: Readonly<Record<string, string>> = {
  [`${NEXT}>${NEED}`]: "M168 52 V96",
  [`${NEED}>${SLEEP}`]: "M140 156 C134 178 100 172 84 196",
  [`${NEED}>${END}`]: "M171 156 V204",
  [`${NEED}>${SALES}`]: "M196 156 C204 180 240 176 256 204",
  [`${SLEEP}>${NEXT}`]: "M40 200 C24 120 50 40 114 34",
  [`${SALES}>${NEXT}`]: "M296 208 C312 120 290 40 222 34",
  [`${NEXT}>${TROUBLE}`]: "M122 52 C104 76 108 110 112 150 C122 230 122 270 134 308",
  [`${SLEEP}>${TROUBLE}`]: "M64 264 C70 300 84 322 112 330",
  [`${SALES}>${TROUBLE}`]: "M272 256 C264 290 248 318 224 328",
  [`${TROUBLE}>${NEXT}`]: "M116 346 C-10 352 -14 60 20 30 C44 14 80 16 114 22",
  [`${TROUBLE}>${REST}`]: "M220 340 H258",
  [`${REST}>${NEXT}`]: "M312 318 C338 250 344 80 318 40 C302 18 256 14 222 22",
};

export interface Layout {
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
}

export function layoutOf({ states }: WorkflowFile): Layout {
  const strangers = states.filter(({ name }) => !BOXES[name]);
  const place = (n: number): Box => ({
    x: 60 + (n % 3) * 108,
    y: 416 + Math.floor(n / 3) * 72,
    width: 100,
    height: 56,
  });
  const boxes = states.map(({ name }): [string, Box] => {
    return [name, BOXES[name] ?? place(strangers.findIndex((each) => each.name === name))];
  });
  return { height: 364 + Math.ceil(strangers.length / 3) * 84, boxes: new Map(boxes) };
}

/** The line's path; none to or from a state that isn't there. */
export function lineOf({ from, to }: Arrow, { boxes }: Layout): string | undefined {
  const [a, b] = [boxes.get(from), boxes.get(to)];
  if (a === undefined || b === undefined) return undefined;
  return LINES[`${from}>${to}`] ?? straight(a, b);
}

function straight(a: Box, b: Box): string {
  const down = b.y >= a.y ? 1 : -1;
  return `M${a.x} ${a.y + (down * a.height) / 2} L${b.x} ${b.y - down * (b.height / 2 + 4)}`;
}
