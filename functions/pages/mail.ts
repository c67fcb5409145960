/** An address that a press writes to. */
import { html } from "hono/html";
import type { Html } from "./page.ts";

/** RFC 6068 wants the @ before the domain as it is, and whatever else could mean something encoded. */
export function mail(address: string): Html {
  const at = address.lastIndexOf("@");
  const to = [address.slice(0, at), address.slice(at + 1)].map(encodeURIComponent).join("@");
  return html`<a href="mailto:${to}">${address}</a>`;
}
