/** What the lead typed, beside what Ripen makes of it. */
import { html } from "hono/html";
import type { Lead } from "../../workflows/rules/lead.ts";
import { FLAGS, type Understood } from "../../workflows/rules/understand.ts";
import { breakable } from "./breakable.ts";
import type { Html } from "./layout.ts";

export function profile(lead: Lead, understood: Understood): Html {
  const meaning = meanings(understood);
  const typed = Object.entries({
    email: lead.address,
    ...lead.profile,
    timeZone: lead.profile.timeZone ?? "",
    ...lead.answers,
    ...lead.source.utm,
  });
  return html`<h2>What it told us</h2>
    <table class="profile">
      <thead><tr><th scope="col">Field</th><th scope="col">As typed</th><th scope="col">As understood</th></tr></thead>
      <tbody>
        ${typed.map(([field, text]) => html`<tr><th scope="row">${field}</th><td>${text ? breakable(text) : html`<span class="quiet">not said</span>`}</td><td>${breakable(meaning.get(field) ?? "")}</td></tr>`)}
      </tbody>
    </table>
    ${flags(understood)}`;
}

function meanings({
  displayName,
  firstName,
  employees,
  countryCode,
  zone,
  addressKind,
  typoHint,
}: Understood): Map<string, string> {
  const greeting = displayName && (firstName ? `${displayName}, greeted “${firstName}”` : displayName);
  const address = `${addressKind} address${typoHint ? `, perhaps meant: ${typoHint}` : ""}`;
  const range = employees && size(employees);
  const all = { email: address, name: greeting, employees: range, country: countryCode, timeZone: zone };
  return new Map(Object.entries(all).flatMap(([field, text]) => (text === undefined ? [] : [[field, text]])));
}

function size({ min, max }: NonNullable<Understood["employees"]>): string {
  if (max === undefined) return `at least ${min}`;
  return min === max ? `${min}` : `${min} to ${max}`;
}

function flags({ flags }: Understood): Html | undefined {
  if (flags.length === 0) return undefined;
  return html`<ul class="plain">
    ${flags.map((flag) => html`<li><span class="badge">${flag}</span> ${FLAGS[flag]}</li>`)}
  </ul>`;
}
