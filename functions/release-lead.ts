/**
 * "Hand the lead to sales": finds somebody for it, tells people of sales what the rule still finds due, then writes that
 * it did. A crash between the two tells twice, never not at all. A topic without subscribers counts as nobody told, and
 * no clock starts.
 */
import middy from "@middy/core";
import type { Change } from "../workflows/rules/change.ts";
import { decide } from "../workflows/rules/decide.ts";
import type { Decision } from "../workflows/rules/decision.ts";
import { asOf, type Handoff, isKnown, type Known, type Life } from "../workflows/rules/life.ts";
import { noContactNotice, noContactTold } from "../workflows/rules/no-contact.ts";
import { told, toldNobody } from "../workflows/rules/telling.ts";
import { findSomebody } from "./assign-handoff.ts";
import { playbook, writeInTurn } from "./commit.ts";
import { handoffNotice } from "./handoff-notice.ts";
import { dossierLink } from "./sales-links.ts";
import { Step } from "./step.ts";
import { onLambda } from "./world/lambda.ts";
import { campaigns, desk, leads, links, rota, sales, settings } from "./world/ports.ts";
import type { World } from "./world/world.ts";

/** More than a lead can need told at once: the rest is told at the next step. */
const MOST_TURNS = 10;

export const releaseLead = (world: World) =>
  middy<unknown, { readonly told: boolean }>().handler(async (event) => {
    const step = Step.parse(event);
    const given = Date.parse(step.now);
    let hasTold = false;
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const life = await world.leads.read(step.leadId);
      const done = await carryOut(world, life, step.generation, given);
      if (done === undefined) break;
      hasTold ||= done === "told";
    }
    return { told: hasTold };
  });

/** Undefined where sales has nothing to hear or to be given, or another execution has the lead. */
async function carryOut(
  world: World,
  life: Life,
  generation: number,
  given: number,
): Promise<"told" | "written" | undefined> {
  if (!isKnown(life) || life.lead.generation !== generation) return undefined;
  const now = asOf(given, life);
  const decision = decide(life, playbook(world), given);
  if (decision.do === "tell sales") return (await tell(world, life, decision, now)) ? "told" : "written";
  if (decision.do === "tell of no contact")
    return (await tellOfNoContact(world, life, now)) ? "told" : "written";
  if (decision.do !== "assign") return undefined;
  await findSomebody(world, life, decision, now);
  return "written";
}

async function tell(
  world: World,
  life: Known,
  { n, what }: Decision & { do: "tell sales" },
  now: number,
): Promise<boolean> {
  const handoff = life.handoffs.find((each) => each.n === n);
  if (handoff === undefined) return false;
  if (await nobodyListens(world)) {
    await note(world, handoff, life, (_, current) => toldNobody(current, now));
    return false;
  }
  await world.sales.publish(await handoffNotice(world, life, handoff, what, now));
  world.report.count("HandoffTold");
  // What was told is what was known before: a leave that crosses it is news still to be told.
  await note(world, handoff, life, (_, current) => told(life, current, what, playbook(world), now));
  return true;
}

async function nobodyListens(world: World): Promise<boolean> {
  if ((await world.sales.confirmedSubscribers()) > 0) return false;
  world.report.count("NobodyTold");
  return true;
}

/** Of the whole lead, whether or not sales ever had it. */
async function tellOfNoContact(world: World, life: Known, now: number): Promise<boolean> {
  const isHeard = !(await nobodyListens(world));
  if (isHeard) {
    const dossier = await dossierLink(world.links, life, now);
    await world.sales.publish(noContactNotice(life, { dossier }, playbook(world)));
  }
  await writeInTurn(world, life.leadId, (read) => noContactTold(read, isHeard, now));
  return isHeard;
}

/** Written on the hand-off as it then stands: an answer that came while we published stays. */
async function note(
  world: World,
  handoff: Handoff,
  { leadId }: Known,
  change: (life: Known, handoff: Handoff) => Change,
): Promise<void> {
  await writeInTurn(world, leadId, (read) => {
    const current = read.handoffs.find((each) => each.n === handoff.n);
    if (!isKnown(read) || current === undefined || !isStill(handoff, current)) return undefined;
    return once(read, change(read, current));
  });
}

/** What is told twice within one step is one line: under its key the second could never be written. */
function once({ ledger }: Life, { ledger: lines = [], ...change }: Change): Change {
  return { ...change, ledger: lines.filter(({ key }) => !ledger.some((each) => each.key === key)) };
}

/** With the same person, in the same standing: a word on what came of it that crossed the question answers it. */
function isStill(handoff: Handoff, current: Handoff): boolean {
  return (
    current.status === handoff.status &&
    current.to === handoff.to &&
    current.stage === handoff.stage &&
    current.promised?.contactBy === handoff.promised?.contactBy
  );
}

export const handler = onLambda(releaseLead, { leads, rota, sales, links, settings, campaigns, desk });
