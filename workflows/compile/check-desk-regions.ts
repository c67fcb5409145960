/** Regions: each has countries that there are, and a pool that is for it. */
import type { Desk } from "../rules/desk.ts";
import { COUNTRY_CODES } from "../rules/zone.ts";
import type { Finding } from "./finding.ts";
import { didYouMean } from "./nearest.ts";

export function checkRegions({ regions, pools }: Desk): readonly Finding[] {
  const names = Object.keys(regions);
  const used = pools.flatMap((pool, at) =>
    (pool.regions ?? []).map((name, place) => ({ name, path: ["pools", at, "regions", place] })),
  );
  const unknown = used.filter(({ name }) => !names.includes(name));
  // A name that is misspelt there isn't idle here.
  const idle = unknown.length > 0 ? [] : names.filter((name) => used.every((each) => each.name !== name));
  return [
    ...Object.entries(regions).flatMap(([name, countries]) => checkCountries(name, countries)),
    ...unknown.map(({ name, path }) => ({
      path,
      wrong: `there is no region "${name}"`,
      right: names.length === 0 ? "List its countries under `regions`." : didYouMean(name, names),
    })),
    ...idle.map((name) => ({
      path: ["regions", name],
      wrong: "no pool is for this region",
      right: "Name it under a pool's `regions`, or take it out.",
    })),
  ];
}

function checkCountries(region: string, countries: readonly string[]): readonly Finding[] {
  return countries.flatMap((code, at) => {
    const path = ["regions", region, at];
    if (!COUNTRY_CODES.includes(code)) {
      const upper = code.toUpperCase();
      const right = COUNTRY_CODES.includes(upper)
        ? `Write ${upper}.`
        : "Write its ISO 3166-1 code of two letters, such as DE or GB.";
      return [{ path, wrong: `there is no country "${code}"`, right }];
    }
    if (countries.indexOf(code) === at) return [];
    return [{ path, wrong: `${code} is listed twice`, right: "Take one out." }];
  });
}
