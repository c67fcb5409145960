/** What a lead did, as the score and the conditions of a campaign take it: whose act it was, when, and from when on it counts. */
import { HIDDEN_LINK, isScan, type Verdict, type Visit, verdicts } from "./bots.ts";
import type { RunningCampaign } from "./campaign.ts";
import { type HumanAct, humanActs } from "./human-act.ts";
import type { LedgerLine, Life, Touch } from "./life.ts";
import { DAY, type Instant, milliseconds } from "./time.ts";

export interface Act {
  readonly line: LedgerLine;
  /** When it happened, from which its points fade: of a link that a scanner fetched first, when the reader did. */
  readonly at: Instant;
  /** From when on it counts; undefined while it is taken for a machine's. */
  readonly countsFrom: Instant | undefined;
  /** Why it is judged so, where that needs saying. */
  readonly because: string | undefined;
}

interface Judged {
  readonly touches: readonly Touch[];
  readonly by: Map<RunningCampaign, readonly Act[]>;
}

const known = new WeakMap<readonly LedgerLine[], Judged>();

/** One for each line of the ledger, in its order. Asked many times of one life, and worked out once. */
export function actsOf(life: Life, campaign: RunningCampaign): readonly Act[] {
  const before = known.get(life.ledger);
  const { by } =
    before?.touches === life.touches ? before : { by: new Map<RunningCampaign, readonly Act[]>() };
  const acts = by.get(campaign) ?? judged(life, campaign);
  known.set(life.ledger, { touches: life.touches, by: by.set(campaign, acts) });
  return acts;
}

/** By a human as far as we know, and settled. */
export function isCounted({ countsFrom }: Act, now: Instant): boolean {
  return countsFrom !== undefined && countsFrom <= now;
}

/** When the clicks that still wait to count will have settled, the next first; those again on the same link among them. */
export function settlings(life: Life, campaign: RunningCampaign, now: Instant): readonly Instant[] {
  const settle = milliseconds(campaign.engagement.settle);
  const counting = actsOf(life, campaign).flatMap(({ countsFrom }) => countsFrom ?? []);
  const again = verdicts(life)
    .visits.filter(({ machine }) => machine === undefined)
    .flatMap(({ fetches }) => fetches.map(({ at }) => at + settle));
  return [...new Set([...counting, ...again])].filter((at) => at > now).sort((a, b) => a - b);
}

/** Clicks and opens are judged; all else was told by people, by us, or by the mail service of itself. */
function judged(life: Life, campaign: RunningCampaign): readonly Act[] {
  const { of, visits } = verdicts(life);
  const settle = milliseconds(campaign.engagement.settle);
  const returned = givenBack(visits, life, campaign);
  return life.ledger.map((line) => {
    const verdict = of.get(line.key);
    if (verdict === undefined) return { line, at: line.at, countsFrom: line.at, because: undefined };
    if (verdict.by === "machine") return ofMachine(line, verdict, returned.get(line.key));
    const because = verdict.by === "person" ? undefined : `probably a machine: ${verdict.because}`;
    return { line, at: verdict.at, countsFrom: verdict.at + (line.kind === "click" ? settle : 0), because };
  });
}

function ofMachine(line: LedgerLine, { at, because }: Verdict, returned: HumanAct | undefined): Act {
  if (returned === undefined) return { line, at, countsFrom: undefined, because };
  return { line, at, countsFrom: returned.at, because: `${because}; given back, since ${returned.because}` };
}

/** A machine's visit longer ago has nothing to do with what a person does today. */
const REMEMBERED = 30 * DAY;

/**
 * The clicks that a person's later act gives back, by their line's key. A visit that turned out to be a machine's took
 * back what its first click gave; who then acts as only people do had read that mail after all. So each act gives back the
 * first click of the newest such visit of the last 30 days, and no more than that.
 */
function givenBack(
  visits: readonly Visit[],
  life: Life,
  campaign: RunningCampaign,
): ReadonlyMap<string, HumanAct> {
  const machines = visits
    .filter(isScan)
    .sort((a, b) => b.from - a.from || (firstKey(a) < firstKey(b) ? -1 : 1));
  const found = new Map<string, HumanAct>();
  for (const act of machines.length > 0 ? humanActs(life, campaign) : []) {
    const visit = machines.find(({ from, to }) => to < act.at && from >= act.at - REMEMBERED);
    const key = visit?.fetches.find(({ line }) => line.link !== HIDDEN_LINK)?.line.key;
    if (key !== undefined && !found.has(key)) found.set(key, act);
  }
  return found;
}

/** Of two visits in one instant, to two mails, the order in which they were told decides nothing. */
function firstKey({ fetches }: Visit): string {
  return fetches[0]?.line.key ?? "";
}
