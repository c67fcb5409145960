/** The order of the pools: every lead finds one, and every pool some lead. */
import type { Condition } from "../rules/condition.ts";
import type { Desk, Pool } from "../rules/desk.ts";
import { whyNever } from "./can-hold.ts";
import type { Finding } from "./finding.ts";

/** All that the pools name must be there. */
export function checkTurns(desk: Desk): readonly Finding[] {
  return [...desk.pools.flatMap((_, at) => checkReach(desk, at)), ...checkLast(desk)];
}

const CONDITIONS = ["regions", "segments", "campaigns", "when"] as const;

function statedBy(pool: Pool): readonly string[] {
  return CONDITIONS.filter((key) => pool[key] !== undefined);
}

function checkLast({ pools }: Desk): readonly Finding[] {
  const at = pools.length - 1;
  const [key] = pools.slice(-1).flatMap(statedBy);
  if (key === undefined) return [];
  return [
    {
      path: ["pools", at, key],
      wrong: "a lead that fits no pool would be nobody's: the last one takes every lead",
      right: "Add a pool behind it that states no condition, or take the condition out.",
    },
  ];
}

function checkReach(desk: Desk, at: number): readonly Finding[] {
  const { pools } = desk;
  const pool = pools[at];
  if (pool === undefined) return [];
  const never = whyNever([conditionOf(pool, desk)], ANY_POINTS);
  if (never) {
    const wrong = `no lead fits${never.because === undefined ? "" : `: ${never.because}`}`;
    return [{ path: ["pools", at], wrong, right: "Change it so that some lead does." }];
  }
  if (pool.when !== undefined && whyNever([{ not: pool.when }], ANY_POINTS)) {
    const right = "State a test that some lead does not pass, or take it out.";
    return [{ path: ["pools", at, "when"], wrong: "this holds for everyone", right }];
  }
  return checkBefore(desk, pool, at);
}

/** A pool behind those that take all of its leads, or all of one of its regions. */
function checkBefore(desk: Desk, pool: Pool, at: number): readonly Finding[] {
  // One for every lead stands last even where those before it leave none.
  if (statedBy(pool).length === 0) return checkEveryone(desk, at);
  const taken = takenBefore(desk, pool, at);
  if (taken !== undefined) {
    const right = "Put the narrower pool first; the one without conditions is the last.";
    return [{ path: ["pools", at], wrong: `no lead gets here: ${taken} all of them`, right }];
  }
  return (pool.regions ?? []).flatMap((region, place) => {
    const takenHere = takenBefore(desk, { ...pool, regions: [region] }, at);
    if (takenHere === undefined) return [];
    const wrong = `no lead from here gets to this pool: ${takenHere} all of them`;
    return [{ path: ["pools", at, "regions", place], wrong, right: "Take it out, or put this pool first." }];
  });
}

function checkEveryone({ pools }: Desk, at: number): readonly Finding[] {
  const first = pools.findIndex((pool) => statedBy(pool).length === 0);
  if (first === at) return [];
  const wrong = `no lead gets here: pools[${first}] takes every one`;
  return [
    { path: ["pools", at], wrong, right: "State which leads each is for; the last one takes the rest." },
  ];
}

/** `pools[0] takes`; undefined where some lead may be left over. */
function takenBefore(desk: Desk, pool: Pool, at: number): string | undefined {
  const own = conditionOf(pool, desk);
  const before = desk.pools
    .slice(0, at)
    .flatMap((other, place) => (hasCampaignsOf(other, pool) ? [{ place, other }] : []));
  const nots = before.map(({ other, place }) => ({ place, not: { not: conditionOf(other, desk) } }));
  if (nots.length === 0 || !whyNever([own, ...nots.map(({ not }) => not)], ANY_POINTS)) return undefined;
  const one = nots.find(({ not }) => whyNever([own, not], ANY_POINTS));
  return one === undefined ? "those before it take" : `pools[${one.place}] takes`;
}

/** Whether `other` is for every campaign that `pool` is for. Which campaign a lead is of isn't a condition's to ask. */
function hasCampaignsOf(other: Pool, pool: Pool): boolean {
  if (other.campaigns === undefined) return true;
  return pool.campaigns?.every((name) => other.campaigns?.includes(name)) ?? false;
}

function conditionOf({ regions, segments, when }: Pool, desk: Desk): Condition {
  return {
    ...(regions === undefined ? {} : { country: regions.flatMap((name) => desk.regions[name] ?? []) }),
    ...(segments === undefined ? {} : { segment: segments }),
    ...(when === undefined ? {} : { all: [when] }),
  };
}

/** No pool asks for points. */
const ANY = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
const ANY_POINTS = { fit: ANY, score: ANY };
