/** A right scenario, for breaking one line at a time. */
import { expect } from "vitest";
import type { Problem } from "../../workflows/compile/campaign-problems.ts";
import { campaign, SMALL } from "../stories/campaign.ts";
import { read } from "./playing.ts";

const CALLING = campaign({
  touches: [...SMALL.touches, { name: "first-call", after: "1 day", call: "first-call.md", helps: "Talk." }],
  briefs: { "first-call": { title: "Call", text: "Ask." } },
});

export const LINES = {
  title: "- title: A lead",
  at: "    at: Mon 2026-11-23 09:00",
  posts: "    posts: cold-store-guide",
  with: "    with: { email: zoe@dairy.example, consent: yes }",
  act: "    - { after: 2 hours, clicks: welcome }",
  until: "  until: 1 week",
  touches: "    touches: [welcome]",
} as const;

const { title, at, posts, with: fields, act, until, touches } = LINES;
export const RIGHT = [
  title,
  "  given:",
  at,
  posts,
  fields,
  "  when:",
  act,
  until,
  "  then:",
  touches,
  "",
].join("\n");

export function refusals(yaml: string): readonly Problem[] {
  return read(yaml, [CALLING]).problems;
}

/** What is missing is told where it would stand. */
const PLACES: Readonly<Record<string, string>> = {
  "[0].title": "- beside: []",
  "[0].given": "  given:",
  "[0].then": "  then:",
};

export interface Refused {
  readonly what: string;
  /** One of the right lines, and what stands there instead. */
  readonly line: keyof typeof LINES;
  readonly says: string;
  readonly path: string;
  readonly wrong: string;
  readonly right: string;
}

/** Refused at that place, on that line, with those words. */
export function expectRefused({ line, says, path, wrong, right }: Refused): void {
  const yaml = RIGHT.replace(LINES[line], says);
  const problem = refusals(yaml).find((each) => each.path === path);
  expect(problem).toMatchObject({
    file: expect.stringMatching(/scenarios\.yaml$/),
    line: yaml.split("\n").indexOf(PLACES[path] ?? says) + 1,
    wrong: expect.stringContaining(wrong),
    right: expect.stringContaining(right),
  });
}
