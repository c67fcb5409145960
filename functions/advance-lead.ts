/**
 * "Take the next step": re-reads the lead, asks the rule what it needs now, carries that out, and says how long to
 * sleep. Called by the workflow only. Safe to repeat: what is claimed is not sent again, what is written is not redone.
 */
import middy from "@middy/core";
import type { Change } from "../workflows/rules/change.ts";
import type { Decision } from "../workflows/rules/decision.ts";
import { asOf, isKnown, type Known, type Touch } from "../workflows/rules/life.ts";
import { salesFellSilent } from "../workflows/rules/sales-silent.ts";
import { SECOND } from "../workflows/rules/time.ts";
import { askForTask } from "./ask-for-task.ts";
import { clearFormerLife, eraseLead } from "./erase-lead.ts";
import { OwnWords } from "./own-words.ts";
import { sendTouch } from "./send-touch.ts";
import { Step } from "./step.ts";
import { decideUnlessPaused } from "./unless-paused.ts";
import { onLambda } from "./world/lambda.ts";
import {
  campaigns,
  desk,
  erasing,
  leads,
  links,
  mail,
  sentMails,
  settings,
  standings,
  tasks,
} from "./world/ports.ts";
import type { World } from "./world/world.ts";

/** What the workflow does next. `seen` is the count that its sleep must still find; `until` and `now` are instants. */
export type Next =
  | {
      readonly action: "sleep";
      readonly seen: number;
      readonly now: number;
      readonly until: number;
      readonly sleepSeconds: number;
    }
  | { readonly action: "handoff" }
  | { readonly action: "end" };

/** A lead needs a handful of writes at most before it sleeps; more means that rules undo each other. */
const MOST_TURNS = 25;

export const advanceLead = (world: World) =>
  middy<unknown, Next>().handler(async (event) => {
    const step = Step.parse(event);
    const given = Date.parse(step.now);
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const life = await own(world, step);
      if (life === undefined) return { action: "end" };
      const decision = await decideUnlessPaused(world, life, given);
      const next = await carryOut(world, life, decision, asOf(given, life));
      if (next) return next;
    }
    throw new OwnWords(
      `Lead ${step.leadId} was decided ${MOST_TURNS} times without coming to rest: look for rules that undo each other.`,
    );
  });

/**
 * The lead, while this execution is its own. What is left of a life before it is deleted on the way; of one that is being
 * erased whoever erases it deletes and counts everything, and the sweeper after them.
 */
async function own(world: World, { leadId, generation }: Step): Promise<Known | undefined> {
  const life = await world.leads.read(leadId);
  if (!isKnown(life) || life.lead.generation !== generation) return undefined;
  if (life.remains) await clearFormerLife(world, life.lead);
  return life;
}

/** Carries one decision out; undefined means that the lead has changed by it and must be read and decided again. */
async function carryOut(
  world: World,
  life: Known,
  decision: Decision,
  now: number,
): Promise<Next | undefined> {
  switch (decision.do) {
    case "record":
      return record(world, life, decision.change);
    case "send":
      await (decision.touch.channel === "mail" ? sendTouch : askForTask)(world, life, decision.touch, now);
      return undefined;
    case "assign":
    case "tell sales":
    case "tell of no contact":
      return { action: "handoff" };
    case "sleep":
      return {
        action: "sleep",
        seen: life.lead.ledgerSeq,
        now,
        until: decision.until,
        sleepSeconds: Math.max(1, Math.ceil((decision.until - now) / SECOND)),
      };
    case "end":
      return end(world, life, now, decision.forgetAt);
    case "erase":
      return (await eraseLead(world, life, now, decision.doNotContact)) === "moved"
        ? undefined
        : { action: "end" };
    default:
      return decision satisfies never;
  }
}

async function record(world: World, life: Known, change: Change): Promise<undefined> {
  const written = await world.leads.write(life, change);
  if (written !== "written") return;
  if (change.touches?.some(isMailUnknown)) world.report.count("TouchUnknown");
  if (salesFellSilent(life, change)) world.report.count("SalesSilent");
}

function isMailUnknown({ status, channel = "mail" }: Touch): boolean {
  return status === "unknown" && channel === "mail";
}

/**
 * Stopping is guarded like sleeping: if anybody wrote since we read, we look again. Where nothing is to be kept beyond
 * `forgetAt`, the sweeper has it looked at then.
 */
async function end(
  world: World,
  life: Known,
  now: number,
  forgetAt: number | undefined,
): Promise<Next | undefined> {
  const written = await world.leads.write(life, {
    set: { endedAt: now, decidedAt: now, ...(forgetAt === undefined ? {} : { nextWakeAt: forgetAt }) },
    remove: [...(forgetAt === undefined ? (["nextWakeAt"] as const) : []), "wakeToken", "trouble"],
  });
  return written === "written" ? { action: "end" } : undefined;
}

export const handler = onLambda(advanceLead, {
  leads,
  erasing,
  standings,
  mail,
  sentMails,
  tasks,
  links,
  settings,
  campaigns,
  desk,
});
