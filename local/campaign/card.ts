/** Words in a box: rows of text, chips and rules, each put where it stands, so that nothing runs out of its box in any font. */
import type { Channel } from "../../workflows/rules/touches.ts";
import { textWidth, wrapped } from "./text-width.ts";

/** A chip of a segment has the segment's number, which decides its colour. */
export interface Chip {
  readonly says: string;
  readonly segment?: number;
  /** Where somebody stands. */
  readonly isHere?: true;
}

export type Look = "title" | "plain" | "quiet";

export type Row =
  | { readonly text: string; readonly look: Look; readonly icon?: Channel }
  | { readonly chips: readonly Chip[] }
  | { readonly rule: true };

/** What is drawn, in pixels from the card's upper left corner; a text's `y` is its baseline. */
export type Mark =
  | {
      readonly is: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly look: Look;
    }
  | {
      readonly is: "chip";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly chip: Chip;
    }
  | { readonly is: "icon"; readonly x: number; readonly y: number; readonly channel: Channel }
  | { readonly is: "rule"; readonly y: number };

export interface Card {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

export interface Paper {
  /** The most it may be wide; as wide as its words where `shrinks`. */
  readonly width: number;
  readonly padding: { readonly x: number; readonly y: number };
  readonly shrinks?: boolean;
}

export const LINE = 19;
export const CHIP = { height: 24, padding: 8, gap: 6 };
const ICON = { size: 18, gap: 8 };
const GAP = 3;
const RULE = 9;

/** No text is smaller than 14 pixels. */
export const SIZES: Readonly<Record<Look, { readonly size: number; readonly bold: boolean }>> = {
  title: { size: 15, bold: true },
  plain: { size: 14, bold: false },
  quiet: { size: 14, bold: false },
};

export function cardOf(rows: readonly Row[], { width, padding, shrinks = false }: Paper): Card {
  const room = width - 2 * padding.x;
  const put: Mark[] = [];
  let y = padding.y;
  for (const row of rows) {
    const { marks, height } = rowOf(row, room);
    put.push(...marks.map((mark) => moved(mark, padding.x, y)));
    y += height + GAP;
  }
  const most = Math.max(...put.map(rightEdge));
  return { width: shrinks ? Math.ceil(most + padding.x) : width, height: y - GAP + padding.y, marks: put };
}

interface Laid {
  readonly marks: readonly Mark[];
  readonly height: number;
}

function rowOf(row: Row, room: number): Laid {
  if ("chips" in row) return chipsOf(row.chips, room);
  if ("rule" in row) return { marks: [{ is: "rule", y: RULE / 2 }], height: RULE };
  const { text, look, icon } = row;
  const x = icon === undefined ? 0 : ICON.size + ICON.gap;
  const lines = wrapped(text, room - x, SIZES[look]);
  const words = lines.map((line, at): Mark => ({ is: "text", x, y: at * LINE + 15, text: line, look }));
  const drawn: readonly Mark[] = icon === undefined ? [] : [{ is: "icon", x: 0, y: 1, channel: icon }];
  return { marks: [...drawn, ...words], height: lines.length * LINE };
}

function chipsOf(chips: readonly Chip[], room: number): Laid {
  const marks: Mark[] = [];
  let [x, y] = [0, 0];
  for (const chip of chips) {
    const width = Math.min(room, Math.ceil(textWidth(chip.says, SIZES.plain) + 2 * CHIP.padding));
    if (x > 0 && x + width > room) [x, y] = [0, y + CHIP.height + GAP];
    marks.push({ is: "chip", x, y, width, chip });
    x += width + CHIP.gap;
  }
  return { marks, height: y + CHIP.height };
}

function moved(mark: Mark, x: number, y: number): Mark {
  return mark.is === "rule" ? { ...mark, y: mark.y + y } : { ...mark, x: mark.x + x, y: mark.y + y };
}

function rightEdge(mark: Mark): number {
  if (mark.is === "text") return mark.x + textWidth(mark.text, SIZES[mark.look]);
  return mark.is === "chip" ? mark.x + mark.width : 0;
}
