/** Every condition of a campaign, with its place: that decides what it may ask. */
import type { Campaign } from "../rules/campaign.ts";
import type { Condition } from "../rules/condition.ts";
import { askedBy, isTouch, type Path, type Placed, placedSteps } from "./steps.ts";

export interface Asked {
  readonly condition: Condition;
  readonly path: Path;
  /** What is known there: what the lead said; that, and by which form; or all that it is and did. */
  readonly knows: "said" | "posted" | "all";
  /** The step that asks it. */
  readonly at?: Placed;
  readonly mayBeEmpty?: boolean;
}

export function conditionsOf(campaign: Campaign): readonly Asked[] {
  const { fit, disqualify, segments, release, enter, leave } = campaign;
  const each = (list: readonly { readonly when: Condition }[], ...path: readonly string[]) =>
    list.map(({ when }, at) => ({ condition: when, path: [...path, at, "when"] }));
  return [
    ...each(fit.rules, "fit", "rules").map((one) => ({ ...one, knows: "said" as const })),
    ...each(disqualify, "disqualify").map((one) => ({ ...one, knows: "said" as const })),
    ...each(segments, "segments").map((one) => ({ ...one, knows: "said" as const, mayBeEmpty: true })),
    ...release.handRaised.map((condition, at) => {
      return { condition, path: ["release", "handRaised", at], knows: "posted" as const };
    }),
    ...each(enter.except, "enter", "except").map((one) => ({ ...one, knows: "all" as const })),
    ...each(leave, "leave").map((one) => ({ ...one, knows: "all" as const })),
    ...placedSteps(campaign).flatMap(ofStep),
  ];
}

function ofStep(placed: Placed): readonly Asked[] {
  const rest = { knows: "all", at: placed } as const;
  if (isTouch(placed)) {
    const { when } = placed.step;
    return when === undefined ? [] : [{ condition: when, path: [...placed.path, "when"], ...rest }];
  }
  const { key, condition } = askedBy(placed.step);
  return [{ condition, path: [...placed.path, key], ...rest }];
}

/** The condition itself and those inside it, the outermost first. */
export function nested(asked: Asked): readonly Asked[] {
  const { condition, path } = asked;
  const lists = (["all", "any"] as const).flatMap((key) =>
    (condition[key] ?? []).map((inner, at) => [inner, [...path, key, at]] as const),
  );
  const not = condition.not === undefined ? [] : [[condition.not, [...path, "not"]] as const];
  return [
    asked,
    ...[...lists, ...not].flatMap(([inner, at]) =>
      nested({ ...asked, condition: inner, path: at, mayBeEmpty: false }),
    ),
  ];
}
