/** A letter's blocks as HTML with inline styles. Classes are for dark mode only: mail programs that drop them show it light. */
import type { Token, Tokens } from "marked";
import { isButton, type LetterLink } from "./letter-links.ts";
import { pictureIn } from "./letter-pictures.ts";
import { within, wordsOf } from "./letter-tokens.ts";

export function letterHtml(blocks: readonly Token[], links: readonly LetterLink[]): string {
  return blocks.map((block) => blockHtml(block, links)).join("");
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

function blockHtml(token: Token, links: readonly LetterLink[]): string {
  switch (token.type) {
    case "paragraph":
      return paragraph(token as Tokens.Paragraph, links);
    case "heading":
      return `<h2 style="margin:28px 0 12px;font-size:19px;line-height:1.3">${inlineHtml(within(token), links)}</h2>\n`;
    case "list":
      return list(token as Tokens.List, links);
    case "blockquote":
      return `<blockquote style="margin:0 0 16px;padding-left:14px;border-left:3px solid #b9c7c0">${letterHtml(within(token), links)}</blockquote>\n`;
    case "hr":
      return `<hr style="border:0;border-top:1px solid #d5ddd8;margin:24px 0">\n`;
    case "space":
      return "";
    default:
      return inlineHtml([token], links);
  }
}

/** A link that is a paragraph of its own is what the letter wants the reader to do: it becomes a button. */
function paragraph(token: Tokens.Paragraph, links: readonly LetterLink[]): string {
  const button = buttonOf(token, links);
  return button === undefined
    ? `<p style="margin:0 0 16px">${inlineHtml(token.tokens, links)}</p>\n`
    : `<p style="margin:24px 0"><a ${attributesOf(button)} style="${BUTTON}">${linkHtml(button, links)}</a></p>\n`;
}

/** The button that a block is, if it is one. */
export function buttonOf(block: Token, links: readonly LetterLink[]): LetterLink | undefined {
  const alone = block.type === "paragraph" ? within(block)[0] : undefined;
  return links.find((link) => link.token === alone && isButton(link));
}

const BUTTON =
  "display:inline-block;padding:12px 20px;border-radius:6px;background-color:#1d6b52;color:#fdfefd;font-weight:600;text-decoration:none";

function list(token: Tokens.List, links: readonly LetterLink[]): string {
  const tag = token.ordered ? "ol" : "ul";
  const start =
    token.ordered && typeof token.start === "number" && token.start > 1 ? ` start="${token.start}"` : "";
  const items = token.items.map(
    (item) => `<li style="margin:0 0 10px;padding-left:4px">${letterHtml(item.tokens, links).trim()}</li>\n`,
  );
  return `<${tag}${start} style="margin:0 0 16px;padding-left:24px">\n${items.join("")}</${tag}>\n`;
}

function inlineHtml(tokens: readonly Token[], links: readonly LetterLink[]): string {
  return tokens.map((token) => oneHtml(token, links)).join("");
}

function oneHtml(token: Token, links: readonly LetterLink[]): string {
  switch (token.type) {
    case "strong":
    case "em":
    case "del":
      return `<${token.type}>${inlineHtml(within(token), links)}</${token.type}>`;
    case "br":
      return "<br>\n";
    case "codespan":
      return `<code>${escapeHtml(wordsOf(token))}</code>`;
    case "link":
      return anchor(token, links);
    case "picture":
      return pictureHtml(token);
    default:
      return within(token).length > 0
        ? inlineHtml(within(token), links)
        : together(escapeHtml(wordsOf(token)));
  }
}

function anchor(token: Token, links: readonly LetterLink[]): string {
  const link = links.find((each) => each.token === token);
  if (link === undefined) return inlineHtml(within(token), links);
  return `<a ${attributesOf(link)} style="color:#1d6b52">${linkHtml(link, links)}</a>`;
}

export function linkHtml({ token }: LetterLink, links: readonly LetterLink[]): string {
  return inlineHtml(within(token), links);
}

/** Our own links (unsubscribe, confirm) aren't counted as clicks, so SES must leave them alone. The others it names. */
export function attributesOf(link: LetterLink): string {
  const tag = link.name === undefined ? "" : `ses:tags="link:${link.name};" `;
  const kind = isButton(link) ? "button" : "link";
  return `${link.own === undefined ? tag : "ses:no-track "}class="${kind}" href="${escapeHtml(link.href)}"`;
}

/** Outlook reads the attribute. A picture with its width in the style would hold the letter open wider than a phone. */
function pictureHtml(token: Token): string {
  const { src, alt, width } = pictureIn(token);
  const style = `display:block;width:100%;max-width:${width}px;height:auto;border:0;border-radius:4px;line-height:1.4`;
  return `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}" width="${width}" style="${style}">`;
}

/** A number stays on one line with its unit. */
function together(html: string): string {
  return html.replace(/(\d) (?=°C|%)/g, "$1&nbsp;");
}
