/**
 * What a lead took back itself. Anybody can post a form in its name, and an import is our own word: neither brings any of
 * this back, only its own page does, or a confirmation from its mailbox.
 */
import { gone } from "./consent.ts";
import type { Lead } from "./lead.ts";
import type { Known, LedgerLine } from "./life.ts";
import { wantsNoSales } from "./validation.ts";

/** The topics that it agreed to once, and left unticked when it last chose on its page. */
export function topicsTakenBack(ledger: readonly LedgerLine[]): ReadonlySet<string> {
  const chosen = ledger.filter(isChoice).sort((a, b) => b.at - a.at)[0];
  if (chosen === undefined) return new Set();
  const wanted = new Set(chosen.proof?.topics);
  const before = ledger.filter(({ at, kind }) => kind === "consent" && at <= chosen.at);
  const agreed = before.flatMap(({ proof }) => proof?.topics ?? []);
  return new Set(agreed.filter((topic) => !wanted.has(topic)));
}

function isChoice({ kind, proof }: LedgerLine): boolean {
  return kind === "consent" && proof?.how === "preferences" && proof.topics !== undefined;
}

/** It left, or asked to be erased in a life before this one and has not confirmed since that it is back: why nothing that we say of it holds. */
export function closedToUs(lead: Lead): string | undefined {
  const { leftBefore, consent } = lead;
  const isBack = !leftBefore || consent.confirmedAt !== undefined;
  return gone(lead) ?? (isBack ? undefined : "it asked to be erased before");
}

/** Whether an import of later must not bring it back, once it is erased: it left, or refused any of what we do. */
export function saidNo(life: Known): boolean {
  const { lead, ledger } = life;
  const { call, letter } = lead.consent;
  return (
    closedToUs(lead) !== undefined ||
    call?.withdrawnAt !== undefined ||
    letter?.withdrawnAt !== undefined ||
    lead.lifecycle === "disqualified" ||
    wantsNoSales(life) ||
    topicsTakenBack(ledger).size > 0 ||
    (lead.consent.confirmedAt === undefined && ledger.some(({ kind }) => kind === "unsubscribe"))
  );
}
