/** A mail's file: front matter, then the letter in Markdown. */
import { readSender } from "../rules/sender.ts";
import type { Problem } from "./campaign-problems.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { Passage } from "./passage.ts";

export interface MailFile {
  readonly subject: Passage;
  readonly preheader: Passage;
  /** `Nora Quinn <nora@orchard-cold-chain.example>`, or one half of it. */
  readonly from: string | undefined;
  readonly body: Passage;
}

/** Anything missing comes back as an empty passage and a problem. */
export function readMail(
  file: string,
  text: string,
): { readonly mail: MailFile; readonly problems: readonly Problem[] } {
  const { front, body, problems } = readFrontMatter(file, text, ["subject", "preheader"], ["from"]);
  const { subject, preheader, from } = front;
  const known = from.text === "" || readSender(from.text) !== undefined;
  return {
    mail: { subject, preheader, from: known ? from.text || undefined : undefined, body },
    problems: [
      ...problems,
      ...(known ? [] : [{ file, path: "from", line: from.line, ...nobody(from.text) }]),
      ...(body.text.trim() === "" ? [{ file, path: "", line: body.line, ...SILENT }] : []),
    ],
  };
}

const SILENT = { wrong: "the letter has no text", right: "Write it below the second line of dashes." };

function nobody(from: string): Pick<Problem, "wrong" | "right"> {
  return {
    wrong: `nobody can write to or be called ${JSON.stringify(from)}`,
    right: "Write a name, an address, or both: Nora Quinn <nora@orchard-cold-chain.example>.",
  };
}
