/** A letter's Markdown as the few things a letter is made of. Anything else is refused: what can't be read as plain text, or what a mail program may break. */
import { Marked, type Token } from "marked";
import { names, only, type Placeholder } from "./placeholders.ts";

export interface Letter {
  readonly blocks: readonly Token[];
  readonly problems: readonly { readonly offset: number; readonly wrong: string; readonly right: string }[];
}

/** `markdown` with its placeholders protected. A new line is a new line, as in any mail. Offsets count from the beginning. */
export function readLetter(markdown: string, placeholders: readonly Placeholder[]): Letter {
  const blocks = new Marked({ gfm: true, breaks: true }).lexer(markdown);
  const problems: { offset: number; wrong: string; right: string }[] = [];
  for (const token of everyToken(blocks)) {
    const problem = problemWith(token, placeholders);
    if (problem !== undefined)
      problems.push({ offset: Math.max(0, markdown.indexOf(token.raw.trim())), ...problem });
  }
  return { blocks, problems };
}

/** The tokens in a token: of a paragraph its words and links, of a list its items. */
export function within(token: Token): readonly Token[] {
  const { tokens = [], items = [] } = token as { tokens?: Token[]; items?: Token[] };
  return [...tokens, ...items];
}

export function wordsOf(token: Token): string {
  return (token as { text?: string }).text ?? "";
}

export function hrefOf(token: Token): string {
  return (token as { href?: string }).href ?? "";
}

/** The addresses that a letter's links lead to, as written. */
export function linksOf(blocks: readonly Token[]): readonly string[] {
  return [...everyToken(blocks)].filter((token) => token.type === "link").map((token) => hrefOf(token));
}

function* everyToken(tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token;
    yield* everyToken(within(token));
  }
}

const LETTERS_ARE_MADE_OF = new Set(
  "paragraph heading list list_item blockquote hr space text escape strong em del codespan link br".split(
    " ",
  ),
);

type Complaint = { readonly wrong: string; readonly right: string };

const REFUSED: Readonly<Record<string, Complaint>> = {
  html: {
    wrong: "HTML has no place in a letter",
    right: "Write it in Markdown; the layout is the same for every letter.",
  },
  image: { wrong: "letters have no pictures", right: "Link to the page that shows it." },
  table: {
    wrong: "letters have no tables, since phones and plain text can't show them",
    right: "Write a list.",
  },
  code: { wrong: "letters have no blocks of code", right: "Begin the line without four spaces or ```." },
};

function problemWith(token: Token, placeholders: readonly Placeholder[]): Complaint | undefined {
  if (token.type === "link") return problemWithLink(hrefOf(token), placeholders);
  if (LETTERS_ARE_MADE_OF.has(token.type)) return undefined;
  return (
    REFUSED[token.type] ?? {
      wrong: `letters have no ${token.type}`,
      right: "Write paragraphs, headings, lists and links.",
    }
  );
}

function problemWithLink(href: string, placeholders: readonly Placeholder[]): Complaint | undefined {
  const placeholder = only(href, placeholders);
  if (placeholder?.name.startsWith("links.")) return undefined;
  if (names(href)) {
    return {
      wrong: "what a lead typed can't stand in a link's address",
      right: "Write the whole address, or {{ links.unsubscribe }}.",
    };
  }
  if (/^(https:\/\/[^\s/]+\.[^\s]+|mailto:[^\s@]+@[^\s@]+)$/.test(href)) return undefined;
  return {
    wrong: `"${href}" is no address that a mail can link to`,
    right: "Write the whole address, beginning with https://.",
  };
}
