/** What the desk's schema can't see: people who aren't there, leads that would be nobody's, and what could never happen. */
import type { RunningCampaign } from "../rules/campaign.ts";
import type { Desk } from "../rules/desk.ts";
import { checkAccounts } from "./check-desk-accounts.ts";
import { checkPeople } from "./check-desk-people.ts";
import { checkPools } from "./check-desk-pools.ts";
import { checkReasons } from "./check-desk-reasons.ts";
import { checkRegions } from "./check-desk-regions.ts";
import { checkDeskTimes } from "./check-desk-times.ts";
import { checkTurns } from "./check-desk-turns.ts";
import { checkWork } from "./check-desk-work.ts";
import type { Finding } from "./finding.ts";
import { didYouMean } from "./nearest.ts";
import type { Path } from "./steps.ts";

/** `campaigns` as `compileDesk` takes them. */
export function checkDesk(desk: Desk, campaigns: readonly RunningCampaign[] | undefined): readonly Finding[] {
  const named = [...checkNamed(desk), ...checkRegions(desk), ...checkPools(desk, campaigns)];
  return [
    ...checkPeople(desk),
    ...checkWork(desk),
    ...named,
    // Whether a pool takes any lead shows once all that it names is there.
    ...(named.length > 0 ? [] : checkTurns(desk)),
    ...checkAccounts(desk),
    ...checkDeskTimes(desk),
    ...checkReasons(desk),
  ];
}

/** Everybody whom the desk names is one of its people. */
function checkNamed({ manager, people, pools, accounts }: Desk): readonly Finding[] {
  const named: readonly (readonly [name: string, path: Path])[] = [
    [manager, ["manager"]],
    ...pools.flatMap((pool, at) =>
      pool.people.map((name, place) => [name, ["pools", at, "people", place]] as const),
    ),
    ...Object.entries(accounts).map(([domain, owner]) => [owner, ["accounts", domain]] as const),
  ];
  const keys = Object.keys(people);
  const unknown = named.filter(([name]) => !Object.hasOwn(people, name));
  return unknown.map(([name, path]) => ({
    path,
    wrong: `nobody is called "${name}" under \`people\``,
    right: keys.length === 0 ? "List whoever works at the desk under `people`." : didYouMean(name, keys),
  }));
}
