/** Signs in a form post that no person typed it: links, markup and money where a name belongs. */
import type { Profile } from "./lead.ts";

/** `http://win.example`, `www.win.example`, `bob@x.example`, `win.example`. */
export function looksLikeALink(text: string): boolean {
  return /:\/\/|\bwww\.|@/i.test(text) || hasBareDomain(text);
}

/** `win.example`, `Booking.com`: mail programs make a link of it. Initials (`J.R.`) are none. */
export function hasBareDomain(text: string): boolean {
  return (
    /[\p{L}\p{N}-]{2,}\.\p{Ll}{2,}/u.test(text) && !/^(dr|prof|mr|mrs|ms|mag|ing|st)\.\p{L}+/iu.test(text)
  );
}

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
