/** What a pool names and asks: people, segments and campaigns that are there, and what is known of a lead when its turn comes. */
import type { RunningCampaign } from "../rules/campaign.ts";
import type { Condition } from "../rules/condition.ts";
import type { Desk, Pool } from "../rules/desk.ts";
import { checkEmpty, NOT_SAID } from "./check-conditions.ts";
import { checkSaid } from "./check-said.ts";
import { type Asked, nested } from "./conditions-of.ts";
import type { Finding } from "./finding.ts";
import { didYouMean } from "./nearest.ts";
import type { Path } from "./steps.ts";

/** `campaigns` as `compileDesk` takes them. */
export function checkPools(
  { pools }: Desk,
  campaigns: readonly RunningCampaign[] | undefined,
): readonly Finding[] {
  return pools.flatMap((pool, at) => [
    ...checkName(pool, at, pools),
    ...checkTwice(pool, at),
    ...(campaigns === undefined ? [] : checkCampaigns(pool, at, campaigns)),
    ...checkWhen(pool, at, campaigns && ofPool(pool, campaigns)),
  ]);
}

function checkName({ name }: Pool, at: number, pools: readonly Pool[]): readonly Finding[] {
  const first = pools.findIndex((other) => other.name === name);
  if (first === at) return [];
  const right = "A pool keeps its turns under its name: choose another.";
  return [{ path: ["pools", at, "name"], wrong: `"${name}" is pools[${first}]'s name already`, right }];
}

const LISTS = ["people", "regions", "segments", "campaigns"] as const;

function checkTwice(pool: Pool, at: number): readonly Finding[] {
  return LISTS.flatMap((key) => {
    const listed = pool[key] ?? [];
    const again = listed.findIndex((name, place) => listed.indexOf(name) < place);
    if (again < 0) return [];
    const wrong = `"${listed[again]}" is listed twice`;
    const right = key === "people" ? "Everybody has one turn: take one out." : "Take one out.";
    return [{ path: ["pools", at, key, again], wrong, right }];
  });
}

function checkCampaigns(pool: Pool, at: number, all: readonly RunningCampaign[]): readonly Finding[] {
  const names = all.map(({ name }) => name);
  const unknown = missing(pool.campaigns, names).map(([name, place]) => ({
    path: ["pools", at, "campaigns", place],
    wrong: `there is no campaign "${name}"`,
    right: didYouMean(name, names),
  }));
  return unknown.length > 0 ? unknown : checkSegments(pool, ["pools", at, "segments"], ofPool(pool, all));
}

function checkSegments(pool: Pool, path: Path, campaigns: readonly RunningCampaign[]): readonly Finding[] {
  const known = [...new Set(campaigns.flatMap(({ segments }) => segments.map(({ name }) => name)))];
  return missing(pool.segments, known).map(([name, place]) => ({
    path: [...path, place],
    wrong: `${pool.campaigns ? "none of the pool's campaigns" : "no campaign"} has a segment "${name}"`,
    right: known.length === 0 ? "They have no `segments` at all: take it out." : didYouMean(name, known),
  }));
}

function missing(names: readonly string[] = [], known: readonly string[]) {
  return names.flatMap((name, at) => (known.includes(name) ? [] : [[name, at] as const]));
}

function ofPool(pool: Pool, all: readonly RunningCampaign[]): readonly RunningCampaign[] {
  return pool.campaigns === undefined ? all : all.filter(({ name }) => pool.campaigns?.includes(name));
}

function checkWhen(
  { when }: Pool,
  at: number,
  campaigns: readonly RunningCampaign[] | undefined,
): readonly Finding[] {
  if (when === undefined) return [];
  const questions = campaigns && asked(campaigns);
  return nested({ condition: when, path: ["pools", at, "when"], knows: "said" }).flatMap((each) => [
    ...checkEmpty(each),
    ...checkKnown(each),
    ...checkSaid(each, { questions }),
  ]);
}

/** Campaigns may ask one thing with other answers: a pool that is for several may name any of them. */
function asked(campaigns: readonly RunningCampaign[]): RunningCampaign["questions"] {
  const all = campaigns.flatMap(({ questions }) => Object.entries(questions));
  const together: Record<string, RunningCampaign["questions"][string]> = {};
  for (const [name, question] of all)
    together[name] = { ...question, answers: { ...together[name]?.answers, ...question.answers } };
  return together;
}

/** Who is taken by hand is of no campaign, which alone could say the rest; and all that come here have just ripened. */
const UNKNOWN: readonly (keyof Condition)[] = [...NOT_SAID, "lifecycle"];

function checkKnown({ condition, path }: Asked): readonly Finding[] {
  const unknown = UNKNOWN.filter((key) => condition[key] !== undefined);
  return unknown.map((key) => ({
    path: [...path, key],
    wrong: "nothing is known of that here: a pool asks only what the lead said",
    right:
      key === "segment"
        ? "List the segments under the pool's own `segments`."
        : "Ask what it said, such as `employeesAtLeast`, `industry` or `answers`.",
  }));
}
