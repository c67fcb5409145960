/** What the schema can't see: names that point nowhere, things named twice, and what could never happen. */
import type { Campaign } from "../rules/campaign.ts";
import { checkConditions, type Finding } from "./check-conditions.ts";
import { didYouMean } from "./nearest.ts";

/** `folder`: the campaign's own; `mails`: the Markdown files in it. */
export function checkCampaign(
  campaign: Campaign,
  folder: string,
  mails: readonly string[],
): readonly Finding[] {
  return [
    ...checkName(campaign, folder),
    ...checkQuestions(campaign),
    ...checkConditions(campaign),
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
