/** What the schema can't see: names that point nowhere, things named twice, and what could never happen. */
import type { Campaign } from "../rules/campaign.ts";
import { readSender } from "../rules/sender.ts";
import { checkActivities } from "./check-activities.ts";
import { checkConditions } from "./check-conditions.ts";
import { checkNames } from "./check-names.ts";
import { checkProduct } from "./check-product.ts";
import { checkReach } from "./check-reach.ts";
import { checkRelease } from "./check-release.ts";
import { checkSegments } from "./check-segments.ts";
import { checkSteps } from "./check-steps.ts";
import { checkTimes } from "./check-times.ts";
import type { Finding } from "./finding.ts";

/** `folder`: the campaign's own; `files`: the Markdown files in it. */
export function checkCampaign(
  campaign: Campaign,
  folder: string,
  files: readonly string[],
): readonly Finding[] {
  const conditions = [...checkConditions(campaign), ...checkSegments(campaign)];
  return [
    ...checkName(campaign, folder),
    ...checkQuestions(campaign),
    ...checkWords(campaign),
    ...conditions,
    ...checkNames(campaign, files),
    ...checkSteps(campaign),
    ...checkReach(campaign, conditions),
    ...checkProduct(campaign),
    ...checkActivities(campaign),
    ...checkTimes(campaign),
    ...checkRelease(campaign, files),
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

function checkWords({ consent, send }: Campaign): readonly Finding[] {
  const found: Finding[] = [];
  if (/[{}]/.test(consent.why ?? ""))
    found.push({
      path: ["consent", "why"],
      wrong: "this is the same for every lead",
      right: "Take the braces out.",
    });
  if (send.from !== undefined && readSender(send.from) === undefined)
    found.push({
      path: ["send", "from"],
      wrong: `nobody can write to or be called ${JSON.stringify(send.from)}`,
      right: "Write a name, an address, or both: Nora Quinn <nora@orchard-cold-chain.example>.",
    });
  return found;
}
