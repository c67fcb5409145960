/** The one definition of ripe, on half a page that marketing and sales can both sign. Every number is the campaign's. */
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { PointKind } from "../../workflows/rules/points-cap.ts";
import { anyInWords } from "./in-words.ts";

const MOST_LINES = 30;
const COLUMNS = 80;

/**
 * Plain text of at most 30 lines of 80 columns, with a newline at its end. It is set as roomily as fits; where there is
 * too much for half a page the rules of the fit run on in a paragraph, and in the last resort the lists are cut short.
 */
export function definitionOf(campaign: RunningCampaign): string {
  const settings = SETTINGS.map((setting) => page(campaign, setting));
  const fitting = settings.find((lines) => lines.length <= MOST_LINES) ?? settings.at(-1) ?? [];
  return `${fitting.join("\n")}\n`;
}

interface Setting {
  /** Lines between the parts. */
  readonly isRoomy: boolean;
  /** A line for each rule of the fit. */
  readonly isTable: boolean;
  /** How many of each list are named; the others are counted. */
  readonly most: number;
}

const SETTINGS: readonly Setting[] = [
  { isRoomy: true, isTable: true, most: 100 },
  { isRoomy: false, isTable: true, most: 100 },
  ...[100, 12, 9, 6, 4, 3, 2, 1].map((most) => ({ isRoomy: false, isTable: false, most })),
];

function page(campaign: RunningCampaign, { isRoomy, isTable, most }: Setting): readonly string[] {
  const parts = [
    isTable ? fitTable(campaign) : section("Fit", fitInWords(campaign, most)),
    section("Interest", interest(campaign)),
    section("Ripe", ripe(campaign)),
    section("At once", atOnce(campaign, most)),
    section("Never", never(campaign, most)),
    section("Before", before(campaign)),
    section("Sales", sales(campaign)),
    section("After", after(campaign)),
  ];
  const body = parts.flatMap((lines, at) => (isRoomy && at > 0 ? ["", ...lines] : lines));
  return [...filled(`What is ripe: ${campaign.title}`, COLUMNS), "", ...body, "", signatures(campaign)];
}

function fitTable({ fit }: RunningCampaign): readonly string[] {
  const rules = ranked(fit.rules).map(({ points, because }) => `${signed(points).padStart(3)}  ${because}`);
  return section("Fit", fitHeading(fit.most, rules.length), ...rules);
}

/** Of too many rules those with the most points, for or against. */
function fitInWords({ fit }: RunningCampaign, most: number): string {
  const weighty = fit.rules.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points)).slice(0, most);
  const named = ranked(weighty).map(({ points, because }) => `${signed(points)} ${because}`);
  const left = fit.rules.length - named.length;
  return `${fitHeading(fit.most, fit.rules.length)} ${[...named, ...counted(left)].join("; ")}.`;
}

function fitHeading(most: number, rules: number): string {
  return rules === 0 ? "everybody fits alike, at 0 points" : `at most ${most} points:`;
}

/** The most points first, what takes some away last. */
function ranked(rules: RunningCampaign["fit"]["rules"]): RunningCampaign["fit"]["rules"] {
  return rules.toSorted((a, b) => b.points - a.points);
}

function interest({ engagement }: RunningCampaign): string {
  const { points, atMost, halfLife, settle } = engagement;
  const acts: readonly (readonly [string, number, PointKind])[] = [
    ["click", points.click, "click"],
    ["reply", points.reply, "reply"],
    ["form again", points.form, "form"],
    ["opened mail", points.open, "open"],
    ["confirmed address", points.confirm, "confirm"],
    ["call that reached it", points.spoke, "spoke"],
    ...Object.entries(points.activities).map(([act, earned]) => [act, earned, "activities"] as const),
  ];
  const cap = (kind: PointKind) => (atMost[kind] === undefined ? "" : ` (at most ${atMost[kind]})`);
  const counted = acts
    .filter(([, earned]) => earned !== 0)
    .map(([act, earned, kind]) => `${act} ${signed(earned)}${cap(kind)}`);
  const earned = counted.length === 0 ? "nothing that is done earns points" : counted.join(", ");
  const settled = settle.startsWith("0 ") ? "" : `; a click counts ${settle} later`;
  return `${earned}; half of it fades in ${halfLife}; machines earn nothing${settled}.`;
}

function ripe({ release, fit, engagement }: RunningCampaign): string {
  const least = release.fit > 0 ? `, at least ${release.fit} for fit` : "";
  const alone =
    fit.most < release.score ? `fit alone brings at most ${fit.most}` : "fit alone can bring them";
  const attended = engagement.human.map((activity) => `${activity.replaceAll("-", " ")}, `).join("");
  return `${release.score} points together${least}; ${alone}. And a person has acted: replied, posted a form again, confirmed, answered, spoke, ${attended}or clicked in two letters on two days.`;
}

function atOnce({ release }: RunningCampaign, most: number): string {
  const hands = anyInWords(release.handRaised);
  const named = [...hands.slice(0, most), ...counted(hands.length - most)];
  return `with any points, whoever ${[...named, "told one of us that it wants to talk"].join("; or ")}.`;
}

function never({ disqualify, enter }: RunningCampaign, most: number): string {
  const reasons = [...disqualify, ...enter.except].map(({ because }) => because);
  const named = [...reasons.slice(0, most), ...counted(reasons.length - most)];
  return `${[...named, "unsubscribed, no hand raised since"].join("; ")}.`;
}

function counted(left: number): readonly string[] {
  return left > 0 ? [`${left} more, in campaign.yaml`] : [];
}

function before({ release }: RunningCampaign): string {
  const { validate, validateWithin, silence } = release;
  if (validate === "none") return "nothing is asked.";
  const how = validate === "ask" ? "we ask by mail whether to call" : "we call, or ask by mail whether to";
  const silent = silence === "release" ? "to sales too, once a person has acted" : "on with the letters";
  return `${how}. Yes: to sales. "Not now": on with the letters. ${validateWithin} of silence: ${silent}.`;
}

function sales({ release }: RunningCampaign): string {
  const { answerWithin = "the desk's time" } = release;
  return `answers within ${answerWithin}, reminded at half of it: takes it, gives it back with a reason, or snoozes it. Silence: back to the letters.`;
}

function after({ release }: RunningCampaign): string {
  const { coolOff = "as long as the sales desk says" } = release;
  return `given back, unanswered or "not now": by points again after ${coolOff} at the earliest, and only after a new act; a raised hand at once.`;
}

function signatures({ version }: RunningCampaign): string {
  return `Agreed: ____________ marketing  ____________ sales, version ${version}`;
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : `${points}`;
}

const LABEL = 9;

/** The label, and beside it the paragraphs; each is set in as far as it begins, in its later lines. */
function section(label: string, ...paragraphs: readonly string[]): readonly string[] {
  const lines = paragraphs.flatMap((text) => filled(text, COLUMNS - LABEL));
  return lines.map((line, at) => `${(at === 0 ? label : "").padEnd(LABEL)}${line}`);
}

/** Lines of at most so many characters; the later ones stand under the first one's words, if it begins with points. */
function filled(text: string, columns: number): readonly string[] {
  const points = /^ *[+-]?\d+ {2}/.exec(text)?.[0] ?? "";
  const lines: string[] = [];
  for (const word of text.slice(points.length).split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push((lines.length === 0 ? points : " ".repeat(points.length)) + word);
  }
  return lines;
}
