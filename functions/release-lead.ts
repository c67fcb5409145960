/**
 * "Hand the lead to sales": publishes what the rule still finds due, then writes that it did. A crash between the two
 * tells sales twice, never not at all. A topic without subscribers counts as nobody told, and the clock does not start.
 */
import middy from "@middy/core";
import { decide } from "../workflows/rules/decide.ts";
import type { Decision } from "../workflows/rules/decision.ts";
import { asOf, type Handoff, isKnown, type Known } from "../workflows/rules/life.ts";
import { salesNotice } from "../workflows/rules/sales-notice.ts";
import { reminded, told, toldNobody } from "../workflows/rules/telling.ts";
import { DAY } from "../workflows/rules/time.ts";
import { playbook, writeInTurn } from "./commit.ts";
import { Step } from "./step.ts";
import { onLambda } from "./world/lambda.ts";
import type { World } from "./world/world.ts";

/** A hand-off's links open for this long after the notification that carries them. */
const LINKS_LIVE = 90 * DAY;
/** A lead whose campaign was deleted while sales had it is still owed an answer. */
const ANSWER_WITHOUT_CAMPAIGN = "48 hours";

export const releaseLead = (world: World) =>
  middy<unknown, { readonly told: boolean }>().handler(async (event) => {
    const step = Step.parse(event);
    const given = Date.parse(step.now);
    const life = await world.leads.read(step.leadId);
    if (!isKnown(life) || life.lead.generation !== step.generation) return { told: false };
    const decision = decide(life, playbook(world), given);
    if (decision.do !== "tell sales") return { told: false };
    return { told: await tell(world, life, decision, asOf(given, life)) };
  });

async function tell(
  world: World,
  life: Known,
  decision: Decision & { do: "tell sales" },
  now: number,
): Promise<boolean> {
  const handoff = life.handoffs.find((each) => each.n === decision.n);
  if (handoff === undefined) return false;
  if ((await world.sales.confirmedSubscribers()) === 0) {
    world.report.count("NobodyTold");
    await note(world, life, (each) => toldNobody(each, now), handoff);
    return false;
  }
  await world.sales.publish(await notice(world, life, handoff, decision.what, now));
  world.report.count("HandoffTold");
  await note(world, life, (each) => written(world, each, decision.what, now), handoff);
  return true;
}

async function notice(
  world: World,
  life: Known,
  handoff: Handoff,
  what: "release" | "reminder",
  now: number,
) {
  const url = await world.links.url({
    purpose: "handoff",
    leadId: life.leadId,
    n: handoff.n,
    releasedAt: handoff.releasedAt,
    expiresAt: now + LINKS_LIVE,
  });
  return salesNotice(life, handoff, what, url, playbook(world), now);
}

function written(world: World, handoff: Handoff, what: "release" | "reminder", now: number) {
  const { campaigns, defaultTimeZone } = playbook(world);
  const campaign = campaigns.find((each) => each.name === handoff.campaign);
  if (what === "reminder") return reminded(handoff, now);
  return told(handoff, campaign?.release.answerWithin ?? ANSWER_WITHOUT_CAMPAIGN, now, defaultTimeZone);
}

/** Written on the hand-off as it then stands: an answer that came while we published stays. */
async function note(
  world: World,
  life: Known,
  change: (handoff: Handoff) => ReturnType<typeof told>,
  handoff: Handoff,
): Promise<void> {
  await writeInTurn(world, life.leadId, (read) => {
    const current = read.handoffs.find((each) => each.n === handoff.n);
    if (!isKnown(read) || current === undefined || current.status !== "released") return undefined;
    return change(current);
  });
}

export const handler = onLambda(releaseLead);
