/**
 * The designed mail's page, `designed.html`, which `npm run layout` makes of `designed.mjml`. Checked in, since MJML takes
 * a second and answers in promises only, while a campaign is compiled at every edit.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

export class LayoutOutdated extends Error {
  override readonly name = "LayoutOutdated";
}

export const LAYOUT_SOURCE = new URL("./designed.mjml", import.meta.url);
export const LAYOUT = new URL("./designed.html", import.meta.url);

/** The page's first line, by which a source that was edited since is known. */
export function madeOf(source: string): string {
  const fingerprint = createHash("sha256").update(source).digest("hex").slice(0, 16);
  return `<!-- Made of designed.mjml ${fingerprint}: npm run layout -->\n`;
}

/** The page without its first line. Throws LayoutOutdated, in one line, when the source isn't the one it was made of. */
export function readLayout(source = LAYOUT_SOURCE, layout = LAYOUT): string {
  const page = readFileSync(layout, "utf8");
  const first = madeOf(readFileSync(source, "utf8"));
  if (!page.startsWith(first))
    throw new LayoutOutdated("designed.mjml was edited after designed.html was made of it: npm run layout");
  return page.slice(first.length);
}
