/** What the schema can't see in a scenario: names that point nowhere, and what says too little or too much. */
import { domainToASCII } from "node:url";
import type { Finding } from "../../../workflows/compile/finding.ts";
import { didYouMean } from "../../../workflows/compile/nearest.ts";
import { usableAddress } from "../../../workflows/rules/address.ts";
import { type Cast, checkFields, checkMoment, checkTouch, type Path } from "./cast.ts";
import { checkAct } from "./check-act.ts";
import { type Scenario, THE_END } from "./scenario.ts";
import { AnyMoment } from "./times.ts";

export function checkScenario(scenario: Scenario, cast: Cast): readonly Finding[] {
  return [
    ...checkGiven(scenario, cast),
    ...scenario.when.flatMap((act, at) => checkAct(act, ["when", at], cast)),
    ...checkMoment(scenario.until, ["until"], cast),
    ...checkThen(scenario, cast),
  ];
}

function checkGiven({ given }: Scenario, cast: Cast): readonly Finding[] {
  const path = ["given"];
  const ways = [given.posts, given.imports].filter((way) => way !== undefined);
  const wrong =
    ways.length === 0 ? "nothing says how the lead comes in" : "it comes in by one way, not by two";
  return [
    ...(ways.length === 1
      ? []
      : [{ path, wrong, right: "Write `posts:` with a form, or `imports:` with an import." }]),
    ...checkAddress(given.with["email"], [...path, "with"]),
    ...checkFields(given.with, [...path, "with"], cast, given.imports === undefined ? [] : IN_A_ROW),
  ];
}

/** What a row of an import may say beside what a form does. */
const IN_A_ROW = ["firstName", "lastName", "ownerName", "ownerEmail"];

function checkAddress(email: string | undefined, path: Path): readonly Finding[] {
  if (email === undefined) return [{ path, wrong: "the lead has no address", right: "Add `email:`." }];
  const usable = usableAddress(email, domainToASCII);
  if ("address" in usable) return [];
  return [{ path: [...path, "email"], wrong: "nobody can write to this address", right: usable.problem }];
}

function checkThen({ then }: Scenario, cast: Cast): readonly Finding[] {
  const lists = ["touches", "tasks"] as const;
  return [
    ...lists.flatMap((list) =>
      (then[list] ?? []).flatMap(({ name }, at) => checkTouch(name, ["then", list, at], cast)),
    ),
    ...(then.never ?? []).flatMap((name, at) => checkTouch(name, ["then", "never", at], cast)),
    ...checkSegments(then.segment ?? {}, cast),
    ...(["score", "segment", "lifecycle"] as const).flatMap((key) => checkTimes(then[key] ?? {}, key, cast)),
  ];
}

function checkSegments(expected: Readonly<Record<string, string>>, [campaign]: Cast): readonly Finding[] {
  const known = [...campaign.segments.map(({ name }) => name), NO_SEGMENT];
  return Object.entries(expected).flatMap(([moment, segment]) =>
    known.includes(segment)
      ? []
      : [
          {
            path: moment === THE_END ? ["then", "segment"] : ["then", "segment", moment],
            wrong: `there is no segment "${segment}"`,
            right: didYouMean(segment, known),
          },
        ],
  );
}

/** Where none of a campaign's segments is the lead's. */
export const NO_SEGMENT = "none";

function checkTimes(expected: object, key: string, cast: Cast): readonly Finding[] {
  return Object.keys(expected)
    .filter((moment) => moment !== THE_END)
    .flatMap((moment) => checkMoment(AnyMoment.parse(moment), ["then", key, moment], cast));
}
