/** Names and files: each belongs to one thing, and every file that is named is there. */
import type { Campaign } from "../rules/campaign.ts";
import { HOUSE, isOfTheHouse } from "../rules/planned-touch.ts";
import { channelOf, fileOf } from "../rules/touches.ts";
import { pathInWords } from "./campaign-problems.ts";
import type { Finding } from "./finding.ts";
import { didYouMean } from "./nearest.ts";
import { type Path, type Placed, type PlacedTouch, placedSteps, placedTouches } from "./steps.ts";

/** `files`: the Markdown files of the folder. */
export function checkNames(campaign: Campaign, files: readonly string[]): readonly Finding[] {
  const segments = campaign.segments.map(({ name }, at) => ({ name, path: ["segments", at, "name"] }));
  const named = placedTouches(campaign)
    .filter(({ step }) => fileOf(step) !== "")
    .map(({ step, path }) => ({ name: fileOf(step), path: [...path, channelOf(step)] }));
  return [
    ...usedTwice(segments),
    ...usedTwice(placedSteps(campaign).flatMap(stepNames)),
    ...usedTwice(named),
    ...named.flatMap(({ name, path }) => (files.includes(name) ? [] : [missing(name, path, files)])),
    ...placedTouches(campaign).flatMap(checkHouse),
  ];
}

interface Named {
  readonly name: string;
  readonly path: Path;
}

/** What a lead has had or passed is known by these: a former name too belongs to one touch for ever. */
function stepNames(placed: Placed): readonly Named[] {
  const { step, path } = placed;
  if ("branch" in step) return [{ name: step.branch, path: [...path, "branch"] }];
  if ("wait" in step) return [{ name: step.wait, path: [...path, "wait"] }];
  const { name, formerly } = step;
  const former = formerly.map((old, at) => ({ name: old, path: [...path, "formerly", at] }));
  return [{ name, path: [...path, "name"] }, ...former];
}

function usedTwice(all: readonly Named[]): readonly Finding[] {
  return all.flatMap(({ name, path }, at) => {
    const first = all.find((other) => other.name === name);
    if (first === undefined || first === all[at]) return [];
    const where = pathInWords(first.path).replace(/\.(name|branch|wait|mail|call|postcard|note)$/, "");
    const wrong = `"${name}" is used by ${where} already`;
    const former = [path, first.path].some((each) => each.includes("formerly"));
    const right = former
      ? "A former name stays with the touch that had it: choose another, or take it out here."
      : "Each may be used once: choose another.";
    return [{ path, wrong, right }];
  });
}

function missing(file: string, path: Path, files: readonly string[]): Finding {
  const others = files.filter((name) => !isOfTheHouse(name.replace(/\.md$/, "")));
  return { path, wrong: `there is no file ${file} in the folder`, right: didYouMean(file, others) };
}

function checkHouse({ step, path }: PlacedTouch): readonly Finding[] {
  const taken = [step.name, fileOf(step).replace(/\.md$/, "")].find(isOfTheHouse);
  if (taken === undefined) return [];
  return [
    {
      path,
      wrong: `"${taken}" is a letter of the house, as ${Object.keys(HOUSE).join(", ")} are`,
      right: "Call the touch and its file something else.",
    },
  ];
}
