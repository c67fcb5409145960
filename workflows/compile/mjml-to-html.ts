/** A program: MJML on its standard input, HTML on its standard output. MJML compiles in promises only, and its reader can't wait. */
import { readFileSync } from "node:fs";
import mjml2html from "mjml";

/** `strict`: what MJML doesn't know is an error, not left out. No fonts: MJML would load them from Google. */
const { html } = await mjml2html(readFileSync(0, "utf8"), { validationLevel: "strict", fonts: {} });
process.stdout.write(html);
