/** The designed mail: the firm's name, the letter, one button and the foot, in a layout that MJML makes fit for every mail program. */
import type { Token } from "marked";
import { readLayout } from "./layout.ts";
import { FOOTS } from "./letter-foot.ts";
import { attributesOf, buttonOf, letterHtml, linkHtml } from "./letter-html.ts";
import type { LetterLink } from "./letter-links.ts";
import { AFTER_PREHEADER, type Sheet } from "./letter-page.ts";

type DesignedSheet = Omit<Sheet, "body"> & {
  readonly blocks: readonly Token[];
  readonly links: readonly LetterLink[];
};

/** The same letter as in the plain style; its button stands in the layout's own, or the layout has none. */
export function designedPage({
  kind,
  subject,
  preheader,
  hidden,
  why,
  blocks,
  links,
}: DesignedSheet): string {
  const at = blocks.findIndex((block) => buttonOf(block, links) !== undefined);
  const [before, after] = at < 0 ? [blocks, []] : [blocks.slice(0, at), blocks.slice(at + 1)];
  const button = links.find((link) => link.token === (blocks[at] as { tokens?: Token[] })?.tokens?.[0]);
  const slots: Readonly<Record<string, string>> = {
    Subject: subject,
    Preheader: preheader + AFTER_PREHEADER + hidden,
    Before: letterHtml(before, links),
    Button: button === undefined ? "" : linkHtml(button, links),
    After: letterHtml(after, links),
    Foot: FOOTS[kind].html(why),
  };
  return part(part(readLayout(), "button", button !== undefined), "after", slots["After"] !== "")
    .replace("<!-- end -->", "")
    .replace('href="RipenSlotHref"', () => (button === undefined ? "" : attributesOf(button)))
    .replace(/RipenSlot([A-Z][a-z]+)/g, (whole, slot: string) => slots[slot] ?? whole);
}

/** Keeps or takes out what stands between the comment of this name and the next one. */
function part(html: string, name: "button" | "after", isThere: boolean): string {
  return html.replace(
    new RegExp(`<!-- ${name} -->(.*?)(?=<!-- (?:after|end) -->)`, "s"),
    (_, inner: string) => (isThere ? inner : ""),
  );
}
