/** A letter for somebody who wants no tracking: nothing in it is there for SES to count by. */
import { HIDDEN_LINK } from "../../workflows/rules/bots.ts";

/**
 * `html` as compiled, before anything of a lead is filled in. The link for scanners alone goes, since nobody would hear of
 * its visitors; so do SES's own attributes, which mean nothing then.
 */
export function untrackedHtml(html: string): string {
  return html.replace(/<a\s[^>]*>(?:<\/a>)?/g, (tag) =>
    tag.includes(`link:${HIDDEN_LINK};`) ? "" : tag.replace(/\sses:(?:no-track|tags="[^"]*")/g, ""),
  );
}
