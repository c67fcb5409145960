/** The workflow as its file states it: its states by name, and which arrows lead from each. */
import { readFileSync } from "node:fs";
import * as z from "zod";

const Next = z.object({ Next: z.string() });
const State = z.object({
  Type: z.string(),
  Comment: z.string().optional(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  Choices: z.array(Next).default([]),
  Catch: z.array(Next).default([]),
});
const Workflow = z.object({ StartAt: z.string(), States: z.record(z.string(), State) });

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Taken only when something failed. */
  readonly isTrouble: boolean;
}

export interface WorkflowFile {
  readonly startAt: string;
  readonly states: readonly { readonly name: string; readonly type: string }[];
  readonly arrows: readonly Arrow[];
}

const FILE = new URL("../../workflows/nurture.asl.json", import.meta.url);

/** Read at each use, so that an edit shows on reload. */
export function workflowFile(): WorkflowFile {
  const { StartAt, States } = Workflow.parse(JSON.parse(readFileSync(FILE, "utf8")));
  const states = Object.entries(States);
  return {
    startAt: StartAt,
    states: states.map(([name, { Type }]) => ({ name, type: Type })),
    arrows: states.flatMap(([name, state]) => arrowsFrom(name, state)),
  };
}

/** One arrow for each way from one state to another; by trouble only if there is no other. */
function arrowsFrom(
  from: string,
  { Next, Default, Choices, Catch }: z.infer<typeof State>,
): readonly Arrow[] {
  const ways = new Set([Next, Default, ...Choices.map((each) => each.Next)].filter((to) => to !== undefined));
  const troubles = new Set(Catch.map((each) => each.Next).filter((to) => !ways.has(to)));
  return [
    ...[...ways].map((to) => ({ from, to, isTrouble: false })),
    ...[...troubles].map((to) => ({ from, to, isTrouble: true })),
  ];
}
