/** What `designed.html` holds. MJML is loaded nowhere else. */
import mjml2html from "mjml";
import { madeOf } from "./layout.ts";

/**
 * The page of this MJML, behind the line that says so. `strict`: what MJML doesn't know is an error, not left out. No
 * fonts: MJML would load them from Google.
 */
export async function compileLayout(source: string): Promise<string> {
  const { html } = await mjml2html(source, { validationLevel: "strict", fonts: {} });
  return `${madeOf(source)}${html.replace(/^\s+/gm, "")}`;
}
