/** One of a few answers, each within a thumb's reach. */
import { html } from "hono/html";
import type { Html } from "./page.ts";

/** `answers`: by code, in words. None is chosen beforehand unless `chosen` is one of them. */
export function choices(
  name: string,
  legend: string,
  answers: Readonly<Record<string, string>>,
  chosen: string,
): Html {
  return html`<fieldset><legend>${legend}</legend>${Object.entries(answers).map(
    ([code, words]) =>
      html`<label class="choice"><input type="radio" name="${name}" value="${code}" required ${code === chosen ? "checked" : ""}>${words}</label>`,
  )}</fieldset>`;
}
