/** What somebody of sales says of a hand-off, written: on its own page, on the list of their leads, or by a program. */

import { apply } from "../workflows/rules/change.ts";
import type { Desk } from "../workflows/rules/desk.ts";
import { type FollowUp, takeFollowUp, toldSince } from "../workflows/rules/follow-up.ts";
import type { LeadId } from "../workflows/rules/lead.ts";
import { type Handoff, isKnown, type Known, type Life } from "../workflows/rules/life.ts";
import type { Playbook } from "../workflows/rules/playbook.ts";
import { type Answered, type HandoffAnswer, takeAnswer } from "../workflows/rules/sales-answer.ts";
import { commit, playbook } from "./commit.ts";
import type { World } from "./world/world.ts";

export type Said = HandoffAnswer | FollowUp;

/** The lead as it is afterwards, or in a sentence why it can't be so. */
export type Taken = { readonly life: Known; readonly handoff: Handoff } | { readonly refused: string };

/**
 * `meant` finds the hand-off in the lead's life. `seen`: how the page stood on which it was said, as `standing` wrote it; a
 * result that was told of since then is not told of twice.
 */
export async function takeFromSales(
  world: World,
  leadId: LeadId,
  meant: (life: Life) => Handoff | undefined,
  said: Said,
  seen: string | undefined,
  at: number,
): Promise<Taken> {
  const rules = playbook(world);
  let taken: Taken = { refused: "This lead is no longer here." };
  const written = await commit(world, leadId, at, (life) => {
    const n = meant(life)?.n ?? NONE;
    const answered = answerTo(life, n, said, seen, at, rules);
    taken = "change" in answered ? outcome(apply(life, answered.change), n) : answered;
    return "change" in answered ? answered.change : undefined;
  });
  return written === "full" ? { refused: fullHands(said.by, rules.desk) } : taken;
}

function answerTo(
  life: Life,
  n: number,
  said: Said,
  seen: string | undefined,
  at: number,
  rules: Playbook,
): Answered {
  if (!("result" in said)) return takeAnswer(life, n, said, at, rules);
  const refused = toldSince(life, n, seen, rules);
  return refused === undefined ? takeFollowUp(life, n, said, at, rules) : { refused };
}

/** No hand-off has this number. */
const NONE = 0;

function outcome(life: Life, n: number): Taken {
  const handoff = life.handoffs.find((each) => each.n === n);
  return isKnown(life) && handoff !== undefined
    ? { life, handoff }
    : { refused: "This lead is no longer here." };
}

function fullHands(by: string, { people }: Desk): string {
  const { name = by, atMost = 0 } = people[by] ?? {};
  return `${name} has ${atMost} ${atMost === 1 ? "lead" : "leads"} to work on already, which is the most. Finish with one of them first, or let somebody else take this one.`;
}
