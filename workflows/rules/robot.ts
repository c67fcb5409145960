/** Signs in a form post that no person typed it: links, markup and money where a name belongs. */
import type { Profile } from "./lead.ts";

/** `http://win.example`, `www.win.example`, `bob@x.example`, `win.example`. */
export function looksLikeALink(text: string): boolean {
  return /:\/\/|\bwww\.|@/i.test(text) || hasBareDomain(text);
}

/**
 * `win.example`, `Booking.com`, `T.CO`, `win。example`: mail programs make a link of it, browsers take the wide dots for
 * dots. Initials (`J.R.`) and what is typed without a space (`St.John`) are none.
 */
export function hasBareDomain(text: string): boolean {
  return DOT.test(text) && (WELL_KNOWN.test(text) || (DOMAIN.test(text) && !TITLE.test(text)));
}

/** Asked first: the letters of all scripts are dear to look for in a process that just began. */
const DOT = /[.．。｡]/;

const DOMAIN = /[\p{L}\p{N}-]{2,}[.．。｡](?:\p{Ll}{2,}|\p{Lu}{2,}(?!\p{Ll})|\p{Lo}{2,})/u;
const WELL_KNOWN =
  /[\p{L}\p{N}-][.．。｡](?:com|net|org|info|biz|io|co|ly|me|xyz|top|site|online|shop|app|dev)(?![\p{L}\p{N}])/iu;
const TITLE = /^(dr|prof|mr|mrs|ms|mag|ing|st)\.\p{L}+/iu;

/** Whether the fields that hold a few plain words hold a link, HTML or a template instead. */
export function looksAutomated(profile: Profile): boolean {
  const short = [
    profile.name,
    profile.company,
    profile.jobTitle,
    profile.city,
    profile.industry,
    profile.phone,
  ];
  return short.some((value) => value !== undefined && AUTOMATED.test(value));
}

const AUTOMATED = /:\/\/|<\/?[a-z!][^>]*>|\{\{|\{%|\$\{|\$\$|\[url|\[link/i;
