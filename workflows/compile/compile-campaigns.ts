/** Campaign folders, checked and compiled: YAML and Markdown in, what the functions run out. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Campaign, type RunningCampaign } from "../rules/campaign.ts";
import { HOUSE } from "../rules/planned-touch.ts";
import { allTouches, Channel, fileOf } from "../rules/touches.ts";
import { CampaignProblems, type Problem, placed } from "./campaign-problems.ts";
import { checkBodies } from "./check-bodies.ts";
import { checkCampaign } from "./check-campaign.ts";
import { checkLock } from "./check-lock.ts";
import { compileLetters, type Letters } from "./compile-letters.ts";
import { readLayout } from "./layout.ts";
import { bodyHash, type NamesLock, readLock } from "./names-lock.ts";
import { readYaml, type YamlFile } from "./read-yaml.ts";
import { schemaProblems } from "./schema-problems.ts";

/**
 * Every folder in `dir`, by name. Throws `CampaignProblems` with all that is wrong in all of them.
 * The same bytes give the same result.
 */
export function compileCampaigns(dir: string): RunningCampaign[] {
  const names = readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const compiled = names.map((name) => compileIfEdited(join(dir, name), name));
  const problems = [
    ...compiled.flatMap((each) => each.problems),
    ...checkBodies(compiled.flatMap((each) => each.letters)),
  ];
  if (problems.length > 0) throw new CampaignProblems(problems);
  return compiled.flatMap(({ campaign }) => campaign ?? []).sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Compiled {
  readonly campaign?: RunningCampaign;
  readonly problems: readonly Problem[];
  /** The touches' mails, as written. */
  readonly letters: readonly { readonly file: string; readonly text: string }[];
}

const YAML = "campaign.yaml";

const last = new Map<string, { readonly version: string; readonly compiled: Compiled }>();

/** What the folder gave the last time, unless a file in it or the layout of its mails is another since. */
function compileIfEdited(folder: string, name: string): Compiled {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((file) => [file.name, readFileSync(join(folder, file.name), "utf8")] as const);
  const version = versionOf(new Map([...texts, ["", readLayout()]]));
  const known = last.get(folder);
  if (known?.version === version) return known.compiled;
  const compiled = compileFolder(folder, name);
  last.set(folder, { version, compiled });
  return compiled;
}

function compileFolder(folder: string, name: string): Compiled {
  const { text, markdown } = readFolder(folder);
  const file = join(folder, YAML);
  if (text === undefined) {
    const right = "Write one, or move the folder.";
    const problem = { file, line: 1, path: "", wrong: "the folder has no campaign.yaml", right };
    return { problems: [problem], letters: [] };
  }
  const yaml = readYaml(file, text);
  const compiled = compileLetters({ folder, campaign: name }, markdown, yaml.value);
  const { lock, problems: inLock } = readLock(folder);
  const { campaign, problems: inYaml } = readCampaign({ file, yaml, name, markdown, lock });
  const idle = campaign === undefined ? [] : unused(folder, compiled, campaign);
  const problems = [...yaml.problems, ...inYaml, ...inLock, ...compiled.problems, ...idle];
  const letters = [...compiled.mails.keys()]
    .filter((mail) => !isHouseFile(mail))
    .map((mail) => ({ file: join(folder, mail), text: markdown.get(mail) ?? "" }));
  if (campaign === undefined || problems.length > 0) return { problems, letters };
  const version = versionOf(new Map([...markdown, [YAML, text]]));
  return { campaign: { ...campaign, version, ...byTouch(campaign, compiled) }, problems, letters };
}

/** The campaign's own files: its YAML, and its Markdown by name. */
function readFolder(folder: string): { text: string | undefined; markdown: ReadonlyMap<string, string> } {
  const names = readdirSync(folder).sort();
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  return {
    text: names.includes(YAML) ? read(YAML) : undefined,
    markdown: new Map(names.filter((name) => name.endsWith(".md")).map((name) => [name, read(name)])),
  };
}

function readCampaign(from: {
  file: string;
  yaml: YamlFile;
  name: string;
  markdown: ReadonlyMap<string, string>;
  lock: NamesLock | undefined;
}): { campaign?: Campaign; problems: readonly Problem[] } {
  const { file, yaml, name, markdown, lock } = from;
  if (yaml.value === undefined) return { problems: [] };
  const parsed = Campaign.safeParse(yaml.value);
  if (!parsed.success) return { problems: schemaProblems(file, yaml, Campaign, parsed.error) };
  const bodies = new Map([...markdown].map(([each, text]) => [each, bodyHash(text)]));
  const found = [
    ...checkCampaign(parsed.data, name, [...markdown.keys()]),
    ...(lock === undefined ? [] : checkLock(parsed.data, bodies, lock)),
  ];
  return { campaign: parsed.data, problems: placed(file, found, yaml.lineOf) };
}

/** `ask.md` and the like may lie there unused. */
function isHouseFile(file: string): boolean {
  return Object.values(HOUSE).some((name) => file === `${name}.md`);
}

function unused(folder: string, { mails, briefs }: Letters, campaign: Campaign): readonly Problem[] {
  const used = new Set(allTouches(campaign).flatMap((touch) => Channel.options.map((each) => touch[each])));
  const idle = [...mails.keys(), ...briefs.keys()].filter((name) => !used.has(name) && !isHouseFile(name));
  return idle.map((name) => ({
    file: join(folder, name),
    line: 1,
    path: "",
    wrong: mails.has(name) ? "no touch sends this mail" : "no touch uses this brief",
    right: "Add a touch that does, or take the file away.",
  }));
}

function byTouch(campaign: Campaign, { mails, briefs }: Letters): Pick<RunningCampaign, "mails" | "briefs"> {
  const named = [
    ...allTouches(campaign).map((touch) => [touch.name, fileOf(touch)] as const),
    ...Object.values(HOUSE).map((name) => [name, `${name}.md`] as const),
  ];
  const pick = <T>(compiled: ReadonlyMap<string, T>) =>
    Object.fromEntries(
      named.flatMap(([name, file]) => {
        const one = compiled.get(file);
        return one === undefined ? [] : [[name, one] as const];
      }),
    );
  return { mails: pick(mails), briefs: pick(briefs) };
}

/** 16 hex digits over the names and bytes of the files. */
function versionOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256");
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${name}\0${text}\0`);
  return hash.digest("hex").slice(0, 16);
}
