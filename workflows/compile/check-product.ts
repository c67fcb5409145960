/** A touch about the product goes only to leads that have asked. */
import type { Campaign } from "../rules/campaign.ts";
import type { Condition } from "../rules/condition.ts";
import type { Finding } from "./finding.ts";
import { ownCondition, type PlacedTouch, placedTouches, type Stated } from "./steps.ts";

export function checkProduct(campaign: Campaign): readonly Finding[] {
  return placedTouches(campaign)
    .filter((placed) => placed.step.about === "product" && !hasAsked(placed))
    .map(({ path }) => ({
      path: [...path, "about"],
      wrong: "nobody has asked for it: no `when` here or around it tests what the lead did or said",
      right: `Add a \`when\` that tests one of ${ASKING.join(", ")}; or write \`about: help\`.`,
    }));
}

/** By these a lead shows that it wants to know more. */
const ASKING = ["answers", "message", "clicked", "did", "form", "outcome", "replied"] as const;

function hasAsked({ step, path, within }: PlacedTouch): boolean {
  return [...within, ...ownCondition(step, path)].some(({ condition, so }: Stated) => shows(condition, so));
}

/** Whether the condition's holding, or its not holding, shows that the lead has asked. */
function shows(condition: Condition, so: boolean): boolean {
  const { all = [], any = [], not } = condition;
  const each = [
    ...ASKING.filter((key) => condition[key] !== undefined).map((key) =>
      key === "replied" ? condition.replied === so : so,
    ),
    ...Object.keys(condition)
      .filter((key) => !["all", "any", "not", ...ASKING].includes(key))
      .map(() => false),
    ...(all.length > 0
      ? [
          some(
            all.map((one) => shows(one, so)),
            so,
          ),
        ]
      : []),
    ...(any.length > 0
      ? [
          some(
            any.map((one) => shows(one, so)),
            !so,
          ),
        ]
      : []),
    ...(not === undefined ? [] : [shows(not, !so)]),
  ];
  return some(each, so);
}

/** Of what holds together one is enough; of what may hold each must show it. */
function some(each: readonly boolean[], together: boolean): boolean {
  return together ? each.includes(true) : each.length > 0 && !each.includes(false);
}
