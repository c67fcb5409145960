/** A letter's blocks as plain text: links as `text: URL`, lists with dashes or numbers, emphasis left out. */
import type { Token, Tokens } from "marked";
import type { LetterLink } from "./letter-links.ts";
import { pictureIn } from "./letter-pictures.ts";
import { hrefOf, within, wordsOf } from "./letter-tokens.ts";

export function letterText(blocks: readonly Token[], links: readonly LetterLink[]): string {
  return asText(blocks, (token, said) => {
    const href = links.find((link) => link.token === token)?.href ?? hrefOf(token);
    return said === hrefOf(token) || `mailto:${said}` === href
      ? href.replace(/^mailto:/, "")
      : `${said}: ${href}`;
  });
}

/** What a letter says, without where its links lead. */
export function letterWords(blocks: readonly Token[]): string {
  return asText(blocks, (_, said) => said);
}

type LinkText = (token: Token, said: string) => string;

function asText(blocks: readonly Token[], link: LinkText): string {
  return blocks
    .map((block) => blockText(block, link))
    .filter((text) => text !== "")
    .join("\n\n");
}

function blockText(token: Token, link: LinkText): string {
  switch (token.type) {
    case "list":
      return listText(token as Tokens.List, link);
    case "blockquote":
      return asText(within(token), link).replace(/^/gm, "> ");
    case "hr":
      return "----";
    case "space":
      return "";
    default:
      return inlineText(within(token).length > 0 ? within(token) : [token], link);
  }
}

function listText(list: Tokens.List, link: LinkText): string {
  const first = typeof list.start === "number" ? list.start : 1;
  return list.items
    .map((item, at) => {
      const mark = list.ordered ? `${first + at}. ` : "- ";
      return mark + asText(item.tokens, link).replace(/\n/g, `\n${" ".repeat(mark.length)}`);
    })
    .join("\n");
}

function inlineText(tokens: readonly Token[], link: LinkText): string {
  return tokens.map((token) => oneText(token, link)).join("");
}

function oneText(token: Token, link: LinkText): string {
  if (token.type === "br") return "\n";
  if (token.type === "link") return link(token, inlineText(within(token), link));
  if (token.type === "picture") return `[${pictureIn(token).alt}]`;
  return within(token).length > 0 ? inlineText(within(token), link) : wordsOf(token);
}
