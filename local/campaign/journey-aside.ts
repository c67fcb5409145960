/** What may happen at any moment of a journey, as cards beside it: the way to sales, the ways out, the hours. */
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { HOUSE } from "../../workflows/rules/planned-touch.ts";
import { TIME_TO_STAY } from "../../workflows/rules/sunset.ts";
import type { Row } from "./card.ts";
import { anyInWords, capitalised } from "./in-words.ts";
import { chipOf, hoursInWords, item, plain, quiet, title } from "./journey-cards.ts";
import { NO_SEGMENT } from "./journey-graph.ts";

export interface AsideCard {
  readonly is: "ripe" | "asked" | "sales" | "leaves" | "about";
  readonly rows: readonly Row[];
}

/** In order from above: the way to sales first, which is what the journey is for. */
export function asideOf(campaign: RunningCampaign): readonly AsideCard[] {
  return [
    { is: "ripe", rows: ripeRows(campaign) },
    ...(campaign.release.validate === "none" ? [] : [{ is: "asked", rows: askedRows(campaign) } as const]),
    { is: "sales", rows: salesRows(campaign) },
    { is: "leaves", rows: leavesRows(campaign) },
    ...(campaign.segments.length > 0 ? [{ is: "about", rows: segmentRows(campaign) } as const] : []),
    { is: "about", rows: hoursRows(campaign) },
  ];
}

function ripeRows({ release }: RunningCampaign): readonly Row[] {
  const { score, fit, handRaised } = release;
  return [
    title("Ripe, at any moment"),
    plain(`${score} points${fit > 0 ? `, at least ${fit} of them for its fit` : ""}, and a person has acted`),
    ...(handRaised.length > 0 ? [plain("or a raised hand, whatever its points:")] : []),
    ...anyInWords(handRaised).map(item),
  ];
}

function askedRows({ release }: RunningCampaign): readonly Row[] {
  const { validate, validateWithin, silence } = release;
  const asked = validate === "call" ? title(HOUSE.validate, "call") : title(HOUSE.ask, "mail");
  return [
    asked,
    plain(validate === "call" ? "Calls before sales does." : "Asks: shall we call you?"),
    quiet(`Yes: to sales at once. Not now: the journey goes on.`),
    quiet(
      `Silent for ${validateWithin}: ${silence === "release" ? "to sales too" : "the journey goes on"}. A raised hand isn't asked.`,
    ),
  ];
}

function salesRows({ release }: RunningCampaign): readonly Row[] {
  const { answerWithin = "the sales desk's time", coolOff = "as long as the sales desk says" } = release;
  return [
    title("Sales has it"),
    plain(`and answers within ${answerWithin}; a reminder comes at half of it.`),
    plain(
      `Given back, or no answer: the journey goes on, and points don't hand it over again for ${coolOff}.`,
    ),
  ];
}

function leavesRows({ leave, sunset, mails }: RunningCampaign): readonly Row[] {
  const stay =
    HOUSE.stay in mails
      ? `asked once more (${HOUSE.stay}) and left in peace ${TIME_TO_STAY} later`
      : "left in peace";
  return [
    title("Leaves, at any moment"),
    ...leave.map(({ because }) => item(because)),
    item("unsubscribes, bounces or complains"),
    item(`no sign of it for ${sunset}: ${stay}`),
  ];
}

function segmentRows(campaign: RunningCampaign): readonly Row[] {
  const { segments } = campaign;
  const catchAll = segments.some(({ when }) => Object.keys(when).length === 0);
  return [
    title("Segments, the first that holds"),
    ...segments.flatMap(({ name, because }): readonly Row[] => [
      { chips: [chipOf(name, campaign)] },
      quiet(capitalised(because)),
    ]),
    ...(catchAll ? [] : [{ chips: [{ says: NO_SEGMENT }] } as const, quiet("None of these holds")]),
  ];
}

function hoursRows({ send }: RunningCampaign): readonly Row[] {
  return [
    title("When mail goes"),
    plain(send.window ? capitalised(hoursInWords(send.window)) : "At any hour"),
    ...(send.atMost ? [plain(`At most ${send.atMost}, of all campaigns together`)] : []),
  ];
}
