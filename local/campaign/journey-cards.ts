/** What stands on each part of a journey's picture, in words. */
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { Touch } from "../../workflows/rules/journey.ts";
import { QUIET_AFTER_LAST_TOUCH } from "../../workflows/rules/nurture.ts";
import { DUE_WITHIN, HOUSE } from "../../workflows/rules/planned-touch.ts";
import { type Channel, channelOf } from "../../workflows/rules/touches.ts";
import type { OwnWindow } from "../../workflows/rules/window.ts";
import type { Chip, Row } from "./card.ts";
import { capitalised, conditionInWords, listInWords } from "./in-words.ts";
import type { Journey, JourneyEdge, JourneyNode } from "./journey-graph.ts";

/** `at`: the touch at which somebody stands, by its name. */
export function rowsOf(node: JourneyNode, campaign: RunningCampaign, at?: string): readonly Row[] {
  switch (node.is) {
    case "entrance":
      return entranceRows(campaign);
    case "confirm":
      return confirmRows(at);
    case "touch":
      return touchRows(node.touch, campaign, { inLane: node.inLane, at });
    case "branch":
      return [title(`${capitalised(conditionInWords(node.branch.when))}?`), quiet(node.branch.branch)];
    case "wait":
      return [
        title(`Until it ${conditionInWords(node.wait.until)}`),
        quiet(`${node.wait.wait}: waits at most ${node.wait.atMost}`),
      ];
    case "segments":
      return [title("Which segment?")];
    case "lane":
      return [title("Evergreen"), plain(`One of these every ${node.every}, round after round.`)];
    case "end":
      return [
        title("The end"),
        plain(`After ${QUIET_AFTER_LAST_TOUCH} to answer the last touch its run is over.`),
      ];
    default:
      return node satisfies never;
  }
}

/** Which way it is, and who goes it; nothing for an arrow that needs no words. A touch names its segments itself. */
export function labelRows(
  { says, segments, to }: JourneyEdge,
  { nodes }: Journey,
  campaign: RunningCampaign,
): readonly Row[] {
  const way = says === undefined ? [] : [plain(says)];
  const next = nodes.find(({ id }) => id === to);
  const saysItself = next?.is === "touch" && next.touch.segments !== undefined;
  if (segments === undefined || saysItself) return way;
  return [...way, { chips: segments.map((name) => chipOf(name, campaign)) }];
}

export function chipOf(segment: string, { segments }: RunningCampaign): Chip {
  const number = segments.findIndex(({ name }) => name === segment);
  return { says: segment, ...(number < 0 ? {} : { segment: number }) };
}

export const title = (text: string, icon?: Channel): Row => ({
  text,
  look: "title",
  ...(icon ? { icon } : {}),
});
export const plain = (text: string): Row => ({ text, look: "plain" });
export const quiet = (text: string): Row => ({ text, look: "quiet" });

/** By which doors leads come in: `by the form guide or webinar`. One line for each kind. */
export function waysIn({ enter }: RunningCampaign): readonly string[] {
  const doors = { form: enter.forms, import: enter.imports, activity: enter.activities };
  return Object.entries(doors).flatMap(([kind, names]) =>
    names.length === 0 ? [] : [`by the ${kind} ${listInWords(names)}`],
  );
}

function entranceRows(campaign: RunningCampaign): readonly Row[] {
  const { enter, disqualify } = campaign;
  const strangers = [...enter.except, ...disqualify].map(({ because }) => because);
  return [
    title("Comes in"),
    ...waysIn(campaign).map(plain),
    quiet(enter.again === "never" ? "Once." : `Again ${enter.again} after its run has ended.`),
    ...(strangers.length > 0
      ? [{ rule: true } as const, quiet("Not taken in:"), ...strangers.map(item)]
      : []),
  ];
}

export function item(text: string): Row {
  return quiet(`· ${text}`);
}

function confirmRows(at: string | undefined): readonly Row[] {
  return [
    title(HOUSE.confirm, "mail"),
    quiet("mail, at once"),
    plain("Asks the lead to confirm its address. Nothing else goes out before it does."),
    ...(at === HOUSE.confirm ? [{ chips: [HERE] }] : []),
  ];
}

const HERE: Chip = { says: "the lead stands here", isHere: true };

interface Standing {
  readonly inLane: boolean;
  readonly at: string | undefined;
}

function touchRows(touch: Touch, campaign: RunningCampaign, standing: Standing): readonly Row[] {
  const channel = channelOf(touch);
  const chips = chipsOf(touch, campaign, standing.at);
  return [
    title(touch.name, channel),
    quiet([channel, ...(standing.inLane ? [] : [whenDue(touch)])].join(", ")),
    plain(capitalised(touch.helps)),
    ...(touch.when ? [quiet(`Only if it ${conditionInWords(touch.when)}.`)] : []),
    ...(touch.window ? [quiet(`Only ${hoursInWords(touch.window)}.`)] : []),
    ...taskRows(touch, channel),
    ...(chips.length > 0 ? [{ chips }] : []),
    ...(touch.else ? insteadRows(touch.else, channel, campaign, standing) : []),
  ];
}

function whenDue({ after = "0 minutes" }: Touch): string {
  return after.startsWith("0 ") ? "at once" : `after ${after}`;
}

function chipsOf(touch: Touch, campaign: RunningCampaign, at: string | undefined): readonly Chip[] {
  return [
    ...(touch.name === at ? [HERE] : []),
    ...(touch.segments ?? []).map((name) => chipOf(name, campaign)),
    ...(touch.promised ? [{ says: "promised: at any hour" }] : []),
    ...(touch.about === "product" ? [{ says: "about the product" }] : []),
  ];
}

function taskRows({ due = DUE_WITHIN, again }: Touch, channel: Channel): readonly Row[] {
  if (channel === "mail") return [];
  const tries = again ? ` Nobody reached: again after ${again.after}, ${again.most} times in all.` : "";
  return [quiet(`To be done within ${due}.${tries}`)];
}

function insteadRows(
  instead: Touch,
  channel: Channel,
  campaign: RunningCampaign,
  standing: Standing,
): readonly Row[] {
  const lacking = channel === "call" ? "telephone number" : "postal address";
  return [
    { rule: true },
    quiet(`Without a ${lacking} instead:`),
    ...touchRows(instead, campaign, { ...standing, inLane: true }),
  ];
}

/** `Monday to Friday, 9-17, not on public holidays`. */
export function hoursInWords({ days, hours, holidays }: OwnWindow): string {
  const said = [
    ...(days ? [daysInWords(days)] : []),
    ...(hours ? [`${hours} by its own clock`] : []),
    ...(holidays ? [holidays === "skip" ? "not on public holidays" : "on public holidays too"] : []),
  ];
  return said.join(", ");
}

const WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Three or more in a row are named by the first and the last. */
function daysInWords(days: readonly string[]): string {
  const sorted = WEEK.filter((day) => days.includes(day)).map(capitalised);
  const first = WEEK.indexOf(sorted[0]?.toLowerCase() ?? "");
  const inARow = sorted.every((day, at) => WEEK[first + at] === day.toLowerCase());
  return inARow && sorted.length > 2 ? `${sorted[0]} to ${sorted.at(-1)}` : listInWords(sorted, "and");
}
