/** The Markdown of a campaign's folder: its mails and the briefs of its tasks, each by its file's name. */
import { join } from "node:path";
import type { Brief, Mail } from "../rules/campaign.ts";
import { Style } from "../rules/journey.ts";
import { Channel } from "../rules/touches.ts";
import type { Problem } from "./campaign-problems.ts";
import { compileBrief } from "./compile-brief.ts";
import { compileMail } from "./compile-mail.ts";
import type { LetterKind } from "./letter-foot.ts";
import { isMap } from "./schema-keys.ts";

export interface Letters {
  readonly mails: ReadonlyMap<string, Mail>;
  readonly briefs: ReadonlyMap<string, Brief>;
  readonly problems: readonly Problem[];
}

/** The letters of the house that are mails; `validate.md` is a brief. */
const KINDS: Readonly<Record<string, Exclude<LetterKind, "touch">>> = {
  "confirm.md": "confirm",
  "ask.md": "ask",
  "stay.md": "stay",
};

/**
 * `files`: the folder's Markdown by name. `yaml`: the campaign as written, which need not be right: all problems come at
 * once. `folder`: its path; `campaign`: its name.
 */
export function compileLetters(
  { folder, campaign }: { readonly folder: string; readonly campaign: string },
  files: ReadonlyMap<string, string>,
  yaml: unknown,
): Letters {
  const { questions, why, style } = statedIn(yaml);
  const uses = usesIn(yaml);
  const mails = new Map<string, Mail>();
  const briefs = new Map<string, Brief>();
  const problems: Problem[] = [];
  for (const [name, text] of files) {
    const use = uses.get(name);
    const source = { file: join(folder, name), text, questions };
    if (isBrief(name, text, use)) {
      const compiled = compileBrief(source);
      briefs.set(name, compiled.brief);
      problems.push(...compiled.problems);
      continue;
    }
    const kind: LetterKind = KINDS[name] ?? "touch";
    const letter = { ...source, kind, why, style: use?.style ?? style, campaign, touch: use?.touch };
    const compiled = compileMail(letter);
    mails.set(name, compiled.mail);
    problems.push(...compiled.problems);
  }
  return { mails, briefs, problems };
}

/** A file that no touch is seen to use is what its front matter says it is. */
function isBrief(name: string, text: string, use: Use | undefined): boolean {
  if (name in KINDS) return false;
  if (name === "validate.md") return true;
  return use === undefined ? /^\uFEFF?---\r?\ntitle:/.test(text) : use.channel !== "mail";
}

interface Stated {
  readonly questions: readonly string[] | undefined;
  readonly why: string;
  readonly style: Style | undefined;
}

function statedIn(yaml: unknown): Stated {
  const { questions, consent, send } = isMap(yaml) ? yaml : {};
  const why = isMap(consent) ? consent["why"] : undefined;
  return {
    questions: isMap(questions) ? Object.keys(questions) : undefined,
    why: typeof why === "string" ? why : "You get this because you asked for it on our website.",
    style: isMap(send) ? Style.safeParse(send["style"]).data : undefined,
  };
}

interface Use {
  readonly channel: Channel;
  readonly touch: string | undefined;
  readonly style: Style | undefined;
}

/** What each file is used for, as far as it can be read: by the touches, wherever they stand. */
function usesIn(yaml: unknown): ReadonlyMap<string, Use> {
  const { touches, evergreen } = isMap(yaml) ? yaml : {};
  const uses = [...stepsIn([touches, evergreen])].flatMap(({ name, style, ...step }) =>
    Channel.options.flatMap((channel) => {
      const touch = typeof name === "string" ? name : undefined;
      const use: Use = { channel, touch, style: Style.safeParse(style).data };
      return typeof step[channel] === "string" ? [[step[channel], use] as const] : [];
    }),
  );
  return new Map(uses);
}

function* stepsIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (Array.isArray(value)) for (const each of value) yield* stepsIn(each);
  if (!isMap(value)) return;
  yield value;
  yield* stepsIn([value["touches"], value["do"], value["else"]]);
}
