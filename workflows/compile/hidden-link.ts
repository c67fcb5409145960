/**
 * The link that people don't see. Whatever follows it read the mail's source, and so is no reader: the surest sign of a
 * scanner that there is (rules/bots.ts).
 */
import { HIDDEN_LINK } from "../rules/bots.ts";
import { escapeHtml } from "./letter-html.ts";
import type { LetterLink } from "./letter-links.ts";

/**
 * As HTML, for the block that hides the preheader. It has no words, so it adds no hidden text, for which mail filters
 * would count against us; no keyboard and no screen reader gets to it. It leads to the front page of the site that the
 * letter's first link leads to: a place that the mail names anyway, and of which no redirect of ours knows.
 *
 * Empty where nothing in the letter is counted. The letters of the house are so: their links are our own, and what stands
 * behind those is done by a button.
 */
export function hiddenLink(links: readonly LetterLink[]): string {
  const [site] = links.filter(isCounted).flatMap(({ href }) => URL.parse("/", href)?.href ?? []);
  if (site === undefined) return "";
  return `<a ses:tags="link:${HIDDEN_LINK};" href="${escapeHtml(site)}" aria-hidden="true" tabindex="-1" style="display:none;mso-hide:all"></a>`;
}

/** How many links a reader can follow that are counted as clicks: all but our own, such as the ways out, and this one. */
export function countedLinks(links: readonly LetterLink[]): number {
  return links.filter(isCounted).length;
}

function isCounted({ name }: LetterLink): boolean {
  return name !== undefined;
}
