/** Whose word it is: known without being asked, or chosen from a list. */
import { html } from "hono/html";
import type { Desk } from "../../workflows/rules/desk.ts";
import { nameOf } from "../../workflows/rules/desk-people.ts";
import type { Handoff } from "../../workflows/rules/life.ts";
import type { Html } from "./page.ts";

/** `by`: whoever says that they answer, by key, if anybody did. */
export interface Asked {
  readonly handoff: Handoff;
  readonly desk: Desk;
  readonly by: string | undefined;
}

/** By key. Undefined where it has to be asked. */
export function answering({ handoff: { to }, desk, by }: Asked): string | undefined {
  return [by, to].find((key) => key !== undefined && Object.hasOwn(desk.people, key));
}

/** In a form: whoever answers, told by itself or chosen by name. `id`s on one page differ by `form`. */
export function byField(asked: Asked, form: string): Html {
  const key = answering(asked);
  if (key !== undefined) return html`<input type="hidden" name="by" value="${key}">`;
  const { handoff, desk } = asked;
  const shared = desk.pools.find(({ name, share }) => name === handoff.pool && share);
  return select(shared?.people ?? Object.keys(desk.people), undefined, desk, `${form}-by`);
}

/** Below the forms: a way to answer in somebody's place. `kept`: what the page was asked to show. */
export function somebodyElse(asked: Asked, kept: Readonly<Record<string, string>>): Html | "" {
  const key = answering(asked);
  if (key === undefined) return "";
  return html`<details><summary>Somebody else answers</summary><form method="get">
${Object.entries(kept).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${select(Object.keys(asked.desk.people), key, asked.desk, "other-by")}<button>Go on as this person</button></form></details>`;
}

function select(keys: readonly string[], chosen: string | undefined, desk: Desk, id: string): Html {
  return html`<label for="${id}">Who are you?</label><select id="${id}" name="by" required>
${chosen === undefined ? html`<option value="">Please choose</option>` : ""}${keys.map(
  (key) => html`<option value="${key}" ${key === chosen ? "selected" : ""}>${nameOf(key, desk)}</option>`,
)}</select>`;
}
