/** One act of a scenario: one verb, with what belongs beside it, about a touch that is there. */

import type { Finding } from "../../../workflows/compile/finding.ts";
import { didYouMean } from "../../../workflows/compile/nearest.ts";
import { OUTCOMES } from "../../../workflows/rules/task.ts";
import { type Cast, channelNamed, checkFields, checkMoment, checkTouch, type Path } from "./cast.ts";
import { type Act, VERBS, type Verb } from "./scenario.ts";

export function checkAct(act: Act, path: Path, cast: Cast): readonly Finding[] {
  const verbs = VERBS.filter((verb) => act[verb] !== undefined);
  const [verb] = verbs;
  if (verb === undefined)
    return [{ path, wrong: "nothing happens here", right: `Write one of: ${VERBS.join(", ")}.` }];
  if (verbs.length > 1)
    return [{ path, wrong: `${verbs.join(" and ")} are two acts`, right: "Give each its own line." }];
  return [
    ...checkWhen(act, path, cast),
    ...checkBeside(act, verb, path),
    ...checkNames(act, verb, path, cast),
  ];
}

function checkWhen({ after, at }: Act, path: Path, cast: Cast): readonly Finding[] {
  if (after !== undefined && at === undefined) return checkMoment(after, [...path, "after"], cast);
  if (after === undefined && at !== undefined) return [];
  const right = "Write `after: 2 hours`, `after: welcome + 2 hours`, or `at:` with a date and a time.";
  return [{ path, wrong: after === undefined ? "nothing says when" : "it says twice when", right }];
}

/** Keys that stand beside a verb: where they say something, and where nothing goes without them. */
const BESIDE: readonly {
  readonly key: keyof Act;
  readonly belongs: (act: Act) => boolean;
  readonly needed?: (act: Act) => boolean;
}[] = [
  { key: "with", belongs: ({ posts }) => posts !== undefined },
  { key: "link", belongs: ({ clicks }) => clicks !== undefined },
  { key: "about", belongs: ({ activity }) => activity !== undefined },
  {
    key: "outcome",
    belongs: ({ task }) => task !== undefined,
    needed: ({ task }) => task !== undefined,
  },
  {
    key: "reason",
    belongs: ({ sales }) => sales === "rejects",
    needed: ({ sales }) => sales === "rejects",
  },
  {
    key: "until",
    belongs: ({ sales }) => sales === "rejects" || sales === "snoozes",
    needed: ({ sales }) => sales === "snoozes",
  },
];

function checkBeside(act: Act, verb: Verb, path: Path): readonly Finding[] {
  const said = `\`${verb}: ${act[verb]}\``;
  return BESIDE.flatMap(({ key, belongs, needed }): readonly Finding[] => {
    if (act[key] !== undefined && !belongs(act))
      return [
        { path: [...path, key], wrong: `"${key}" means nothing beside ${said}`, right: "Take it out." },
      ];
    if (act[key] === undefined && needed?.(act))
      return [{ path, wrong: `"${key}" is missing`, right: `Add it beside ${said}.` }];
    return [];
  });
}

const ABOUT_A_TOUCH = new Set<Verb>([
  "opens",
  "clicks",
  "unsubscribes",
  "complains",
  "bounces",
  "scannerClicks",
  "replies",
  "outOfOffice",
  "task",
]);

function checkNames(act: Act, verb: Verb, path: Path, cast: Cast): readonly Finding[] {
  const here = [...path, verb];
  const name = String(act[verb]);
  if (verb === "posts") return checkFields(act.with ?? {}, [...path, "with"], cast);
  if (!ABOUT_A_TOUCH.has(verb)) return [];
  const unknown = checkTouch(name, here, cast);
  if (unknown.length > 0) return unknown;
  const channel = channelNamed(name, cast);
  if (verb !== "task")
    return channel === "mail"
      ? []
      : [{ path: here, wrong: `"${name}" is no mail`, right: `Write \`task: ${name}\`, and its outcome.` }];
  if (channel === "mail")
    return [
      { path: here, wrong: `"${name}" is a mail`, right: "Write what the lead does with it: `clicks:`." },
    ];
  const codes = Object.keys(OUTCOMES[channel]);
  return act.outcome === undefined || codes.includes(act.outcome)
    ? []
    : [
        {
          path: [...path, "outcome"],
          wrong: `a ${channel} can't end with "${act.outcome}"`,
          right: didYouMean(act.outcome, codes),
        },
      ];
}
