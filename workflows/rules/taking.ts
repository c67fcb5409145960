/** "They called: take it now": one of us asks for a lead, and sales is told of it at once. */

import type { Change } from "./change.ts";
import { revived } from "./entering.ts";
import { isKnown, type Life } from "./life.ts";
import { type Playbook, runs } from "./playbook.ts";
import { disqualifier } from "./qualify.ts";
import { raisedHand } from "./ripe.ts";
import { openHandoff } from "./sales-clock.ts";
import type { Instant } from "./time.ts";

export type Taken = { readonly change: Change } | { readonly refused: string };

/** A raised hand of no campaign in particular, and a run that went silent goes on; or, in one sentence, why sales would not hear of it. */
export function take(life: Life, because: string, playbook: Playbook, at: Instant): Taken {
  const refused = whyNot(life, playbook);
  if (refused !== undefined || !isKnown(life)) return { refused: refused ?? UNKNOWN };
  return {
    change: {
      enrolments: revived(life),
      ledger: [
        { key: `taken#${at}`, at, kind: "other", what: `taken to sales: ${because}`, handRaised: because },
      ],
    },
  };
}

const UNKNOWN = "There is no such lead: add it first.";

function whyNot(life: Life, playbook: Playbook): string | undefined {
  if (life.tombstone !== undefined) return "This lead was erased: only its own post brings it back.";
  if (!isKnown(life)) return UNKNOWN;
  const { lead } = life;
  if (lead.lifecycle === "customer" || lead.lifecycle === "disqualified")
    return `Nobody sells to this lead any more: ${lead.because}.`;
  if (runs(life, playbook).length === 0)
    return "This lead is in no campaign, and a campaign says how sales is told: add it with the source of one.";
  const disqualified = disqualifier(life, playbook);
  if (disqualified !== undefined) return `This lead is disqualified: ${disqualified}.`;
  const last = life.handoffs.at(-1);
  if (last?.status === "accepted" && last.doneAt === undefined)
    return `${last.answeredBy ?? "Somebody"} has accepted this lead already.`;
  if (openHandoff(life)?.status === "released")
    return "Sales has been told of this lead already, and has yet to answer.";
  if (raisedHand(life) !== undefined) return "This lead is on its way to sales already.";
  return undefined;
}
