/** The small campaign in a folder that lives on: it is edited, checked, and edited again. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { CampaignProblems } from "../../workflows/compile/campaign-problems.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { type LockedTouch, writeLock } from "../../workflows/compile/names-lock.ts";
import { inFolder, SMALL } from "./small-campaign.ts";

export interface Grown {
  edit(file: string, from: string, to: string): Grown;
  /** Gives a letter's file another name, in the campaign too. */
  move(file: string, to: string): Grown;
  /** Takes a touch out, with its letter. */
  remove(touch: string): Grown;
  /** Puts all files back as they were at first. */
  goBack(): Grown;
  /** As the command does: looks at all of it and, if it is well, writes the names down. */
  check(): Grown;
  /** `path: wrong → right`. */
  refusals(): readonly string[];
  lock(): string;
  locked(): readonly LockedTouch[];
  version(): string | undefined;
}

/** Checked once already. */
export function grown(then: (campaign: Grown) => void): void {
  inFolder(SMALL, (dir) => then(inside(dir).check()));
}

function inside(dir: string): Grown {
  const file = (name: string) => join(dir, "small", name);
  const read = (name: string) => readFileSync(file(name), "utf8");
  const lock = () => read("names.lock.yaml");
  const replaced = (name: string, from: string | RegExp, to: string) => {
    const text = read(name).replace(from, to);
    if (text === read(name)) throw new Error(`"${from}" isn't in ${name}`);
    writeFileSync(file(name), text);
    return campaign;
  };
  const campaign: Grown = {
    edit: replaced,
    move(from, to) {
      renameSync(file(from), file(to));
      return replaced("campaign.yaml", from, to);
    },
    remove(touch) {
      rmSync(file(`${touch}.md`));
      return replaced("campaign.yaml", new RegExp(` {2}- name: ${touch}\n( {4}.*\n)+`), "");
    },
    goBack() {
      for (const [name, text] of Object.entries(SMALL)) writeFileSync(file(name), text);
      return campaign;
    },
    check() {
      compileCampaigns(dir);
      writeLock(join(dir, "small"));
      return campaign;
    },
    refusals: () => problemsIn(dir).map(({ path, wrong, right }) => `${path}: ${wrong} → ${right}`),
    lock,
    locked: () => parse(lock()).touches,
    version: () => compileCampaigns(dir)[0]?.version,
  };
  return campaign;
}

function problemsIn(dir: string): CampaignProblems["problems"] {
  try {
    compileCampaigns(dir);
    return [];
  } catch (error) {
    if (error instanceof CampaignProblems) return error.problems;
    throw error;
  }
}
