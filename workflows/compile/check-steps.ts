/** Each step by itself: one channel, a time, and no key that would be without effect. */
import type { Campaign } from "../rules/campaign.ts";
import type { Touch } from "../rules/journey.ts";
import { Channel, channelOf } from "../rules/touches.ts";
import type { Finding } from "./finding.ts";
import { isTouch, type PlacedGate, type PlacedTouch, placedSteps } from "./steps.ts";

export function checkSteps(campaign: Campaign): readonly Finding[] {
  return placedSteps(campaign).flatMap((placed) =>
    isTouch(placed)
      ? [
          ...checkChannel(placed),
          ...checkHelps(placed),
          ...checkAfter(placed),
          ...checkIdle(placed, campaign),
          ...checkElse(placed),
        ]
      : checkWays(placed),
  );
}

function checkChannel({ step, path }: PlacedTouch): readonly Finding[] {
  const [first, ...others] = Channel.options.filter((channel) => step[channel] !== undefined);
  if (first === undefined) {
    const wrong = "this touch has no channel, so it would reach nobody";
    return [{ path, wrong, right: "Add `mail: x.md`, or one of call, postcard and note." }];
  }
  return others.map((other) => ({
    path: [...path, other],
    wrong: `this touch is a ${first} already`,
    right: `Keep one of the two; for who can't be reached by the one, put the other under \`else\`.`,
  }));
}

function checkHelps({ step, path }: PlacedTouch): readonly Finding[] {
  if (step.helps.trim() !== "") return [];
  const right =
    "Write what the reader can do afterwards: a touch that helps with nothing doesn't belong here.";
  return [{ path: [...path, "helps"], wrong: "this says nothing", right }];
}

function checkAfter({ step, path, inLane, standsFor }: PlacedTouch): readonly Finding[] {
  if (step.after !== undefined || inLane || standsFor.length > 0) return [];
  const right = "Add `after: 3 days`, counted from the step before it; `after: 0 minutes` is at once.";
  return [{ path: [...path, "after"], wrong: "this is missing", right }];
}

interface Idle {
  readonly key: keyof Touch;
  readonly where: (placed: PlacedTouch, campaign: Campaign) => boolean;
  readonly wrong: string;
  readonly right?: string;
}

const isMail = ({ step }: PlacedTouch) => channelOf(step) === "mail";
const isInstead = ({ standsFor }: PlacedTouch) => standsFor.length > 0;

/** A key that changes nothing where it stands was meant to change something. */
const IDLE: readonly Idle[] = [
  {
    key: "after",
    where: (placed) => isInstead(placed),
    wrong: "what stands in for a touch comes when that touch would have come",
  },
  {
    key: "after",
    where: (placed) => placed.inLane && !isInstead(placed),
    wrong: "in the evergreen lane nothing but its `every` sets the time",
  },
  { key: "due", where: isMail, wrong: "a mail is nobody's task, so it can't be overdue" },
  {
    key: "again",
    where: ({ step }) => channelOf(step) !== "call",
    wrong: "only a call can reach nobody and be tried again",
  },
  {
    key: "again",
    where: (placed) => placed.inLane && channelOf(placed.step) === "call",
    wrong: "a call of the evergreen lane comes again with its next round",
  },
  {
    key: "promised",
    where: (placed) => placed.step.promised && !isMail(placed),
    wrong: "only a mail can be promised",
  },
  { key: "style", where: (placed) => !isMail(placed), wrong: "only a mail has a style" },
  {
    key: "window",
    where: (placed) => placed.step.promised && isMail(placed),
    wrong: "what was promised goes out at any hour",
    right: "Take out `window`, or `promised`.",
  },
  {
    key: "window",
    where: ({ step }, { send }) => !step.promised && send.window === undefined,
    wrong: "the campaign sends at any hour, so no touch has hours of its own",
    right: "Add `window: {}` under `send`, for Monday to Friday, 9-17; then this one differs from it.",
  },
  {
    key: "toAll",
    where: (placed) => placed.step.toAll && (placed.inLane || isInstead(placed)),
    wrong: "only a touch of `touches` can be added for leads that stand further on",
  },
];

function checkIdle(placed: PlacedTouch, campaign: Campaign): readonly Finding[] {
  return IDLE.filter(({ key, where }) => placed.step[key] !== undefined && where(placed, campaign)).map(
    ({ key, wrong, right = `Take \`${key}\` out.` }) => ({ path: [...placed.path, key], wrong, right }),
  );
}

/** What a channel needs of a lead: who has none can't be reached by another that needs the same. */
const NEEDS: Readonly<Record<Channel, string | undefined>> = {
  mail: undefined,
  call: "a telephone number",
  postcard: "a postal address",
  note: "a postal address",
};

function checkElse({ step, path, standsFor }: PlacedTouch): readonly Finding[] {
  const instead = standsFor.at(-1);
  if (instead === undefined) return [];
  const before = standsFor.map(channelOf);
  if (before.includes("mail")) {
    const wrong = "this never comes: a mail reaches everybody who may be written to";
    return [
      { path, wrong, right: "Take `else` out, or put the other channel first and the mail under `else`." },
    ];
  }
  const need = NEEDS[channelOf(step)];
  const same = before.find((channel) => NEEDS[channel] === need);
  if (same === undefined) return [];
  const wrong = `this never comes: it needs ${need}, and so does the ${same} that it stands in for`;
  return [{ path, wrong, right: "Let a channel stand in that needs something else, such as `mail`." }];
}

function checkWays({ step, path }: PlacedGate): readonly Finding[] {
  if (!("branch" in step) || step.do.length + step.else.length > 0) return [];
  return [{ path, wrong: "both ways of this branch are empty", right: "List steps under `do` or `else`." }];
}
