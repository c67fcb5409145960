/** The campaigns that a scenario plays with, and what it may call by name in them. */

import type { Finding } from "../../../workflows/compile/finding.ts";
import { didYouMean } from "../../../workflows/compile/nearest.ts";
import type { RunningCampaign } from "../../../workflows/rules/campaign.ts";
import { Profile } from "../../../workflows/rules/lead.ts";
import { HOUSE, REPLY } from "../../../workflows/rules/planned-touch.ts";
import { allTouches, channelOf, type TouchChannel } from "../../../workflows/rules/touches.ts";
import type { Moment } from "./times.ts";

/** The one that the scenario belongs to first. */
export type Cast = readonly [RunningCampaign, ...RunningCampaign[]];

export type Path = Finding["path"];

export function checkMoment(moment: Moment, path: Path, cast: Cast): readonly Finding[] {
  return moment.is === "touch" ? checkTouch(moment.touch, path, cast) : [];
}

export function checkTouch(name: string, path: Path, cast: Cast): readonly Finding[] {
  const [campaign, ...others] = cast;
  const known = [
    ...touchNames(campaign),
    REPLY,
    ...others.flatMap((other) => touchNames(other).map((touch) => `${other.name}/${touch}`)),
  ];
  if (known.includes(name)) return [];
  return [{ path, wrong: `${campaign.name} has no touch "${name}"`, right: didYouMean(name, known) }];
}

/** Of the campaign, and the letters of the house that it has. */
function touchNames(campaign: RunningCampaign): readonly string[] {
  const house = Object.keys(HOUSE).filter((name) => name in campaign.mails || name in campaign.briefs);
  return [...allTouches(campaign).map(({ name }) => name), ...house];
}

/** Of a touch that is there. */
export function channelNamed(name: string, [campaign, ...others]: Cast): TouchChannel {
  if (name === REPLY) return REPLY;
  const [touch = "", of = campaign.name] = name.split("/").reverse();
  if (touch === HOUSE.validate) return "call";
  const owner = [campaign, ...others].find((each) => each.name === of);
  const found = owner && allTouches(owner).find((each) => each.name === touch);
  return found === undefined ? "mail" : channelOf(found);
}

/** Fields that no form knows would be dropped without a word. `others` may stand here too. */
export function checkFields(
  fields: Readonly<Record<string, string>>,
  path: Path,
  cast: Cast,
  others: readonly string[] = [],
): readonly Finding[] {
  const questions = cast.flatMap((campaign) => Object.keys(campaign.questions));
  const known = ["email", "consent", ...Object.keys(Profile.shape), ...questions, ...others];
  return Object.keys(fields)
    .filter((field) => !known.includes(field) && !/^utm_[a-z_]+$/.test(field))
    .map((field) => ({
      path: [...path, field],
      wrong: `no form has a field "${field}"`,
      right: didYouMean(field, known),
    }));
}
