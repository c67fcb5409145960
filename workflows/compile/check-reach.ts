/** Touches and ways that no lead can get to, as far as that is certain. */
import type { Campaign } from "../rules/campaign.ts";
import { boundsOf } from "./bounds.ts";
import { pathInWords } from "./campaign-problems.ts";
import { whyNever } from "./can-hold.ts";
import type { Finding } from "./finding.ts";
import {
  asCondition,
  askedBy,
  isTouch,
  ownCondition,
  type Path,
  type Placed,
  placedSteps,
  type Stated,
} from "./steps.ts";

/** `found`: what is wrong with the conditions themselves, from which nothing more is concluded. */
export function checkReach(campaign: Campaign, found: readonly Finding[]): readonly Finding[] {
  const bounds = boundsOf(campaign);
  const gone = goneBefore(campaign);
  const can = (...stated: readonly Stated[]) => whyNever(stated.map(asCondition), bounds) === undefined;
  const steps = placedSteps(campaign).map((step) => ({ ...step, known: [...gone, ...step.known] }));
  const sound = ({ path }: Stated) => !found.some((each) => path.every((key, at) => each.path[at] === key));
  return steps
    .filter((step) => [...asks(step), ...step.known].every(sound) && can(...step.known))
    .flatMap((step) => checkStep(step, can));
}

/** Looked at before every step: what ends a run never holds of a lead that goes on. */
function goneBefore({ leave, enter }: Campaign): readonly Stated[] {
  return [
    ...leave.map(({ when }, at) => ({ condition: when, path: ["leave", at, "when"], so: false })),
    ...enter.except.map(({ when }, at) => ({
      condition: when,
      path: ["enter", "except", at, "when"],
      so: false,
    })),
  ];
}

type Can = (...stated: readonly Stated[]) => boolean;

function checkStep(placed: Placed, can: Can): readonly Finding[] {
  const own = asks(placed);
  const [asked] = own;
  if (asked === undefined) return [];
  if (isTouch(placed))
    return own.every((each) => can(each))
      ? clash(own, placed, can, "No lead gets this touch: change one of the two, or take it away.")
      : [];
  const fails: Stated = { ...asked, so: false };
  if (!can(asked) || !can(fails)) return [];
  const gate = "wait" in placed.step ? "wait" : "branch";
  const right = (way: string) => `Take the ${gate} away, and keep what stands under \`${way}\`.`;
  const never = clash([asked], placed, can, right("else"));
  return never.length > 0 ? never : clash([fails], placed, can, right("do"));
}

function asks(placed: Placed): readonly Stated[] {
  if (isTouch(placed)) return ownCondition(placed.step, placed.path);
  const { key, condition } = askedBy(placed.step);
  return [{ condition, path: [...placed.path, key], so: true }];
}

/** Which of what is known, or of the step's own conditions, can't hold with the others. */
function clash(own: readonly Stated[], { known }: Placed, can: Can, right: string): readonly Finding[] {
  if (can(...own, ...known)) return [];
  const last = own.at(-1);
  if (last === undefined) return [];
  const others = [...own.slice(0, -1), ...known];
  const other = others.find((each) => !can(last, each)) ?? others.find((each) => !can(...own, each));
  const does = last.so ? "never" : "always";
  return [
    {
      path: last.path,
      wrong: `this ${does} holds here${other === undefined ? "" : `, ${because(other, last.path)}`}`,
      right,
    },
  ];
}

function because({ path, so }: Stated, here: Path): string {
  if (path[0] === "leave" || path[0] === "enter")
    return `since a lead of which ${pathInWords(path)} holds is gone before`;
  const nearby = path.slice(0, -1).every((key, at) => here[at] === key) && path.length === here.length;
  const name = nearby ? `\`${String(path.at(-1))}\` beside it` : pathInWords(path);
  return `since ${name} ${so ? "holds" : "does not hold"}`;
}
