/** The campaign of the bench: one letter, since what is measured begins where letters end. */
import type { RunningCampaign } from "../../../workflows/rules/campaign.ts";
import { campaign, letter, mails, SMALL } from "../../stories/campaign.ts";

export function soldCampaign(): RunningCampaign {
  const { answerWithin, coolOff, ...release } = SMALL.release;
  return campaign({
    touches: [letter("welcome", "0 minutes")],
    mails: mails("welcome", "confirm"),
    release,
  });
}
