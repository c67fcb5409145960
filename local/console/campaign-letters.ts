/** Every touch of a campaign with what its mail or brief says first, then the letters of the house. */
import { renderBrief, renderMail } from "../../functions/mail/render.ts";
import { touchValues } from "../../functions/touch-values.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { HOUSE } from "../../workflows/rules/planned-touch.ts";
import { allTouches, type Channel, channelOf } from "../../workflows/rules/touches.ts";
import { understand } from "../../workflows/rules/understand.ts";

export interface Letter {
  readonly name: string;
  readonly channel: Channel;
  /** As somebody reads it who told nothing of itself; its file's name while it can't be filled in. */
  readonly subject: string;
  readonly helps: string;
}

export function lettersOf(campaign: RunningCampaign): readonly Letter[] {
  const touches = allTouches(campaign).map((touch) => {
    const { name, helps } = touch;
    return { name, channel: channelOf(touch), subject: subjectOf(name, campaign), helps };
  });
  return [...touches, ...houseLetters(campaign)];
}

const USES: Readonly<Record<keyof typeof HOUSE, string>> = {
  confirm: "confirms that the address is its own",
  ask: "says whether it wants to be called",
  stay: "says whether it wants to go on",
  validate: "is called before sales does",
};

function houseLetters(campaign: RunningCampaign): readonly Letter[] {
  const names = Object.keys(USES) as (keyof typeof HOUSE)[];
  return names.flatMap((name): readonly Letter[] => {
    const channel = name in campaign.mails ? "mail" : name in campaign.briefs ? "call" : undefined;
    if (channel === undefined) return [];
    return [{ name, channel, subject: subjectOf(name, campaign), helps: USES[name] }];
  });
}

function subjectOf(name: string, campaign: RunningCampaign): string {
  const [mail, brief] = [campaign.mails[name], campaign.briefs[name]];
  const nobody = { profile: {}, answers: {} };
  const values = touchValues(nobody, understand("somebody@company.example", {}, "UTC"), campaign, {}, OURS);
  try {
    return (mail && renderMail(mail, values).subject) || (brief && renderBrief(brief, values).title) || name;
  } catch {
    return name;
  }
}

/** A subject names no sender. */
const OURS = { sender: "", replyTo: "", postalAddress: "", defaultTimeZone: "UTC", thankYouUrls: {} };
