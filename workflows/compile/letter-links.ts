/** The links of a letter as they go out: tagged with the touch they stand in, named for SES, and which of them is the button. */
import type { Token } from "marked";
import { HIDDEN_LINK } from "../rules/bots.ts";
import type { LinkValue } from "../rules/mail-values.ts";
import { plain } from "../rules/words.ts";
import { hrefOf, located, within, wordsIn } from "./letter-tokens.ts";
import { only, type Placeholder, without } from "./placeholders.ts";

/** Whose links they are: `utm_campaign` and `utm_content`. */
export interface Tagging {
  readonly campaign: string;
  readonly touch: string;
}

export interface LetterLink {
  readonly token: Token;
  readonly offset: number;
  /** Where it leads, tagged; a placeholder for our own links. */
  readonly href: string;
  /** One of our own links, which are signed when the mail goes out. */
  readonly own: LinkValue | undefined;
  /** What SES calls it in a click's event: `[a-z0-9-]`, once in a letter. Our own links and mailto have none. */
  readonly name: string | undefined;
  /** Alone in its paragraph. */
  readonly stands: "alone" | "in a sentence";
}

export function linksOf(
  blocks: readonly Token[],
  markdown: string,
  placeholders: readonly Placeholder[],
  tagging: Tagging | undefined,
): readonly LetterLink[] {
  const alone = new Set(blocks.flatMap((block) => linkAlone(block) ?? []));
  const taken = new Set<string>([HIDDEN_LINK]);
  return [...located(blocks, markdown)].flatMap(({ token, offset }) => {
    if (token.type !== "link") return [];
    const own = only(hrefOf(token), placeholders)?.name.replace(/^links\./, "") as LinkValue | undefined;
    const leadsOut = /^https?:/.test(hrefOf(token));
    const href = leadsOut && tagging !== undefined ? tagged(hrefOf(token), tagging) : hrefOf(token);
    const name = leadsOut ? unique(nameOf(token), taken) : undefined;
    const stands = alone.has(token) ? ("alone" as const) : ("in a sentence" as const);
    return [{ token, offset, href, own, name, stands }];
  });
}

/** The link that is all of a paragraph. */
function linkAlone(block: Token): Token | undefined {
  const [first, ...others] = block.type === "paragraph" ? within(block) : [];
  return first?.type === "link" && others.length === 0 ? first : undefined;
}

/** What the letter wants its reader to do. "Not now" and "No" are answers too, but none that we push. */
export function isButton({ stands, own }: LetterLink): boolean {
  return stands === "alone" && !(own !== undefined && QUIET.includes(own));
}

const QUIET: readonly LinkValue[] = ["notNow", "no", "unsubscribe", "preferences"];

/** An address that has tags of its own keeps them. Its other parameters and its `#part` stay as they are. */
function tagged(href: string, { campaign, touch }: Tagging): string {
  if (!URL.canParse(href) || /[?&]utm_[a-z]+=/i.test(href)) return href;
  const [, address = "", part = ""] = /^([^#]*)(#.*)?$/s.exec(new URL(href).href) ?? [];
  const tags = `utm_source=ripen&utm_medium=email&utm_campaign=${campaign}&utm_content=${touch}`;
  return `${address}${address.includes("?") ? "&" : "?"}${tags}${part}`;
}

/** From the link's words, since people read it in reports; from its address where they have no Latin letters. */
function nameOf(token: Token): string {
  return slug(without(wordsIn(token))) || slug(URL.parse(hrefOf(token))?.pathname ?? "") || "link";
}

/** SES takes letters, digits, hyphens and underscores. At most 60 characters, cut between words. */
function slug(text: string): string {
  const words = plain(text).match(/[a-z0-9]+/g) ?? [];
  return words.reduce((name, word) => {
    const longer = name === "" ? word.slice(0, 60) : `${name}-${word}`;
    return longer.length > 60 ? name : longer;
  }, "");
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}-${n}`;
  taken.add(free);
  return free;
}
