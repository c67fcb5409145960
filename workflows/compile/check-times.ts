/** Times that can't be meant: hours that never come, spans of nothing, and a lane that goes round without a wait. */
import type { Campaign } from "../rules/campaign.ts";
import { DAY, milliseconds, type Span } from "../rules/time.ts";
import { opensAtAll, windowOf } from "../rules/window.ts";
import { checkUnit } from "./check-desk-times.ts";
import type { Finding } from "./finding.ts";
import { isTouch, type Path, type Placed, placedSteps } from "./steps.ts";

export function checkTimes(campaign: Campaign): readonly Finding[] {
  const steps = placedSteps(campaign);
  return [
    ...[...ofCampaign(campaign), ...steps.flatMap(ofStep)].flatMap(checkSpan),
    ...checkAnswer(campaign),
    ...checkLane(campaign),
    ...checkWindows(campaign, steps),
  ];
}

interface Lasting {
  readonly path: Path;
  readonly span: Span;
  /** What a span of nothing would mean. */
  readonly wrong: string;
  readonly such: Span;
}

function checkSpan({ path, span, wrong, such }: Lasting): readonly Finding[] {
  if (milliseconds(span) > 0) return [];
  return [
    { path, wrong: `"${span}" is no time: ${wrong}`, right: `Write a longer span, such as \`${such}\`.` },
  ];
}

function ofCampaign({ engagement, release, sunset }: Campaign): readonly Lasting[] {
  const { halfLife } = engagement;
  const { answerWithin, validateWithin } = release;
  return [
    {
      path: ["engagement", "halfLife"],
      span: halfLife,
      wrong: "points would fade before they count",
      such: "60 days",
    },
    ...(answerWithin === undefined
      ? []
      : [
          {
            path: ["release", "answerWithin"],
            span: answerWithin,
            wrong: "sales would be late at once",
            such: "48 hours",
          },
        ]),
    {
      path: ["release", "validateWithin"],
      span: validateWithin,
      wrong: "nobody can answer within it",
      such: "7 days",
    },
    { path: ["sunset"], span: sunset, wrong: "every lead would be silent at once", such: "12 months" },
  ];
}

function ofStep({ step, path }: Placed): readonly Lasting[] {
  if ("wait" in step) {
    const wrong = "nobody would wait, which is what a branch is for";
    return [{ path: [...path, "atMost"], span: step.atMost, wrong, such: "14 days" }];
  }
  if (!("name" in step)) return [];
  const { due, again } = step;
  const overdue = { path: [...path, "due"], wrong: "it would be overdue at once", such: "3 days" };
  const away = "whoever isn't there isn't there a moment later";
  const tried = { path: [...path, "again", "after"], wrong: away, such: "1 day" };
  return [
    ...(due === undefined ? [] : [{ ...overdue, span: due }]),
    ...(again === undefined ? [] : [{ ...tried, span: again.after }]),
  ];
}

function checkAnswer({ release: { answerWithin } }: Campaign): readonly Finding[] {
  return answerWithin === undefined ? [] : checkUnit(["release", "answerWithin"], answerWithin, "4 hours");
}

function checkLane({ evergreen }: Campaign): readonly Finding[] {
  if (evergreen === undefined || milliseconds(evergreen.every) >= DAY) return [];
  return [
    {
      path: ["evergreen", "every"],
      wrong: `with "${evergreen.every}" the lane goes round without a wait`,
      right: "Write at least `1 day`; a letter a month is `1 month`.",
    },
  ];
}

function checkWindows({ send }: Campaign, steps: readonly Placed[]): readonly Finding[] {
  const { window } = send;
  if (window === undefined) return [];
  if (!opensAtAll(window)) return [shut(["send", "window"])];
  return steps.filter(isTouch).flatMap(({ step, path }) => {
    if (step.window === undefined || step.promised || opensAtAll(windowOf(window, step.window))) return [];
    return [shut([...path, "window"])];
  });
}

function shut(path: Path): Finding {
  return {
    path,
    wrong: "this window never opens",
    right: "Name a day of the week, and hours that end after they begin, on the same day: `9-17`.",
  };
}
