/** The morning after a deploy: executions under the workflow file they began with, items as they lay, and today's functions. */
import { readFileSync } from "node:fs";
import { type Item, leadIdOf, toLife } from "../../functions/world/lead-items.ts";
import { filled, type LineOptions } from "../../local/memory/nurture-line.ts";
import type { Store } from "../../local/step-functions/store.ts";
import { memoryStore } from "../../local/step-functions/stores/memory-store.ts";
import type { Life } from "../../workflows/rules/life.ts";
import { type Story, story } from "../stories/line.ts";
import { TOKEN_SECRET } from "./freezer.ts";
import type { Frozen } from "./release.ts";

export const TODAYS_WORKFLOW = readFileSync(
  new URL("../../workflows/nurture.asl.json", import.meta.url),
  "utf8",
);

/** `workflow` is the file that the sleepers began under; whoever begins from now on has today's. */
export async function thaw(
  frozen: Frozen,
  workflow: string,
  options: Partial<LineOptions> = {},
): Promise<Story> {
  const definition = filled(workflow);
  const told = story({
    ...options,
    start: frozen.at,
    store: storeOf(frozen, definition),
    lives: livesOf(frozen.items),
    workflow: () => definition,
    around: (world) => {
      const around = options.around?.(world) ?? world;
      // Nobody's next try has the name of one from before.
      return { ...around, attemptId: () => `later-${world.attemptId()}` };
    },
  });
  const { line } = told;
  line.mail.sent.push(...frozen.mails);
  line.sales.notices.push(...frozen.notices);
  line.tasks.notices.push(...frozen.tasks);
  await line.engine.call("UpdateStateMachine", {
    stateMachineArn: frozen.machine.arn,
    definition: filled(TODAYS_WORKFLOW),
  });
  return told;
}

export function livesOf(items: readonly Item[]): readonly Life[] {
  const byLead = Map.groupBy(
    items.filter(({ pk }) => pk?.S?.startsWith("LEAD#")),
    ({ pk }) => pk?.S ?? "",
  );
  return [...byLead].map(([pk, own]) => toLife(leadIdOf(pk), own));
}

function storeOf({ machine, revision, executions }: Frozen, definition: string): Store {
  const store = memoryStore();
  const running = structuredClone(executions);
  store.saveMachine(machine, { ...revision, definition });
  for (const execution of running) store.saveStep(execution, []);
  return { ...store, secret: () => TOKEN_SECRET, running: () => running };
}
