/** One Markdown file as the mail that is filled in and sent: subject, preheader, HTML and plain text, all in Liquid. */
import type { Mail } from "../rules/campaign.ts";
import type { Style } from "../rules/journey.ts";
import type { Problem } from "./campaign-problems.ts";
import { checkLetter } from "./check-letter.ts";
import { designedPage } from "./designed-page.ts";
import { countedLinks, hiddenLink } from "./hidden-link.ts";
import { type LetterKind, textPage } from "./letter-foot.ts";
import { escapeHtml, letterHtml } from "./letter-html.ts";
import { type LetterLink, linksOf } from "./letter-links.ts";
import { letterPage } from "./letter-page.ts";
import { letterText, letterWords } from "./letter-text.ts";
import { inPassage, type Passage } from "./passage.ts";
import { type Complaint, type Protected, protect, restore } from "./placeholders.ts";
import { type Letter, readLetter } from "./read-letter.ts";
import { readMail } from "./read-mail.ts";

export interface MailSource {
  readonly file: string;
  readonly text: string;
  readonly kind: LetterKind;
  /** Stands at the foot: why the reader gets it. */
  readonly why: string;
  /** The campaign's questions, or undefined where they can't be read. */
  readonly questions: readonly string[] | undefined;
  /** `letter` where absent. */
  readonly style?: Style | undefined;
  /** The names that a touch's links are tagged with; without both, they are left as written. */
  readonly campaign?: string | undefined;
  readonly touch?: string | undefined;
}

/** A mail is compiled even where something is wrong with it, so that all problems come at once. */
export function compileMail(source: MailSource): {
  readonly mail: Mail;
  readonly problems: readonly Problem[];
} {
  const { file, questions } = source;
  const { mail: passages, problems } = readMail(file, source.text);
  const subject = protect(passages.subject.text, questions);
  const preheader = protect(passages.preheader.text, questions);
  const body = readBody(source, passages.body);
  const html = source.style === "designed" ? designedHtml : letterHtmlOf;
  const mail = {
    subject: asText(subject),
    preheader: asText(preheader),
    html: html(source, asHtml(subject), asHtml(preheader), body),
    links: countedLinks(body.links),
    text: textPage(source.kind, restore(letterText(body.blocks, body.links), body.placeholders), source.why),
    ...(passages.from === undefined ? {} : { from: passages.from }),
  };
  const named = [subject, preheader, body].flatMap(({ placeholders }) =>
    placeholders.map(({ name }) => name),
  );
  const said = { kind: source.kind, said: letterWords(body.blocks), links: body.links, named };
  return {
    mail,
    problems: [
      ...problems,
      ...inPassage(file, passages.subject, "subject", subject.problems),
      ...inPassage(file, passages.preheader, "preheader", preheader.problems),
      ...inPassage(file, passages.body, "", body.problems),
      // Offsets into the letter count its protected text, which has the same lines.
      ...inPassage(file, body, "", problems.length > 0 ? body.wrong : [...body.wrong, ...checkLetter(said)]),
      ...tooLarge(file, mail),
    ],
  };
}

/** The letter, read: `problems` with its values, and what is `wrong` with the rest of it. */
interface Body extends Protected, Passage {
  readonly blocks: Letter["blocks"];
  readonly links: readonly LetterLink[];
  readonly wrong: readonly Complaint[];
}

function readBody({ questions, style, campaign, touch }: MailSource, { text, line }: Passage): Body {
  const body = protect(text, questions);
  const { blocks, problems: wrong } = readLetter(body.text, body.placeholders, style ?? "letter");
  const tagging = campaign === undefined || touch === undefined ? undefined : { campaign, touch };
  return { ...body, line, blocks, wrong, links: linksOf(blocks, body.text, body.placeholders, tagging) };
}

type HtmlOf = (source: MailSource, subject: string, preheader: string, body: Body) => string;

const letterHtmlOf: HtmlOf = ({ kind, why }, subject, preheader, { blocks, links, placeholders }) => {
  const body = restore(letterHtml(blocks, links), placeholders);
  const hidden = hiddenLink(links);
  return letterPage({ kind, subject, preheader, hidden, body, why: escapeHtml(why) });
};

const designedHtml: HtmlOf = ({ kind, why }, subject, preheader, { blocks, links, placeholders }) => {
  const sheet = { kind, subject, preheader, hidden: hiddenLink(links), blocks, links, why: escapeHtml(why) };
  return restore(designedPage(sheet), placeholders);
};

function asText({ text, placeholders }: Protected): string {
  return restore(text, placeholders);
}

function asHtml({ text, placeholders }: Protected): string {
  return restore(escapeHtml(text), placeholders);
}

/** Gmail shows the first 102 kB and hides the rest, the way to unsubscribe included. What is filled in needs room too. */
const LARGEST = 100_000;

function tooLarge(file: string, { html }: Mail): readonly Problem[] {
  const bytes = Buffer.byteLength(html);
  if (bytes <= LARGEST) return [];
  const wrong = `the mail is ${Math.ceil(bytes / 1000)} kB of HTML, and Gmail hides what is beyond 102`;
  return [
    { file, line: 1, path: "", wrong, right: "Shorten it to 100 kB: move a part to a page, and link to it." },
  ];
}
