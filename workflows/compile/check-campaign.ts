/** What the schema can't see: names that point nowhere, things named twice, and what could never happen. */
import type { Campaign } from "../rules/campaign.ts";
import { channelOf, fileOf, type Step, type Touch } from "../rules/journey.ts";
import { isOfTheHouse } from "../rules/planned-touch.ts";
import { pathInWords } from "./campaign-problems.ts";
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

function checkTouches(campaign: Campaign, files: readonly string[]): readonly Finding[] {
  const touches = placedTouches(campaign);
  const missing = touches.flatMap(({ touch, path }) => {
    const file = fileOf(touch);
    if (files.includes(file)) return [];
    const wrong = `there is no file ${file} in the folder`;
    return [{ path: [...path, channelOf(touch)], wrong, right: didYouMean(file, files) }];
  });
  return [...again(touches, ({ name }) => name, "name"), ...again(touches, fileOf, "mail"), ...missing];
}

interface Placed {
  readonly touch: Touch;
  readonly path: readonly PropertyKey[];
}

/** Every touch with its place in the file. */
function placedTouches({ touches, evergreen }: Campaign): readonly Placed[] {
  return [...placed(touches, ["touches"]), ...placed(evergreen?.touches ?? [], ["evergreen", "touches"])];
}

function placed(steps: readonly Step[], path: readonly PropertyKey[]): readonly Placed[] {
  return steps.flatMap((step, at) => {
    const here = [...path, at];
    if (!("name" in step))
      return [...placed(step.do, [...here, "do"]), ...placed(step.else, [...here, "else"])];
    return [{ touch: step, path: here }, ...(step.else ? instead(step.else, [...here, "else"]) : [])];
  });
}

function instead(touch: Touch, path: readonly PropertyKey[]): readonly Placed[] {
  return [{ touch, path }, ...(touch.else ? instead(touch.else, [...path, "else"]) : [])];
}

function again(touches: readonly Placed[], of: (touch: Touch) => string, key: string): readonly Finding[] {
  return touches.flatMap(({ touch, path }, at) => {
    const first = touches.findIndex((other) => of(other.touch) === of(touch));
    const wrong = `"${of(touch)}" is used by ${pathInWords(touches[first]?.path ?? [])} already`;
    return first === at
      ? []
      : [{ path: [...path, key], wrong, right: "Each may be used once: choose another." }];
  });
}

function checkConfirm(campaign: Campaign, files: readonly string[]): readonly Finding[] {
  const reserved = placedTouches(campaign).flatMap(({ touch, path }) =>
    isOfTheHouse(touch.name) || isOfTheHouse(fileOf(touch).replace(/\.md$/, ""))
      ? [
          {
            path,
            wrong: `"${touch.name}" is a letter of the house`,
            right: "Call the touch and its file something else.",
          },
        ]
      : [],
  );
  if (!campaign.consent.doubleOptIn || files.includes("confirm.md")) return reserved;
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
