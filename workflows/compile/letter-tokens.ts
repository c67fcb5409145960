/** Markdown's tokens as the lexer gives them: what is in them, what they say, and where they stand. */
import type { Token } from "marked";

/** The tokens in a token: of a paragraph its words and links, of a list its items. */
export function within(token: Token): readonly Token[] {
  const { tokens = [], items = [] } = token as { tokens?: Token[]; items?: Token[] };
  return [...tokens, ...items];
}

/** The words of a token, those of the tokens in it included. */
export function wordsIn(token: Token): string {
  return within(token).length > 0 ? within(token).map(wordsIn).join("") : wordsOf(token);
}

export function wordsOf(token: Token): string {
  return (token as { text?: string }).text ?? "";
}

export function hrefOf(token: Token): string {
  return (token as { href?: string }).href ?? "";
}

export interface Located {
  readonly token: Token;
  readonly offset: number;
}

/** Every token, outer ones first, with where in the Markdown it begins. */
export function* located(tokens: readonly Token[], markdown: string, from = 0): Generator<Located> {
  let next = from;
  for (const token of tokens) {
    const raw = token.raw.trim();
    const offset = Math.max(next, markdown.indexOf(raw, next));
    yield { token, offset };
    yield* located(within(token), markdown, offset);
    next = Math.min(markdown.length, offset + raw.length);
  }
}
