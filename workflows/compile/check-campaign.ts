/** What the schema can't see: names that point nowhere, things named twice, and what could never happen. */
import type { Campaign, Condition } from "../rules/campaign.ts";
import { COUNTRY_CODES } from "../rules/zone.ts";
import { didYouMean } from "./nearest.ts";

export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly wrong: string;
  readonly right: string;
}

/** `folder`: the campaign's own; `mails`: the Markdown files in it. */
export function checkCampaign(
  campaign: Campaign,
  folder: string,
  mails: readonly string[],
): readonly Finding[] {
  return [
    ...checkName(campaign, folder),
    ...checkQuestions(campaign),
    ...conditions(campaign).flatMap((each) => checkCondition(each, campaign)),
    ...checkSegments(campaign),
    ...checkTouches(campaign, mails),
    ...checkConfirm(campaign, mails),
    ...checkWhy(campaign),
  ];
}

function checkWhy({ consent }: Campaign): readonly Finding[] {
  if (!/[{}]/.test(consent.why ?? "")) return [];
  return [
    { path: ["consent", "why"], wrong: "this is the same for every lead", right: "Take the braces out." },
  ];
}

function checkName({ name }: Campaign, folder: string): readonly Finding[] {
  if (name === folder) return [];
  return [
    {
      path: ["name"],
      wrong: `the folder is called "${folder}"`,
      right: `Write "${folder}", or rename the folder.`,
    },
  ];
}

/** A form posts the answers beside its own fields, by name. */
function checkQuestions({ questions }: Campaign): readonly Finding[] {
  const taken = Object.keys(questions).filter((name) => FORM_FIELDS.includes(name) || name.startsWith("utm"));
  return taken.map((name) => ({
    path: ["questions", name],
    wrong: `"${name}" is a field of every form already`,
    right: "Give the question another name.",
  }));
}

const FORM_FIELDS =
  "email name company phone website street city postcode country industry employees message consent form".split(
    " ",
  );

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
    const listed = questions[question]?.answers;
    if (listed === undefined) {
      return [
        {
          path: here,
          wrong: `nobody asks "${question}"`,
          right: didYouMean(question, Object.keys(questions)),
        },
      ];
    }
    const unknown = answers.filter((answer) => !(answer in listed));
    return unknown.map((answer) => ({
      path: here,
      wrong: `"${answer}" is no answer to it`,
      right: didYouMean(answer, Object.keys(listed)),
    }));
  });
}

function checkSegments({ segments }: Campaign): readonly Finding[] {
  const everyone = segments.findIndex(({ when }) => Object.keys(when).length === 0);
  const unreachable = segments.slice(everyone + 1).map((_, at) => ({
    path: ["segments", everyone + 1 + at],
    wrong: "no lead gets here: the segment before it takes everyone",
    right: "Put the segment with an empty `when` last.",
  }));
  return [...twice(segments, "name", "segments"), ...(everyone < 0 ? [] : unreachable)];
}

function checkTouches({ touches }: Campaign, mails: readonly string[]): readonly Finding[] {
  const missing = touches.flatMap(({ mail }, at) =>
    mails.includes(mail)
      ? []
      : [
          {
            path: ["touches", at, "mail"],
            wrong: `there is no file ${mail} in the folder`,
            right: didYouMean(mail, mails),
          },
        ],
  );
  return [...twice(touches, "name", "touches"), ...twice(touches, "mail", "touches"), ...missing];
}

function checkConfirm({ consent, touches }: Campaign, mails: readonly string[]): readonly Finding[] {
  const reserved = touches.flatMap(({ name, mail }, at) =>
    name === "confirm" || mail === "confirm.md"
      ? [
          {
            path: ["touches", at],
            wrong: '"confirm" is the double opt-in\'s mail',
            right: "Call the touch and its mail something else.",
          },
        ]
      : [],
  );
  if (!consent.doubleOptIn || mails.includes("confirm.md")) return reserved;
  const missing = {
    wrong: "there is no confirm.md to confirm with",
    right: "Write it, with the single link {{ links.confirm }}.",
  };
  return [...reserved, { path: ["consent", "doubleOptIn"], ...missing }];
}

function twice<K extends string>(
  items: readonly Record<K, string>[],
  key: K,
  list: string,
): readonly Finding[] {
  return items.flatMap((item, at) => {
    const first = items.findIndex((other) => other[key] === item[key]);
    const wrong = `"${item[key]}" is used by ${list}[${first}] already`;
    return first === at
      ? []
      : [{ path: [list, at, key], wrong, right: "Each may be used once: choose another." }];
  });
}
