/** Campaign folders, checked and compiled: YAML and Markdown in, what the functions run out. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allTouches, Campaign, type Mail, type RunningCampaign } from "../rules/campaign.ts";
import { fileOf } from "../rules/journey.ts";
import { HOUSE } from "../rules/planned-touch.ts";
import { CampaignProblems, type Problem, pathInWords } from "./campaign-problems.ts";
import { checkCampaign } from "./check-campaign.ts";
import { compileMail } from "./compile-mail.ts";
import { readYaml, type YamlFile } from "./read-yaml.ts";
import { schemaProblems } from "./schema-problems.ts";

/**
 * Every folder in `dir`, by name. Throws `CampaignProblems` with all that is wrong in all of them.
 * The same bytes give the same result.
 */
export function compileCampaigns(dir: string): RunningCampaign[] {
  const folders = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const compiled = folders.map(({ name }) => compileFolder(join(dir, name), name));
  const problems = compiled.flatMap((each) => each.problems);
  if (problems.length > 0) throw new CampaignProblems(problems);
  return compiled.flatMap(({ campaign }) => campaign ?? []).sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Compiled {
  readonly campaign?: RunningCampaign;
  readonly problems: readonly Problem[];
}

const YAML = "campaign.yaml";

function compileFolder(folder: string, name: string): Compiled {
  const files = readFolder(folder);
  const file = join(folder, YAML);
  const text = files.get(YAML);
  if (text === undefined) {
    return {
      problems: [
        {
          file,
          line: 1,
          path: "",
          wrong: "the folder has no campaign.yaml",
          right: "Write one, or move the folder.",
        },
      ],
    };
  }
  const yaml = readYaml(file, text);
  const { mails, problems: inMails } = compileMails(folder, files, yaml.value);
  const { campaign, problems: inYaml } = readCampaign({ file, yaml, name, mails: [...mails.keys()] });
  const problems = [...yaml.problems, ...inYaml, ...inMails, ...unused(folder, mails, campaign)];
  if (campaign === undefined || problems.length > 0) return { problems };
  return {
    campaign: { ...campaign, version: versionOf(files), mails: byTouch(campaign, mails), briefs: {} },
    problems,
  };
}

/** The campaign's own files: its YAML and its Markdown, by name. */
function readFolder(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => name === YAML || name.endsWith(".md"));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

function readCampaign(from: { file: string; yaml: YamlFile; name: string; mails: readonly string[] }): {
  campaign?: Campaign;
  problems: readonly Problem[];
} {
  const { file, yaml, name, mails } = from;
  if (yaml.value === undefined) return { problems: [] };
  const parsed = Campaign.safeParse(yaml.value);
  if (!parsed.success) return { problems: schemaProblems(file, yaml, Campaign, parsed.error) };
  const problems = checkCampaign(parsed.data, name, mails).map(({ path, wrong, right }) => {
    return { file, line: yaml.lineOf(path), path: pathInWords(path), wrong, right };
  });
  return { campaign: parsed.data, problems };
}

/** Every mail of the folder by its file's name, even where the YAML can't be read: all problems come at once. */
function compileMails(folder: string, files: ReadonlyMap<string, string>, yaml: unknown) {
  const { questions, consent } = (yaml ?? {}) as { questions?: unknown; consent?: { why?: unknown } };
  const asked = typeof questions === "object" && questions !== null ? Object.keys(questions) : undefined;
  const why =
    typeof consent?.why === "string" ? consent.why : "You get this because you asked for it on our website.";
  const mails = new Map<string, Mail>();
  const problems: Problem[] = [];
  for (const [name, text] of files) {
    if (name === YAML) continue;
    const kind = name === CONFIRM ? "confirm" : "touch";
    const compiled = compileMail({ file: join(folder, name), text, kind, why, questions: asked });
    mails.set(name, compiled.mail);
    problems.push(...compiled.problems);
  }
  return { mails, problems };
}

const CONFIRM = "confirm.md";

function unused(
  folder: string,
  mails: ReadonlyMap<string, Mail>,
  campaign: Campaign | undefined,
): readonly Problem[] {
  if (campaign === undefined) return [];
  const used = new Set([
    ...Object.keys(HOUSE).map((name) => `${name}.md`),
    ...allTouches(campaign).map(fileOf),
  ]);
  const idle = [...mails.keys()].filter((name) => !used.has(name));
  return idle.map((name) => ({
    file: join(folder, name),
    line: 1,
    path: "",
    wrong: "no touch sends this mail",
    right: "Add a touch that does, or take the file away.",
  }));
}

function byTouch(campaign: Campaign, mails: ReadonlyMap<string, Mail>): Record<string, Mail> {
  const named = [
    ...allTouches(campaign).map((touch) => [touch.name, fileOf(touch)] as const),
    ...Object.keys(HOUSE).map((name) => [name, `${name}.md`] as const),
  ];
  return Object.fromEntries(
    named.flatMap(([name, file]) => {
      const mail = mails.get(file);
      return mail === undefined ? [] : [[name, mail]];
    }),
  );
}

/** 16 hex digits over the names and bytes of the files. */
function versionOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256");
  for (const [name, text] of files) hash.update(`${name}\0${text}\0`);
  return hash.digest("hex").slice(0, 16);
}
