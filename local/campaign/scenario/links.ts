/** The links of a mail as it was sent. */
import { HIDDEN_LINK } from "../../../workflows/rules/bots.ts";
import { API_URL } from "../../memory/memory-world.ts";

export interface Link {
  readonly url: string;
  /** As SES reports it. */
  readonly name: string | undefined;
  readonly isButton: boolean;
}

/** Those that lead to other sites, and so are counted. */
export function linksIn(html: string): readonly Link[] {
  return anchors(html)
    .filter(({ own }) => !own)
    .map(({ attributes, url }) => ({
      url,
      name: /ses:tags="link:([\w-]+);"/.exec(attributes)?.[1],
      isButton: attributes.includes('class="button"'),
    }));
}

/** Those of them that a reader has before him; the other one is there for scanners. */
export function linksToRead(html: string): readonly Link[] {
  return linksIn(html).filter(({ name }) => name !== HIDDEN_LINK);
}

/** Those that lead to our own pages. */
export function ownLinksIn(html: string): readonly string[] {
  return anchors(html).flatMap(({ own, url }) => (own ? [url] : []));
}

function anchors(html: string) {
  return [...html.matchAll(/<a\s([^>]*)>/g)].flatMap(([, attributes = ""]) => {
    const href = /href="(https?:[^"]+)"/.exec(attributes)?.[1];
    if (href === undefined) return [];
    return [{ attributes, url: href.replaceAll("&amp;", "&"), own: href.startsWith(API_URL) }];
  });
}
