/** By what a lead may be reached, and how closely its mails are watched. */
import { html } from "hono/html";
import { consentFacts } from "../../workflows/rules/consent-in-words.ts";
import { dateInWords } from "../../workflows/rules/date-in-words.ts";
import type { Lead } from "../../workflows/rules/lead.ts";
import { isPaused } from "../../workflows/rules/own-pause.ts";
import type { Html } from "./layout.ts";

/** Days are those of `zone`. */
export function consentSection(lead: Lead, zone: string, now: number): Html {
  const pause = isPaused(lead, now)
    ? [["Pause", `until ${dateInWords(lead.ownPauseUntil ?? now, zone)}, as it wished`] as const]
    : [];
  const facts = [...consentFacts(lead, zone), ...pause];
  return html`<h2>What it agreed to</h2>
    <dl class="facts">${facts.map(([label, words]) => html`<dt>${label}</dt><dd>${words}</dd>`)}</dl>`;
}
