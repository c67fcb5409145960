/** In sentences: whether sales gives back too much, and what another threshold would have done about it. */
import {
  ENOUGH,
  type GaveBackRow,
  type GivenBack,
  isTooMany,
  TOO_MANY,
} from "../../workflows/rules/report/gave-back.ts";
import { leftOf, type Tried, type TryRow } from "../../workflows/rules/report/other-thresholds.ts";

/** What a manager has to see before anything else; none where all is well or nothing can be told. */
export function alarm({ all, campaigns }: GivenBack): string | undefined {
  const above = campaigns.filter(({ isAbove }) => isAbove);
  const named = above.map(({ name, rejected, answered }) => `${name} (${percent(rejected, answered)})`);
  if (named.length > 0) return `Sales gives back more than ${TOO_MANY}% of ${named.join(", ")}.`;
  return all.isAbove ? `Sales gives back more than ${TOO_MANY}%, over all campaigns.` : undefined;
}

export interface Verdict {
  /** The share, in short. */
  readonly headline: string;
  readonly text: string;
  readonly isAlarming: boolean;
}

/** Of all, then of each campaign that is above; none where sales has answered nothing. */
export function verdicts(gaveBack: GivenBack): readonly Verdict[] {
  const { all, campaigns, tries } = gaveBack;
  if (all.answered === 0) return [];
  const above = campaigns.filter(({ isAbove }) => isAbove);
  return [
    ofAll(gaveBack, above.length === 0),
    ...above.map((row) =>
      ofCampaign(
        row,
        tries.filter(({ campaign }) => campaign === row.name),
      ),
    ),
  ];
}

function ofAll({ all, reasons }: GivenBack, isAlone: boolean): Verdict {
  const { rejected, answered, isAbove } = all;
  const counts = `Sales gave back ${rejected} of the ${answered} hand-offs that it answered`;
  if (answered < ENOUGH)
    return {
      headline: `${counts}.`,
      text: `Too few to tell: it takes ${ENOUGH} answers.`,
      isAlarming: false,
    };
  const [most] = reasons;
  const why = most === undefined ? "" : `Most often it said "${most.meaning}" (${most.rejected}).`;
  const isAlarming = isAbove && isAlone;
  return {
    headline: `${counts}, ${percent(rejected, answered)}.`,
    text: isAlarming ? `${WRONG}, though no campaign by itself can be told to be it. ${why}` : why,
    isAlarming,
  };
}

const WRONG = `Above ${TOO_MANY}% it isn't sales that is choosy: the definition of ripe is wrong`;

function ofCampaign({ name, rejected, answered }: GaveBackRow, tries: readonly TryRow[]): Verdict {
  return {
    headline: `Of ${name} sales gave back ${rejected} of ${answered}, ${percent(rejected, answered)}.`,
    text: `${WRONG}. ${whatIf(tries)}`,
    isAlarming: true,
  };
}

/** The lowest threshold that would have brought it down to what is usual, with enough left to tell. */
function whatIf(tries: readonly TryRow[]): string {
  if (tries.length === 0) return "The campaign is no longer there, so no other threshold can be tried.";
  const enough = tries.find(({ rejected, accepted }) => {
    const all = leftOf(rejected) + leftOf(accepted);
    return all >= ENOUGH && !isTooMany(leftOf(rejected), all);
  });
  return enough ? effectOf(enough) : noneOf(tries);
}

function effectOf({ from, to, rejected, accepted, unlike }: TryRow): string {
  const left = leftOf(rejected);
  const all = left + leftOf(accepted);
  const without = unlike === 0 ? "" : ` ${unlike} more can't be replayed under today's rules.`;
  return `With ${to} points instead of ${from}, sales would not have been told, when it was, of ${heldBack(rejected, "rejected")} and of ${heldBack(accepted, "accepted")}. That leaves ${left} of ${all} given back, ${percent(left, all)}.${without}`;
}

/** `9 of the 12 that it rejected (4 later, 5 never)` */
function heldBack(tried: Tried, which: string): string {
  const { all, later, never } = tried;
  const when = [later === 0 ? "" : `${later} later`, never === 0 ? "" : `${never} never`].filter(Boolean);
  const held = all - leftOf(tried);
  return `${held === all ? `all ${all}` : `${held} of the ${all}`} that it ${which}${when.length === 0 ? "" : ` (${when.join(", ")})`}`;
}

function noneOf(tries: readonly TryRow[]): string {
  const points = tries.map(({ to }) => to);
  return `No higher threshold that was tried (${points.join(", ")}) would have brought that down to ${TOO_MANY}% and left sales ${ENOUGH} to answer: look at the reasons, and at the rules of fit, rather than at the points.`;
}

function percent(value: number, of: number): string {
  return new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 1 }).format(value / of);
}
