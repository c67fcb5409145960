/** The page for somebody whose form was refused: what to mend, with everything they typed kept. */
import { html } from "hono/html";
import { Profile } from "../../workflows/rules/lead.ts";
import type { Problem } from "../http/problem.ts";
import { type Html, page } from "./page.ts";

type Fields = Readonly<Record<string, unknown>>;

export async function formAgain(problem: Problem, fields: Fields) {
  const consents = Object.keys(CONSENTS).filter((name) => String(fields[name] ?? "") !== "");
  const isForeign = problem.status === 403;
  const kept = Object.entries({ ...fields, ...problem.more }).filter(
    ([name]) => name !== "email" && !consents.includes(name) && !(isForeign && name === "consent_wording"),
  );
  const again = await page(
    problem.status,
    problem.title,
    html`<p id="problem" class="warn">${problem.message}</p>
<form method="post">
<label for="email">E-mail</label>
<input id="email" name="email" type="text" inputmode="email" autocomplete="email" required aria-describedby="problem" value="${String(fields["email"] ?? "")}">
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${String(value)}">`)}
${consents.map((name) => box(name, fields, isForeign))}
<button>Send again</button>
</form>
${problem.fields.length === 0 ? html`<p class="soft">Nothing is lost: it can be sent from this page.</p>` : ""}
${typed(fields)}`,
  );
  return { ...again, headers: { ...again.headers, ...problem.headers, ...SAYS_WHENCE } };
}

/** By the field's name, where the form's own words aren't to be had. */
const CONSENTS: Readonly<Record<string, string>> = {
  consent: "Yes, send me the mails that I asked for",
  consent_call: "Yes, you may call me",
  consent_letter: "Yes, you may write to me by post",
};

/**
 * What was agreed to is agreed to in sight, here too. A page that isn't known may have ticked anything beside any words:
 * what came from there is asked anew, in ours.
 */
function box(name: string, fields: Fields, isForeign: boolean): Html {
  const said = name === "consent" && !isForeign ? String(fields["consent_wording"] ?? "") : "";
  const words = said || CONSENTS[name] || name;
  const wording =
    name === "consent" && isForeign
      ? html`<input type="hidden" name="consent_wording" value="${words}">`
      : "";
  return html`${wording}<label class="choice"><input type="checkbox" name="${name}" value="yes" ${isForeign ? "" : "checked"}><span>${words}</span></label>`;
}

/** Its address carries nothing, and with `no-referrer` browsers would hide from our own door that it is our own page. */
const SAYS_WHENCE = { "referrer-policy": "same-origin" };

/** What a person typed, shown again so that it can be trusted to be kept; what the form sends by itself is no news. */
function typed(fields: Fields): Html {
  const shown = Object.keys(Profile.shape).filter((name) => String(fields[name] ?? "").trim() !== "");
  if (shown.length === 0) return html`<p class="soft">Everything else is kept.</p>`;
  return html`<details><summary>Everything else you typed is kept</summary>
<dl class="facts">${shown.map((name) => html`<dt>${inWords(name)}</dt><dd>${String(fields[name])}</dd>`)}</dl></details>`;
}

/** `jobTitle` → `Job title`. */
function inWords(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
