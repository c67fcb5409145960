/** A small campaign folder on disk, for breaking. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CampaignProblems, type Problem } from "../../workflows/compile/campaign-problems.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";

/** As many words as a letter needs to help anybody: 120. */
export const ENOUGH = `Hang a thermometer at the height of the goods in the far corner of each room, and
leave it there for a day. Write down what it shows every two hours, and beside it how often the door was open. Most rooms
are warmest an hour after the morning's first pallets, not at noon. If the far corner is more than two degrees above
the display, look at the air's way first: a pallet that stands too near to the wall, a fan that is iced over, a strip
curtain that hangs aside. Move that one thing, and measure for another day. Change one thing at a time, or you will
never know which of them helped, and write on the wall what you changed and when.`;

export const SMALL: Readonly<Record<string, string>> = {
  "campaign.yaml": `name: small
title: A small campaign
enter: { forms: [guide] }
consent: { doubleOptIn: false, why: You asked for it. }
questions:
  timeline: { ask: When?, answers: { now: Now, later: Later } }
fit:
  most: 55
  rules:
    - when: { employeesAtLeast: 50 }
      points: 50
      because: large enough
engagement:
  points: { click: 15 }
  halfLife: 60 days
  settle: 0 minutes
release: { score: 60, answerWithin: 48 hours, coolOff: 30 days }
touches:
  - name: welcome
    after: 0 minutes
    mail: welcome.md
    helps: knows what comes
  - name: second
    after: 3 days
    mail: second.md
    helps: does one thing
`,
  "welcome.md": `---
subject: Welcome
preheader: And hello
---
Hello {{ lead.firstName | default: "there" }},

[The cold store guide](https://www.orchard-cold-chain.example/guide)

${ENOUGH}
`,
  "second.md": `---\nsubject: Second\npreheader: Once more\n---\nText.\n\n${ENOUGH}\n`,
};

export type Files = Readonly<Record<string, string | undefined>>;

/** Compiles the small campaign with some files in place of its own; `undefined` leaves one out. */
export function compile(files: Files = {}): RunningCampaign {
  const [campaign] = inFolder({ ...SMALL, ...files }, compileCampaigns);
  if (campaign === undefined) throw new Error("nothing was compiled");
  return campaign;
}

/** What is said against it, without the folder's name. */
export function problems(files: Files): readonly Problem[] {
  return inFolder({ ...SMALL, ...files }, (dir) =>
    refusalOf(dir).problems.map((problem) => ({ ...problem, file: problem.file.replace(`${dir}/`, "") })),
  );
}

/** What is said against these files and no others, as its author reads it; nothing where they are right. */
export function saidOf(files: Files): string {
  return inFolder(files, (dir) => {
    const { problems: found, message } = refusalOf(dir);
    return found.length === 0 ? "" : message.replaceAll(`${dir}/`, "");
  });
}

function refusalOf(dir: string): CampaignProblems {
  try {
    compileCampaigns(dir);
    return new CampaignProblems([]);
  } catch (error) {
    if (error instanceof CampaignProblems) return error;
    throw error;
  }
}

/** The small campaign's YAML with one text in place of another. */
export function yaml(from: string, to: string): Files {
  return edited("campaign.yaml", from, to);
}

export function edited(file: string, from: string, to: string): Files {
  const text = SMALL[file] ?? "";
  if (!text.includes(from)) throw new Error(`"${from}" isn't in ${file}`);
  return { [file]: text.replace(from, to) };
}

/** Files of the folder `small`; of another, where their name says so: `other/campaign.yaml`. */
export function inFolder<T>(files: Files, then: (dir: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), "ripen-campaigns-"));
  mkdirSync(join(dir, "small"));
  try {
    for (const [name, text] of Object.entries(files)) {
      if (text === undefined) continue;
      const file = name.includes("/") ? join(dir, name) : join(dir, "small", name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return then(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
