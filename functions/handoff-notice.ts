/** What people of sales are told of a hand-off, with the links that are theirs to follow and what is known of its colleagues. */
import type { What } from "../workflows/rules/decision.ts";
import type { Handoff, Known } from "../workflows/rules/life.ts";
import { understood } from "../workflows/rules/playbook.ts";
import { actsSince } from "../workflows/rules/promise.ts";
import { addressee, salesNotice } from "../workflows/rules/sales-notice.ts";
import { colleaguesOf } from "./colleagues.ts";
import { playbook } from "./commit.ts";
import { myLeadsLink } from "./my-leads-link.ts";
import { dossierLink, handoffLink } from "./sales-links.ts";
import type { Notice, World } from "./world/world.ts";

/** A notice names so many colleagues. */
const MOST_COLLEAGUES = 5;

export async function handoffNotice(
  world: World,
  life: Known,
  handoff: Handoff,
  what: What,
  now: number,
): Promise<Notice> {
  const answer = await handoffLink(world.links, life, handoff, now);
  const rules = playbook(world);
  const acts = what === "act" ? actsSince(life, handoff, rules).map(({ because }) => because) : undefined;
  const context = {
    links: {
      answer,
      dossier: await dossierLink(world.links, life, now),
      ...(await mineOf(world, handoff, what, now)),
    },
    colleagues: await others(world, life),
    ...(acts === undefined ? {} : { acts }),
  };
  return salesNotice(life, handoff, what, context, rules, now);
}

/** A page of their own has whoever this is told to; what everybody is told has nobody's. */
async function mineOf(world: World, handoff: Handoff, what: What, now: number): Promise<{ mine?: string }> {
  const to = addressee(handoff, what, playbook(world))?.key;
  return to === undefined ? {} : { mine: (await myLeadsLink(world, to, now)).url };
}

/** Who else of the lead's company is here, and how they stand. */
async function others(world: World, life: Known) {
  return (await colleaguesOf(world, life, MOST_COLLEAGUES)).map(({ lead }) => ({
    name: understood(lead, playbook(world)).displayName ?? lead.address,
    state: lead.lifecycle,
  }));
}
