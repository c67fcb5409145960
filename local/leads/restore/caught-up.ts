/** A lead whose row alone was lost: what its items that stand say since the back-up, put on the row of the back-up. */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Item, isOfLife, LEAD_ROW } from "../../../functions/world/lead-items.ts";
import { apply, type Change } from "../../../workflows/rules/change.ts";
import { after } from "../../../workflows/rules/clock.ts";
import type { Lead } from "../../../workflows/rules/lead.ts";
import { isKnown, type Known, type LedgerLine, type Life } from "../../../workflows/rules/life.ts";
import { OWN_PAUSE } from "../../../workflows/rules/own-pause.ts";
import type { Playbook } from "../../../workflows/rules/playbook.ts";
import { unsubscribe, wantsNoContact } from "../../../workflows/rules/subscription.ts";
import { suppress, suppression } from "../../../workflows/rules/suppression.ts";
import { saidBySales } from "./sales-since.ts";

/** The restored items with those that stand in their place: these are newer. Those of another life stay out. */
export function withStanding(restored: readonly Item[], standing: readonly Item[]): readonly Item[] {
  const row = rowOf(restored);
  const newer = standing.filter((item) => isOfLife(unmarshall(item), row));
  const bySk = new Map([...restored, ...newer].map((item) => [item["sk"]?.S, item]));
  return [...bySk.values()];
}

const rowOf = (items: readonly Item[]) => {
  const row = items.find(({ sk }) => sk?.S === LEAD_ROW);
  return row && unmarshall(row);
};

/**
 * The lead as the lines that its row doesn't know of leave it. The lead's own only take away: whoever left stays left, even
 * where a later line agreed anew, since a row that says too little sends nothing. Those of sales say how far it has come.
 * `known`: the keys of the lines of the back-up.
 */
export function caughtUp(life: Known, known: ReadonlySet<string>, playbook: Playbook): Lead {
  const news = life.ledger.filter(({ key }) => !known.has(key)).sort((a, b) => a.at - b.at);
  const then = news.reduce<Known>((so, line) => {
    const change = saidBySales(so, line, playbook) ?? said(so, line, playbook.defaultTimeZone);
    return setBy(so, change);
  }, life);
  const verdict = suppression(then);
  return (verdict === undefined ? then : setBy(then, suppress(then, verdict))).lead;
}

/** Runs and hand-offs say themselves what became of them: of each rule only what it does to the row is taken. */
function setBy(life: Known, change: Change | undefined): Known {
  const then: Life = change?.set === undefined ? life : apply(life, { set: change.set });
  return isKnown(then) ? then : life;
}

/** Their own line has the proof, and stands. */
const BY_HAND = { how: "by hand" } as const;

function said(life: Known, line: LedgerLine, zone: string): Change | undefined {
  const { consent } = life.lead;
  const { key, kind, at, what, proof } = line;
  const how = what.replace(/^unsubscribed /, "");
  if (key.startsWith("no-contact#told#")) return { set: { consent: { ...consent, noContactToldAt: at } } };
  if (key.startsWith("no-contact#")) return wantsNoContact(life, at, BY_HAND);
  if (kind === "unsubscribe") return unsubscribe(life, at, how, BY_HAND);
  if (kind === "confirm") return { set: { consent: { ...consent, confirmedAt: at } } };
  if (key.endsWith("#pause")) return { set: { ownPauseUntil: after(at, OWN_PAUSE, zone) } };
  if (key.startsWith("disqualified#"))
    return { set: { lifecycle: "disqualified", because: disqualifiedBy(what) } };
  if (key.endsWith("#resume")) return { set: { ownPauseUntil: at } };
  return key.startsWith("preferences#") && proof
    ? { set: { consent: narrowed(life.lead, line, proof) } }
    : undefined;
}

const disqualifiedBy = (what: string) => what.replace(/^disqualified: /, "");

/** By the page of its own: what it said no to. A line tells what holds from then on. */
function narrowed({ consent }: Lead, { at, what }: LedgerLine, proof: NonNullable<LedgerLine["proof"]>) {
  const { channels = [], topics } = proof;
  const ends = (way: "call" | "letter") =>
    channels.includes(way)
      ? {}
      : { [way]: { givenAt: at, ...consent[way], withdrawnAt: consent[way]?.withdrawnAt ?? at } };
  const left = topics?.filter((topic) => consent.topics?.includes(topic) ?? true);
  return {
    ...consent,
    ...ends("call"),
    ...ends("letter"),
    ...(left === undefined ? {} : { topics: left }),
    ...(what.includes("wants no tracking") ? { untrackedAt: at } : {}),
  };
}
