/** Long words that have seams: `TransactWriteItems`, `Africa/Johannesburg` and addresses break there, not anywhere. */
import { html } from "hono/html";
import type { Html } from "./layout.ts";

const seams = /(?<=[/@])|(?<=[a-z])(?=[A-Z])/;

export function breakable(text: string): Html {
  const [first = "", ...others] = text.split(seams);
  return html`${first}${others.map((part) => html`<wbr>${part}`)}`;
}
