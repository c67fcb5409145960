/** What a campaign tests of a lead: every question, answer and country that a condition names must exist. */
import type { Campaign } from "../rules/campaign.ts";
import type { Condition } from "../rules/condition.ts";
import { COUNTRY_CODES } from "../rules/zone.ts";
import { didYouMean } from "./nearest.ts";

export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly wrong: string;
  readonly right: string;
}

export function checkConditions(campaign: Campaign): readonly Finding[] {
  return conditions(campaign).flatMap((each) => checkCondition(each, campaign));
}

interface Stated {
  readonly path: readonly PropertyKey[];
  readonly condition: Condition;
  readonly mayBeEmpty?: boolean;
}

function conditions({ fit, disqualify, segments, release }: Campaign): readonly Stated[] {
  return [
    ...fit.rules.map(({ when }, at) => ({ path: ["fit", "rules", at, "when"], condition: when })),
    ...disqualify.map(({ when }, at) => ({ path: ["disqualify", at, "when"], condition: when })),
    ...segments.map(({ when }, at) => ({
      path: ["segments", at, "when"],
      condition: when,
      mayBeEmpty: true,
    })),
    ...release.handRaised.map((condition, at) => ({ path: ["release", "handRaised", at], condition })),
  ];
}

function checkCondition({ path, condition, mayBeEmpty }: Stated, campaign: Campaign): readonly Finding[] {
  if (Object.keys(condition).length === 0 && !mayBeEmpty) {
    return [{ path, wrong: "this holds for everyone", right: "State at least one test." }];
  }
  const countries = (condition.country ?? []).flatMap((code, at) =>
    COUNTRY_CODES.includes(code.toUpperCase()) ? [] : [unknownCountry([...path, "country", at], code)],
  );
  return [...countries, ...checkAnswers(path, condition, campaign)];
}

function unknownCountry(path: readonly PropertyKey[], code: string): Finding {
  return {
    path,
    wrong: `there is no country "${code}"`,
    right: "Write its ISO 3166-1 code of two letters, such as DE or GB.",
  };
}

function checkAnswers(
  path: readonly PropertyKey[],
  condition: Condition,
  { questions }: Campaign,
): readonly Finding[] {
  return Object.entries(condition.answers ?? {}).flatMap(([question, answers]) => {
    const here = [...path, "answers", question];
    const listed = Object.hasOwn(questions, question) ? questions[question]?.answers : undefined;
    if (listed === undefined) {
      return [
        {
          path: here,
          wrong: `nobody asks "${question}"`,
          right: didYouMean(question, Object.keys(questions)),
        },
      ];
    }
    const unknown = answers.filter((answer) => !Object.hasOwn(listed, answer));
    return unknown.map((answer) => ({
      path: here,
      wrong: `"${answer}" is no answer to it`,
      right: didYouMean(answer, Object.keys(listed)),
    }));
  });
}
