/** What a lead needs next, in one sentence. */
import { html } from "hono/html";
import { renderBrief, renderMail } from "../../functions/mail/render.ts";
import { touchValues } from "../../functions/touch-values.ts";
import type { Decision, PlannedTouch, What } from "../../workflows/rules/decision.ts";
import type { Lead } from "../../workflows/rules/lead.ts";
import { type Playbook, understood } from "../../workflows/rules/playbook.ts";
import { briefOf } from "../../workflows/rules/task.ts";
import type { Html } from "./layout.ts";
import { soon } from "./moment.ts";
import type { Standing } from "./standing.ts";

export interface Reader {
  readonly lead: Lead;
  readonly playbook: Playbook;
  readonly now: number;
}

export function inOneSentence({ decision, next, score, releaseAt }: Standing, reader: Reader): Html {
  const points = score === undefined ? "No campaign runs for it" : `${score.total} of ${releaseAt} points`;
  if (next === undefined) return html`${points}, ${due(decision, reader)}.`;
  const { zone } = understood(reader.lead, reader.playbook);
  return html`${points}, asleep until <strong>${soon(next.at, reader.now, zone)}</strong>, then ${due(next.decision, reader)}.`;
}

/** Why it is so; nothing where the sentence says it already. */
export function reason({ decision, notRipe }: Standing): string | undefined {
  if (decision.do === "end") return undefined;
  const why = decision.because.replace(/^until /, "");
  const isSaid = notRipe === undefined || notRipe.endsWith(" points");
  return `Why: ${why}.${isSaid ? "" : ` Not ripe: ${notRipe}.`}`;
}

function due(decision: Decision, reader: Reader): Html | string {
  switch (decision.do) {
    case "send":
      return decision.touch.channel === "reply"
        ? "somebody is asked to answer its reply"
        : html`<em>${subjectOf(decision.touch, reader)}</em>${decision.touch.channel === "mail" ? "" : ` (a ${decision.touch.channel})`}`;
    case "assign":
      return "somebody of sales is to get it";
    case "tell sales":
      return TOLD[decision.what];
    case "tell of no contact":
      return "sales is told that it wants no contact";
    case "sleep":
      return "it sleeps on";
    case "record":
      return html`<em>${decision.because}</em>`;
    case "erase":
      return `everything of it is erased: ${decision.because}`;
    case "end":
      return `nothing more by itself: ${decision.because}`;
    default:
      return decision satisfies never;
  }
}

const TOLD: Readonly<Record<What, string>> = {
  release: "sales is told",
  reminder: "sales is reminded",
  "next person": "the next person of sales is told",
  manager: "the manager is told that nobody has answered",
  "nobody free": "the manager is told that nobody has room for it",
  left: "whoever has it is told that it left",
  act: "its owner is told what it did",
  "follow-up": "its owner is asked what came of it",
  "follow-up manager": "the manager is told that there is no word of it",
};

/** As the mail or the brief would say it now; its touch's name while that is being edited and cannot be filled in. */
export function subjectOf(touch: PlannedTouch, { lead, playbook }: Reader): string {
  const campaign = playbook.campaigns.find(({ name }) => name === touch.campaign);
  if (campaign === undefined) return touch.name;
  const mail = campaign.mails[touch.name];
  const brief = touch.channel === "mail" ? undefined : briefOf(campaign, touch.name);
  const values = touchValues(lead, understood(lead, playbook), campaign, {}, NOBODY);
  try {
    return (
      (brief && renderBrief(brief, values).title) || (mail && renderMail(mail, values).subject) || touch.name
    );
  } catch {
    return touch.name;
  }
}

/** A subject names no sender. */
const NOBODY = { sender: "", replyTo: "", postalAddress: "", defaultTimeZone: "UTC", thankYouUrls: {} };
