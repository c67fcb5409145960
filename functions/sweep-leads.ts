/**
 * Every 15 minutes: whoever should have been looked at 15 minutes ago and was not, is. One rule repairs lost starts, lost
 * wakes, dead executions and records lost to a dead-letter queue. What an erase left behind is deleted here for good.
 */
import middy from "@middy/core";
import { withNewExecution } from "../workflows/rules/execution.ts";
import type { LeadId } from "../workflows/rules/lead.ts";
import { isKnown } from "../workflows/rules/life.ts";
import { MINUTE } from "../workflows/rules/time.ts";
import { finishErasing } from "./erase-lead.ts";
import { onLambda } from "./world/lambda.ts";
import { erasing, leads, sentMails, workflows } from "./world/ports.ts";
import type { World } from "./world/world.ts";

export const OVERDUE_AFTER = 15 * MINUTE;

/** How many overdue leads were woken, how many got a new execution, and of how many the last was deleted. */
export interface Swept {
  readonly woken: number;
  readonly restarted: number;
  readonly erased: number;
}

export const sweepLeads = (world: World) =>
  middy<unknown, Swept>().handler(async () => {
    const before = world.receivedAt() - OVERDUE_AFTER;
    const swept = { woken: 0, restarted: 0, erased: 0 };
    for await (const leadId of world.leads.overdue(before)) {
      // One lead that cannot be read or woken must not end the sweep for all after it.
      const done = await look(world, leadId, before).catch((error: unknown) => failed(world, leadId, error));
      if (done) swept[done]++;
    }
    return swept;
  });

/** Wakes the lead; when nothing sleeps on its token any more, its execution is dead and a new one is asked for. */
async function look(world: World, leadId: LeadId, before: number): Promise<keyof Swept | undefined> {
  const life = await world.leads.read(leadId);
  const { tombstone } = life;
  if (tombstone?.nextWakeAt !== undefined && tombstone.nextWakeAt <= before) {
    await finishErasing(world, tombstone);
    return "erased";
  }
  if (!isKnown(life) || life.lead.nextWakeAt === undefined || life.lead.nextWakeAt > before) return undefined;
  const { wakeToken, generation, endedAt } = life.lead;
  if (wakeToken !== undefined && (await world.workflows.wake(wakeToken)) === "woken") {
    world.report.count("LeadSwept");
    return "woken";
  }
  await world.leads.write(life, withNewExecution({}, generation, world.receivedAt()));
  // One that had ended is looked at as planned: nothing of it may be kept any longer.
  if (endedAt === undefined) world.report.count("LeadSwept");
  return "restarted";
}

function failed(world: World, leadId: LeadId, error: unknown): undefined {
  world.report.warn("a lead could not be swept", {
    leadId,
    code: error instanceof Error ? error.name : "Error",
  });
  world.report.count("SweepFailed");
}

export const handler = onLambda(sweepLeads, { leads, erasing, sentMails, workflows });
