/** Rewrites the links of a mail's HTML for click tracking, by SES's rules. */
import { HIDDEN_LINK } from "../../workflows/rules/bots.ts";

export interface MailLink {
  /** What it says. */
  readonly label: string;
  /** Where it leads in the end. */
  readonly href: string;
  /** From `ses:tags="name:value;…"`, with the link's events. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly isTracked: boolean;
}

/** Whether a reader has it before him; the other one is there for scanners alone. */
export function isSeen({ tags }: Pick<MailLink, "tags">): boolean {
  return tags["link"]?.[0] !== HIDDEN_LINK;
}

const anchor = /<a\b([^>]*)>([\s\S]*?)<\/a\s*>/gi;

/** The HTML as delivered, and its links in order. `trackedUrl` gives the address that stands in for the nth link's. */
export function rewriteLinks(
  html: string,
  isTracking: boolean,
  trackedUrl: (n: number) => string,
): { html: string; links: readonly MailLink[] } {
  const links: MailLink[] = [];
  const rewritten = html.replace(anchor, (whole, attributes: string, inner: string) => {
    const href = attribute(attributes, "href");
    if (href === undefined) return whole;
    const isTracked = isTracking && /^https?:\/\//i.test(href) && !/\bses:no-track\b/i.test(attributes);
    const url = isTracked ? trackedUrl(links.length) : undefined;
    links.push({ label: textOf(inner), href, tags: linkTags(attribute(attributes, "ses:tags")), isTracked });
    return `<a${rewriteAttributes(attributes, url)}>${inner}</a>`;
  });
  return { html: rewritten, links };
}

/** SES's own attributes never reach the reader. */
function rewriteAttributes(attributes: string, url: string | undefined): string {
  const own = /\s+ses:(no-track|tags)(\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?/gi;
  const left = attributes.replace(own, "");
  if (url === undefined) return left;
  return left.replace(/(\bhref\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)/i, (_, name: string) => `${name}"${url}"`);
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*("([^"]*)"|'([^']*)'|([^\\s>]+))`, "i").exec(attributes);
  const value = found?.[2] ?? found?.[3] ?? found?.[4];
  return value === undefined ? undefined : unescapeHtml(value.trim());
}

function linkTags(given: string | undefined): Record<string, string[]> {
  const pairs = (given ?? "").split(";").map((pair) => pair.split(":"));
  return Object.fromEntries(pairs.flatMap(([name, value]) => (name && value ? [[name, [value]]] : [])));
}

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

export function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return named[String(name).toLowerCase()] ?? whole;
  });
}

const textOf = (html: string) =>
  unescapeHtml(html.replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .trim();

/** Just before the end of the body, as SES does it. */
export function appendPixel(html: string, url: string): string {
  const pixel = `<img alt="" src="${url}" style="display: none; width: 1px; height: 1px;">`;
  return /<\/body\s*>/i.test(html)
    ? html.replace(/<\/body\s*>/i, (end) => `${pixel}${end}`)
    : `${html}${pixel}`;
}
