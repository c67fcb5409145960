/** What a condition asks of a lead's words: countries, questions and answers that exist, and text that can be found. */
import type { Campaign } from "../rules/campaign.ts";
import type { Condition } from "../rules/condition.ts";
import { COUNTRY_CODES } from "../rules/zone.ts";
import type { Asked } from "./conditions-of.ts";
import type { Finding } from "./finding.ts";
import { didYouMean } from "./nearest.ts";
import type { Path } from "./steps.ts";

/** `questions`: those that may have been asked there; undefined where nobody knows them. */
export function checkSaid(
  { condition, path }: Pick<Asked, "condition" | "path">,
  { questions }: { readonly questions: Campaign["questions"] | undefined },
): readonly Finding[] {
  return [
    ...checkCountries(condition, path),
    ...(questions === undefined ? [] : checkAnswers(condition, path, questions)),
    ...checkWords(condition, path),
    ...checkDomains(condition, path),
    ...checkLists(condition, path),
  ];
}

function checkCountries({ country = [] }: Condition, path: Path): readonly Finding[] {
  return country.flatMap((code, at) => {
    if (COUNTRY_CODES.includes(code.toUpperCase())) return [];
    const right = "Write its ISO 3166-1 code of two letters, such as DE or GB.";
    return [{ path: [...path, "country", at], wrong: `there is no country "${code}"`, right }];
  });
}

function checkAnswers(
  condition: Condition,
  path: Path,
  questions: Campaign["questions"],
): readonly Finding[] {
  return Object.entries(condition.answers ?? {}).flatMap(([question, answers]) => {
    const here = [...path, "answers", question];
    const listed = Object.hasOwn(questions, question) ? questions[question]?.answers : undefined;
    if (listed === undefined) {
      const right = didYouMean(question, Object.keys(questions));
      return [{ path: here, wrong: `nobody asks "${question}"`, right }];
    }
    const unknown = answers.filter((answer) => !Object.hasOwn(listed, answer));
    return unknown.map((answer) => ({
      path: here,
      wrong: `"${answer}" is no answer to it`,
      right: didYouMean(answer, Object.keys(listed)),
    }));
  });
}

const TEXTS = ["industry", "jobTitle", "installedProduct", "message"] as const;

/** A star alone, or a dash, is found nowhere. */
function checkWords(condition: Condition, path: Path): readonly Finding[] {
  return TEXTS.flatMap((key) =>
    (condition[key] ?? []).flatMap((phrase, at) => {
      if (/[\p{L}\p{N}]/u.test(phrase)) return [];
      const right = "Write a word or a phrase; a star opens its end, as in `manag*`.";
      return [{ path: [...path, key, at], wrong: `${JSON.stringify(phrase)} is no word`, right }];
    }),
  );
}

/** `acme.example`, or an ending of two or three letters, `ie` or `gov`. */
const DOMAIN = /^([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$|^[a-z]{2,3}$/iu;

function checkDomains({ domain = [] }: Condition, path: Path): readonly Finding[] {
  return domain.flatMap((name, at) => {
    if (DOMAIN.test(name)) return [];
    const right = "Write what follows the @ of an address, such as acme.example.";
    return [{ path: [...path, "domain", at], wrong: `${JSON.stringify(name)} is no domain`, right }];
  });
}

/** The schema lets these lists be empty. */
function checkLists(condition: Condition, path: Path): readonly Finding[] {
  const { has, address, answers = {} } = condition;
  const lists: readonly (readonly [Path, readonly unknown[] | undefined])[] = [
    [["has"], has],
    [["address"], address],
    ...Object.entries(answers).map(([question, any]) => [["answers", question], any] as const),
  ];
  const empty = lists.filter(([, list]) => list?.length === 0);
  return empty.map(([at]) => ({
    path: [...path, ...at],
    wrong: "this list is empty",
    right: "List at least one, or take the key out.",
  }));
}
