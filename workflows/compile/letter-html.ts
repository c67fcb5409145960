/** A letter's blocks as HTML with inline styles. Classes are for dark mode only: mail programs that drop them show it light. */
import type { Token, Tokens } from "marked";
import { only, type Placeholder } from "./placeholders.ts";
import { within, wordsOf } from "./read-letter.ts";

export function letterHtml(blocks: readonly Token[], placeholders: readonly Placeholder[]): string {
  const inline = (tokens: readonly Token[]): string =>
    tokens.map((token) => inlineHtml(token, inline, placeholders)).join("");
  const block = (tokens: readonly Token[]): string =>
    tokens.map((token) => blockHtml(token, block, inline, placeholders)).join("");
  return block(blocks);
}

/** Text for between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

type Render = (tokens: readonly Token[]) => string;

function blockHtml(
  token: Token,
  block: Render,
  inline: Render,
  placeholders: readonly Placeholder[],
): string {
  switch (token.type) {
    case "paragraph":
      return paragraph(token as Tokens.Paragraph, inline, placeholders);
    case "heading":
      return `<h2 style="margin:28px 0 12px;font-size:19px;line-height:1.3">${inline(within(token))}</h2>\n`;
    case "list":
      return list(token as Tokens.List, block);
    case "blockquote":
      return `<blockquote style="margin:0 0 16px;padding-left:14px;border-left:3px solid #b9c7c0">${block(within(token))}</blockquote>\n`;
    case "hr":
      return `<hr style="border:0;border-top:1px solid #d5ddd8;margin:24px 0">\n`;
    case "space":
      return "";
    default:
      return inline([token]);
  }
}

/** A link that is a paragraph of its own is what the letter wants the reader to do: it becomes a button. */
function paragraph(token: Tokens.Paragraph, inline: Render, placeholders: readonly Placeholder[]): string {
  const [alone, ...others] = token.tokens;
  if (alone?.type !== "link" || others.length > 0)
    return `<p style="margin:0 0 16px">${inline(token.tokens)}</p>\n`;
  const link = anchor(alone as Tokens.Link, inline, placeholders, "button", BUTTON);
  return `<p style="margin:24px 0">${link}</p>\n`;
}

const BUTTON =
  "display:inline-block;padding:12px 20px;border-radius:6px;background-color:#1d6b52;color:#ffffff;font-weight:600;text-decoration:none";

function list(token: Tokens.List, block: Render): string {
  const tag = token.ordered ? "ol" : "ul";
  const start =
    token.ordered && typeof token.start === "number" && token.start > 1 ? ` start="${token.start}"` : "";
  const items = token.items.map(
    (item) => `<li style="margin:0 0 10px;padding-left:4px">${block(item.tokens).trim()}</li>\n`,
  );
  return `<${tag}${start} style="margin:0 0 16px;padding-left:24px">\n${items.join("")}</${tag}>\n`;
}

function inlineHtml(token: Token, inline: Render, placeholders: readonly Placeholder[]): string {
  switch (token.type) {
    case "strong":
    case "em":
    case "del":
      return `<${token.type}>${inline(within(token))}</${token.type}>`;
    case "br":
      return "<br>\n";
    case "codespan":
      return `<code>${escapeHtml(wordsOf(token))}</code>`;
    case "link":
      return anchor(token as Tokens.Link, inline, placeholders, "link", "color:#1d6b52");
    default:
      return within(token).length > 0 ? inline(within(token)) : together(escapeHtml(wordsOf(token)));
  }
}

/** Our own links (unsubscribe, confirm) aren't counted as clicks, so SES must leave them alone. */
function anchor(
  token: Tokens.Link,
  inline: Render,
  placeholders: readonly Placeholder[],
  kind: string,
  style: string,
): string {
  const untracked = only(token.href, placeholders)?.name.startsWith("links.") ? "ses:no-track " : "";
  return `<a ${untracked}class="${kind}" href="${escapeHtml(token.href)}" style="${style}">${inline(token.tokens)}</a>`;
}

/** A number stays on one line with its unit. */
function together(html: string): string {
  return html.replace(/(\d) (?=°C|%)/g, "$1&nbsp;");
}
