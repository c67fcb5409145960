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

/** Fits a phone at nearly full size, so that its words stay readable. The outermost arrows run left of 0. */
export const LEFT = -16;
export const WIDTH = 368;

const BOXES: Readonly<Record<string, Box>> = {
  [NEXT]: { x: 174, y: 28, width: 116, height: 48 },
  [NEED]: { x: 174, y: 128, width: 124, height: 56 },
  [SLEEP]: { x: 62, y: 236, width: 120, height: 68 },
  [END]: { x: 176, y: 236, width: 96, height: 52 },
  [SALES]: { x: 286, y: 236, width: 108, height: 52 },
  [TROUBLE]: { x: 174, y: 346, width: 112, height: 48 },
  [REST]: { x: 302, y: 346, width: 60, height: 36 },
};

const LINES: Readonly<Record<string, string>> = {
  [`${NEXT}>${NEED}`]: "M174 52 V96",
  [`${NEED}>${SLEEP}`]: "M138 155 C132 178 104 174 88 198",
  [`${NEED}>${END}`]: "M175 156 V206",
  [`${NEED}>${SALES}`]: "M210 155 C218 180 246 178 262 206",
  [`${SLEEP}>${NEXT}`]: "M38 202 C20 120 46 40 112 34",
  [`${SALES}>${NEXT}`]: "M306 210 C324 120 300 40 236 34",
  [`${NEXT}>${TROUBLE}`]: "M124 52 C98 76 102 110 108 150 C126 230 124 280 138 318",
  [`${SLEEP}>${TROUBLE}`]: "M62 270 C66 308 84 332 114 338",
  [`${SALES}>${TROUBLE}`]: "M280 262 C276 300 258 326 234 336",
  [`${TROUBLE}>${NEXT}`]: "M118 356 C-40 366 -14 120 -10 70 C-6 24 60 16 112 22",
  [`${TROUBLE}>${REST}`]: "M230 350 H268",
  [`${REST}>${NEXT}`]: "M324 328 C352 270 356 110 346 60 C336 22 290 16 236 22",
};

export interface Layout {
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
}

export function layoutOf({ states }: WorkflowFile): Layout {
  const strangers = states.filter(({ name }) => !BOXES[name]);
  const place = (n: number): Box => ({
    x: 60 + (n % 3) * 108,
    y: 430 + Math.floor(n / 3) * 72,
    width: 100,
    height: 56,
  });
  const boxes = states.map(({ name }): [string, Box] => {
    return [name, BOXES[name] ?? place(strangers.findIndex((each) => each.name === name))];
  });
  return { height: 376 + Math.ceil(strangers.length / 3) * 84, boxes: new Map(boxes) };
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
