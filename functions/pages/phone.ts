/** A number as somebody typed it: on a telephone a press calls, where it is one. */
import { html } from "hono/html";
import type { Html } from "./page.ts";

export function phone(typed: string): Html | string {
  const digits = typed.replace(/[\s()./-]/g, "");
  return /^\+?\d{5,15}$/.test(digits) ? html`<a href="tel:${digits}">${typed}</a>` : typed;
}
