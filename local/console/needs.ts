/** What a lead needs next, in one sentence. */
import { html } from "hono/html";
import { renderMail } from "../../functions/mail/render.ts";
import { touchValues } from "../../functions/touch-values.ts";
import type { Decision, PlannedTouch } from "../../workflows/rules/decision.ts";
import type { Lead } from "../../workflows/rules/lead.ts";
import { type Playbook, understood } from "../../workflows/rules/playbook.ts";
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
      return html`<em>${subjectOf(decision.touch, reader)}</em>`;
    case "tell sales":
      return decision.what === "release" ? "sales is told" : "sales is reminded";
    case "sleep":
      return "it sleeps on";
    case "record":
      return html`<em>${decision.because}</em>`;
    case "end":
      return `nothing more by itself: ${decision.because}`;
    default:
      return decision satisfies never;
  }
}

/** As the mail would say it now; its touch's name while the mail is being edited and cannot be filled in. */
export function subjectOf(touch: PlannedTouch, { lead, playbook }: Reader): string {
  const campaign = playbook.campaigns.find(({ name }) => name === touch.campaign);
  const mail = campaign?.mails[touch.name];
  if (campaign === undefined || mail === undefined) return touch.name;
  const values = touchValues(lead, understood(lead, playbook), campaign, {}, NOBODY);
  try {
    return renderMail(mail, values).subject || touch.name;
  } catch {
    return touch.name;
  }
}

/** A subject names no sender. */
const NOBODY = { sender: "", replyTo: "", postalAddress: "", defaultTimeZone: "UTC", thankYouUrls: {} };
