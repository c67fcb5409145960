/** What whoever calls or writes is told: a title, which says what is to be done, and plain Markdown, kept as text. */
import type { Brief } from "../rules/campaign.ts";
import type { Problem } from "./campaign-problems.ts";
import { readFrontMatter } from "./front-matter.ts";
import { inPassage, type Passage } from "./passage.ts";
import { type Complaint, type Protected, protect, restore } from "./placeholders.ts";

export interface BriefSource {
  readonly file: string;
  readonly text: string;
  /** The campaign's questions, or undefined where they can't be read. */
  readonly questions: readonly string[] | undefined;
}

/** A brief is compiled even where something is wrong with it, so that all problems come at once. */
export function compileBrief({ file, text, questions }: BriefSource): {
  readonly brief: Brief;
  readonly problems: readonly Problem[];
} {
  const { front, body, problems } = readFrontMatter(file, text, ["title"]);
  const title = protect(front.title.text, questions);
  const words = protect(body.text, questions);
  const empty = body.text.trim() === "" ? [NOTHING_SAID] : [];
  return {
    brief: { title: liquid(title), text: liquid(words).trim() },
    problems: [
      ...problems,
      ...inPassage(file, front.title, "title", [...title.problems, ...linksIn(front.title, title)]),
      ...inPassage(file, body, "", [...empty, ...words.problems, ...linksIn(body, words)]),
    ],
  };
}

const NOTHING_SAID: Complaint = {
  offset: 0,
  wrong: "the brief has no text",
  right: "Write below the second line of dashes what is to be said, and what to listen for.",
};

function liquid({ text, placeholders }: Protected): string {
  return restore(text, placeholders);
}

/** Links are signed for whoever reads a mail; the one who calls isn't the lead. */
function linksIn({ text }: Passage, { placeholders }: Protected): readonly Complaint[] {
  const links = placeholders.filter(({ name }) => name.startsWith("links."));
  return links.map(({ name }) => ({
    offset: Math.max(0, text.indexOf(name)),
    wrong: `${name} has no meaning in a brief, which the lead doesn't get`,
    right: "Take it out: whoever does the task tells how it went on the task's own page.",
  }));
}
