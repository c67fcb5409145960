/** What a condition asks of a lead's deeds: touches that it can have had, outcomes that these can have, activities that are told of. */
import type { Campaign } from "../rules/campaign.ts";
import { OUTCOMES } from "../rules/task.ts";
import { channelOf, type TaskChannel } from "../rules/touches.ts";
import { unknownSegment } from "./check-segments.ts";
import type { Asked } from "./conditions-of.ts";
import type { Finding } from "./finding.ts";
import { didYouMean } from "./nearest.ts";
import { canPrecede, type Path, type PlacedTouch, placedTouches } from "./steps.ts";

export function checkDeeds(asked: Asked, campaign: Campaign): readonly Finding[] {
  if (asked.knows !== "all") return [];
  const touches = placedTouches(campaign);
  return [
    ...checkMails("clicked", asked, touches),
    ...checkMails("opened", asked, touches),
    ...checkOutcomes(asked, touches),
    ...checkActivities(asked, campaign),
    ...checkSegments(asked, campaign),
  ];
}

type Touches = readonly PlacedTouch[];

function checkMails(key: "clicked" | "opened", asked: Asked, touches: Touches): readonly Finding[] {
  return (asked.condition[key] ?? []).flatMap((name, at) => {
    const path = [...asked.path, key, at];
    const touch = find(name, path, asked, touches, (each) => channelOf(each.step) === "mail");
    if ("wrong" in touch) return [touch];
    if (channelOf(touch.step) === "mail") return [];
    const wrong = `"${name}" is a ${channelOf(touch.step)}, which nobody ${key === "clicked" ? "clicks" : "opens"}`;
    return [{ path, wrong, right: `Ask what came of it: \`outcome: { ${name}: [${anOutcome(touch)}] }\`.` }];
  });
}

function checkOutcomes(asked: Asked, touches: Touches): readonly Finding[] {
  return Object.entries(asked.condition.outcome ?? {}).flatMap(([name, outcomes]) => {
    const path = [...asked.path, "outcome", name];
    const touch = find(name, path, asked, touches, (each) => channelOf(each.step) !== "mail");
    if ("wrong" in touch) return [touch];
    const channel = channelOf(touch.step);
    if (channel === "mail") {
      const right = "Ask whether it was `clicked` or `opened`, or whether the lead `replied`.";
      return [{ path, wrong: `"${name}" is a mail, of which nobody tells how it went`, right }];
    }
    const known = Object.keys(OUTCOMES[channel]);
    const unknown = outcomes.filter((outcome) => !known.includes(outcome));
    return unknown.map((outcome) => {
      return { path, wrong: `no ${channel} ends with "${outcome}"`, right: didYouMean(outcome, known) };
    });
  });
}

function anOutcome({ step }: PlacedTouch): string {
  return Object.keys(OUTCOMES[channelOf(step) as TaskChannel])[0] ?? "";
}

/** The touch of that name, or what is wrong with asking for it. `fits`: those to name instead. */
function find(
  name: string,
  path: Path,
  asked: Asked,
  touches: Touches,
  fits: (touch: PlacedTouch) => boolean,
): PlacedTouch | Finding {
  const touch = touches.find(({ step }) => step.name === name);
  if (touch === undefined) {
    const now = touches.find(({ step }) => step.formerly.includes(name))?.step.name;
    const right =
      now === undefined
        ? didYouMean(
            name,
            touches.filter(fits).map(({ step }) => step.name),
          )
        : `Write "${now}", which is what it is called today.`;
    return { path, wrong: `there is no touch "${name}"`, right };
  }
  const { at } = asked;
  const toAll = at !== undefined && "name" in at.step && at.step.toAll;
  if (at === undefined || toAll || canPrecede(touch.path, at.path)) return touch;
  return {
    path,
    wrong: `no lead that stands here can have had "${name}"`,
    right: "Ask for a touch that comes before this step, on the same way to it.",
  };
}

function checkActivities(asked: Asked, { enter, engagement }: Campaign): readonly Finding[] {
  const known = [...new Set([...enter.activities, ...Object.keys(engagement.points.activities)])];
  return (asked.condition.did ?? []).flatMap((name, at) => {
    if (known.includes(name)) return [];
    const list = "ist it under `engagement.points.activities`, with 0 points if it earns none.";
    const right = known.length === 0 ? `L${list}` : `${didYouMean(name, known)} Or l${list}`;
    return [{ path: [...asked.path, "did", at], wrong: `this campaign knows no activity "${name}"`, right }];
  });
}

function checkSegments({ condition, path }: Asked, campaign: Campaign): readonly Finding[] {
  return (condition.segment ?? []).flatMap((name, at) =>
    unknownSegment(name, [...path, "segment", at], campaign),
  );
}
