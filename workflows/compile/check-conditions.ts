/** What a campaign tests of a lead: it must be known where it is asked, be there to be found, and be able to come true. */
import type { Campaign } from "../rules/campaign.ts";
import type { Condition } from "../rules/condition.ts";
import { boundsOf } from "./bounds.ts";
import { whyNever } from "./can-hold.ts";
import { checkDeeds } from "./check-deeds.ts";
import { checkSaid } from "./check-said.ts";
import { type Asked, conditionsOf, nested } from "./conditions-of.ts";
import type { Finding } from "./finding.ts";

export function checkConditions(campaign: Campaign): readonly Finding[] {
  return conditionsOf(campaign).flatMap((asked) => {
    const found = nested(asked).flatMap((each) => [
      ...checkEmpty(each),
      ...checkKnown(each),
      ...checkSaid(each, campaign),
      ...checkDeeds(each, campaign),
    ]);
    return found.length > 0 ? found : checkConstant(asked, campaign);
  });
}

export function checkEmpty({ condition, path, mayBeEmpty }: Asked): readonly Finding[] {
  if (Object.keys(condition).length === 0 && !mayBeEmpty)
    return [{ path, wrong: "this holds for everyone", right: "State at least one test." }];
  return [];
}

/** What is no word of the lead's own, but worked out of them or done later. */
export const NOT_SAID: readonly (keyof Condition)[] = [
  ...(["form", "segment", "fitAtLeast", "fitBelow", "scoreAtLeast", "scoreBelow"] as const),
  ...(["clicked", "opened", "replied", "did", "outcome"] as const),
];

/** A post is judged alone: where its lead stands doesn't matter. */
const UNKNOWN: Readonly<Record<Asked["knows"], readonly (keyof Condition)[]>> = {
  said: NOT_SAID,
  posted: [...NOT_SAID.filter((key) => key !== "form"), "lifecycle"],
  all: [],
};

function checkKnown({ condition, path, knows }: Asked): readonly Finding[] {
  const [place] = path;
  const unknown = UNKNOWN[knows].filter((key) => condition[key] !== undefined);
  return unknown.map((key) => ({
    path: [...path, key],
    wrong: `nothing is known of that here: \`${place === "release" ? "release.handRaised" : String(place)}\` asks only what the lead said`,
    right: `Ask \`${key}\` of a touch, a branch or a wait, under \`leave\` or under \`enter.except\`.`,
  }));
}

function checkConstant({ condition, path, mayBeEmpty }: Asked, campaign: Campaign): readonly Finding[] {
  const bounds = boundsOf(campaign);
  const never = whyNever([condition], bounds);
  if (never) {
    const wrong = `this never holds${never.because === undefined ? "" : `: ${never.because}`}`;
    return [
      { path, wrong, right: "Change it so that some lead can pass; where either may hold, write `any`." },
    ];
  }
  if (mayBeEmpty || whyNever([{ not: condition }], bounds) === undefined) return [];
  return [{ path, wrong: "this holds for everyone", right: "State a test that some lead does not pass." }];
}
