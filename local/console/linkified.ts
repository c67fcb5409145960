/** Plain text with its web addresses as links; everything else stays text. */
import { html } from "hono/html";
import type { Html } from "./layout.ts";

const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]])/;

export function linkified(text: string): Html {
  const parts = text.split(ADDRESS);
  return html`${parts.map((part, i) => (i % 2 === 1 ? html`<a href="${part}" rel="noreferrer">${part}</a>` : part))}`;
}
