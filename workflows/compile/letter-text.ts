/** A letter's blocks as plain text: links as `text: URL`, lists with dashes or numbers, emphasis left out. */
import type { Token, Tokens } from "marked";
import { hrefOf, within, wordsOf } from "./read-letter.ts";

export function letterText(blocks: readonly Token[]): string {
  return blocks
    .map(blockText)
    .filter((text) => text !== "")
    .join("\n\n");
}

function blockText(token: Token): string {
  switch (token.type) {
    case "list":
      return listText(token as Tokens.List);
    case "blockquote":
      return letterText(within(token)).replace(/^/gm, "> ");
    case "hr":
      return "----";
    case "space":
      return "";
    default:
      return inlineText(within(token).length > 0 ? within(token) : [token]);
  }
}

function listText(list: Tokens.List): string {
  const first = typeof list.start === "number" ? list.start : 1;
  return list.items
    .map((item, at) => {
      const mark = list.ordered ? `${first + at}. ` : "- ";
      return mark + letterText(item.tokens).replace(/\n/g, `\n${" ".repeat(mark.length)}`);
    })
    .join("\n");
}

function inlineText(tokens: readonly Token[]): string {
  return tokens.map(oneText).join("");
}

function oneText(token: Token): string {
  if (token.type === "br") return "\n";
  if (token.type === "link") return linkText(inlineText(within(token)), hrefOf(token));
  return within(token).length > 0 ? inlineText(within(token)) : wordsOf(token);
}

function linkText(text: string, href: string): string {
  return text === href || `mailto:${text}` === href ? text : `${text}: ${href}`;
}
