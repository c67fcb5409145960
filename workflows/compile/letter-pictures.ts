/** Pictures in a designed letter: `![What it shows](https://…/curves.png){width=520}`. */
import type { Token, TokenizerAndRendererExtension } from "marked";
import type { Style } from "../rules/journey.ts";
import { hrefOf, wordsOf } from "./letter-tokens.ts";
import { type Complaint, names } from "./placeholders.ts";

/** The column of a designed letter: 600 pixels less 28 on either side. */
export const COLUMN = 544;

export interface Picture {
  readonly src: string;
  readonly alt: string;
  /** CSS pixels, at most `COLUMN`; narrower on a narrower screen. */
  readonly width: number;
}

/** Markdown's own pictures know no width, so one without `{width=…}` stays Markdown's, to be refused. */
export const pictureSyntax: TokenizerAndRendererExtension = {
  name: "picture",
  level: "inline",
  start: (rest) => rest.indexOf("!["),
  tokenizer(rest) {
    const [raw, text, href, width] = /^!\[([^\]]*)\]\(([^\s)]*)\)\{width=(\d{1,4})\}/.exec(rest) ?? [];
    return raw === undefined ? undefined : { type: "picture", raw, text, href, width: Number(width) };
  },
};

export function pictureIn(token: Token): Picture {
  return { src: hrefOf(token), alt: wordsOf(token).trim(), width: (token as { width?: number }).width ?? 0 };
}

const LIKE_THIS = "![What it shows](https://…/curves.png){width=520}";

export function problemWithPicture(token: Token, style: Style): Omit<Complaint, "offset"> | undefined {
  if (style === "letter")
    return {
      wrong: "letters have no pictures",
      right: 'Link to the page that shows it, or write "style: designed" under "send" in campaign.yaml.',
    };
  const { src, alt, width } = pictureIn(token);
  if (alt === "")
    return {
      wrong: "a picture without words is nothing to those who don't see it",
      right: `Say what it shows: ${LIKE_THIS}.`,
    };
  if (names(src) || !/^https:\/\/[^\s/]+\.[^\s]+$/.test(src) || !URL.canParse(src))
    return {
      wrong: `"${src}" is no address that a mail can show a picture from`,
      right: "Write the whole address, beginning with https://, without values.",
    };
  if (token.type === "image")
    return { wrong: "a picture states its width", right: `Add it in pixels: ${LIKE_THIS}.` };
  return width >= 1 && width <= COLUMN
    ? undefined
    : {
        wrong: `${width} pixels is no width for it`,
        right: `The letter's column has ${COLUMN}; write {width=${COLUMN}} or less.`,
      };
}
