/** A letter's Markdown as the few things a letter is made of. Anything else is refused: what can't be read as plain text, or what a mail program may break. */
import { Marked, type Token } from "marked";
import type { Style } from "../rules/journey.ts";
import { problemWithHref, problemWithLinkWords } from "./letter-hrefs.ts";
import { pictureSyntax, problemWithPicture } from "./letter-pictures.ts";
import { hrefOf, located } from "./letter-tokens.ts";
import type { Complaint, Placeholder } from "./placeholders.ts";

export interface Letter {
  readonly blocks: readonly Token[];
  readonly problems: readonly Complaint[];
}

/**
 * `markdown` with its placeholders protected. A new line is a new line, as in any mail. Offsets count from the
 * beginning. Pictures are for the style `designed` only.
 */
export function readLetter(markdown: string, placeholders: readonly Placeholder[], style: Style): Letter {
  const blocks = new Marked({ gfm: true, breaks: true, extensions: [pictureSyntax] }).lexer(markdown);
  const problems = [...located(blocks, markdown)].flatMap(({ token, offset }) =>
    problemsWith(token, placeholders, style).map((problem) => ({ offset, ...problem })),
  );
  return { blocks, problems };
}

const LETTERS_ARE_MADE_OF = new Set(
  "paragraph heading list list_item blockquote hr space text escape strong em del codespan link br".split(
    " ",
  ),
);

type Said = Omit<Complaint, "offset">;

const REFUSED: Readonly<Record<string, Said>> = {
  html: {
    wrong: "HTML has no place in a letter",
    right: "Write it in Markdown; the layout is the same for every letter.",
  },
  table: {
    wrong: "letters have no tables, since phones and plain text can't show them",
    right: "Write a list.",
  },
  code: { wrong: "letters have no blocks of code", right: "Begin the line without four spaces or ```." },
};

function problemsWith(token: Token, placeholders: readonly Placeholder[], style: Style): readonly Said[] {
  if (token.type === "link") {
    const problem = problemWithHref(hrefOf(token), placeholders) ?? problemWithLinkWords(token);
    return problem === undefined ? [] : [problem];
  }
  if (token.type === "image" || token.type === "picture") {
    const problem = problemWithPicture(token, style);
    return problem === undefined ? [] : [problem];
  }
  if (LETTERS_ARE_MADE_OF.has(token.type)) return [];
  const unknown = {
    wrong: `letters have no ${token.type}`,
    right: "Write paragraphs, headings, lists and links.",
  };
  return [REFUSED[token.type] ?? unknown];
}
