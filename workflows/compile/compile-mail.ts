/** One Markdown file as the mail that is filled in and sent: subject, preheader, HTML and plain text, all in Liquid. */
import type { Mail } from "../rules/campaign.ts";
import type { Problem } from "./campaign-problems.ts";
import { escapeHtml, letterHtml } from "./letter-html.ts";
import { htmlPage, type LetterKind, textPage } from "./letter-page.ts";
import { letterText } from "./letter-text.ts";
import { type Placeholder, type Protected, protect, restore } from "./placeholders.ts";
import { linksOf, readLetter } from "./read-letter.ts";
import { type Passage, readMail } from "./read-mail.ts";

export interface MailSource {
  readonly file: string;
  readonly text: string;
  readonly kind: LetterKind;
  /** Stands at the foot: why the reader gets it. */
  readonly why: string;
  /** The campaign's questions, or undefined where they can't be read. */
  readonly questions: readonly string[] | undefined;
}

export function compileMail(source: MailSource): {
  readonly mail: Mail;
  readonly problems: readonly Problem[];
} {
  const { file, kind, why, questions } = source;
  const { mail, problems } = readMail(file, source.text);
  const [subject, preheader, body] = [mail.subject, mail.preheader, mail.body].map(({ text }) =>
    protect(text, questions),
  );
  if (subject === undefined || preheader === undefined || body === undefined)
    throw new Error("a mail has three parts");
  const letter = readLetter(body.text, body.placeholders);
  const asText = ({ text, placeholders }: Protected) => restore(text, placeholders);
  const asHtml = ({ text, placeholders }: Protected) => restore(escapeHtml(text), placeholders);
  const html = restore(letterHtml(letter.blocks, body.placeholders), body.placeholders);
  const text = restore(letterText(letter.blocks), body.placeholders);
  return {
    mail: {
      subject: asText(subject),
      preheader: asText(preheader),
      html: htmlPage({
        kind,
        subject: asHtml(subject),
        preheader: asHtml(preheader),
        body: html,
        why: escapeHtml(why),
      }),
      text: textPage({ kind, body: text, why }),
    },
    problems: [
      ...problems,
      ...inPassage(file, mail.subject, "subject", subject.problems),
      ...inPassage(file, mail.preheader, "preheader", preheader.problems),
      ...inPassage(file, mail.body, "", [...body.problems, ...letter.problems]),
      ...wrongLinks(source, mail.body, [subject, preheader, body], linksOf(letter.blocks)),
    ],
  };
}

function inPassage(
  file: string,
  passage: Passage,
  path: string,
  found: Protected["problems"],
): readonly Problem[] {
  return found.map(({ offset, wrong, right }) => {
    const before = passage.text.slice(0, offset).split("\n").length - 1;
    return { file, line: passage.line + before, path, wrong, right };
  });
}

/** A touch never carries the confirming link; the double opt-in's mail carries it and no other. */
function wrongLinks(
  { file, kind }: MailSource,
  body: Passage,
  parts: readonly Protected[],
  links: readonly string[],
): readonly Problem[] {
  const named = parts.flatMap(({ placeholders }) => placeholders.map(({ name }: Placeholder) => name));
  const note = (wrong: string, right: string): Problem => ({ file, line: body.line, path: "", wrong, right });
  if (kind === "touch") {
    return named.includes("links.confirm")
      ? [note("links.confirm has no meaning in a touch", "Only confirm.md asks the lead to confirm.")]
      : [];
  }
  const single = links.length === 1 && named.filter((name) => name === "links.confirm").length === 1;
  return single && !named.includes("links.unsubscribe")
    ? []
    : [
        note(
          "this mail has one link only, and it confirms",
          "Write [Yes, this is my address]({{ links.confirm }}), and no other link.",
        ),
      ];
}
