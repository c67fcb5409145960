/** One letter, compiled alone: tests say only what they change. */
import { compileMail, type MailSource } from "../../workflows/compile/compile-mail.ts";
import type { Mail } from "../../workflows/rules/campaign.ts";
import { ENOUGH } from "./small-campaign.ts";

export const FRONT = "subject: Second\npreheader: Once more";

/** The body begins on line 5. */
export function letter(body: string, front = FRONT): string {
  return `---\n${front}\n---\n${body}\n`;
}

/** Long enough, whatever the body says. */
export function longLetter(body: string, front?: string): string {
  return letter(`${body}\n\n${ENOUGH}`, front);
}

type Rest = Partial<Omit<MailSource, "text">>;

export function compiled(text: string, rest: Rest = {}): Mail {
  const { mail, problems } = compileMail(source(text, rest));
  if (problems.length > 0) throw new Error(problems.map(({ wrong }) => wrong).join("\n"));
  return mail;
}

/** What is said against it: `line path: wrong → right`. */
export function refusals(text: string, rest: Rest = {}): readonly string[] {
  return compileMail(source(text, rest)).problems.map(
    ({ line, path, wrong, right }) => `${line} ${path}: ${wrong} → ${right}`,
  );
}

function source(text: string, rest: Rest): MailSource {
  return {
    file: "second.md",
    text,
    kind: "touch",
    why: "You asked for it.",
    questions: ["timeline"],
    ...rest,
  };
}
