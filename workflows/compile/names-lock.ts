/**
 * `names.lock.yaml`: every name that a touch of a campaign has ever had. A lead has had a touch by its name, so one that is
 * renamed without saying so would come again; only the past can tell.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { Campaign } from "../rules/campaign.ts";
import type { Touch } from "../rules/journey.ts";
import { Name } from "../rules/name.ts";
import { allTouches, fileOf } from "../rules/touches.ts";
import type { Problem } from "./campaign-problems.ts";
import { readMail } from "./read-mail.ts";
import { readYaml } from "./read-yaml.ts";
import { schemaProblems } from "./schema-problems.ts";

const LockedTouch = z.strictObject({
  name: Name,
  file: z.string(),
  /** 16 hex digits over the text below the front matter. */
  body: z.string(),
  formerly: z._default(z.array(Name), []),
  /** It was there once. */
  removed: z._default(z.boolean(), false),
});
export type LockedTouch = z.infer<typeof LockedTouch>;

const NamesLock = z.strictObject({ touches: z.array(LockedTouch) });
export type NamesLock = z.infer<typeof NamesLock>;

export const LOCK = "names.lock.yaml";

/** A campaign that has no lock yet has no past. */
export function readLock(folder: string): {
  readonly lock?: NamesLock;
  readonly problems: readonly Problem[];
} {
  const file = join(folder, LOCK);
  if (!existsSync(file)) return { problems: [] };
  const yaml = readYaml(file, readFileSync(file, "utf8"));
  if (yaml.problems.length > 0) return { problems: yaml.problems };
  const parsed = NamesLock.safeParse(yaml.value);
  if (parsed.success) return { lock: parsed.data, problems: [] };
  return { problems: schemaProblems(file, yaml, NamesLock, parsed.error) };
}

/** A letter's or a brief's own words, however its front matter may change. */
export function bodyHash(text: string): string {
  const { body } = readMail("", text).mail;
  return createHash("sha256").update(body.text.trim()).digest("hex").slice(0, 16);
}

/**
 * Writes the lock of a campaign that was checked and found right: the touches of today, and those that were removed. Writes
 * nothing where nothing has changed. `folder`: the campaign's.
 */
export function writeLock(folder: string): void {
  const text = readFileSync(join(folder, "campaign.yaml"), "utf8");
  const campaign = Campaign.parse(readYaml("campaign.yaml", text).value);
  const files = readdirSync(folder).filter((name) => name.endsWith(".md"));
  const bodies = new Map(files.map((name) => [name, bodyHash(readFileSync(join(folder, name), "utf8"))]));
  const written = inYaml(next(allTouches(campaign), bodies, readLock(folder).lock));
  const file = join(folder, LOCK);
  if (!existsSync(file) || readFileSync(file, "utf8") !== written) writeFileSync(file, written);
}

function next(
  touches: readonly Touch[],
  bodies: ReadonlyMap<string, string>,
  before: NamesLock | undefined,
): NamesLock {
  const named = new Set(touches.flatMap(({ name, formerly }) => [name, ...formerly]));
  const gone = (before?.touches ?? []).filter(({ name }) => !named.has(name));
  return {
    touches: [
      ...touches.map((touch) => {
        const file = fileOf(touch);
        return {
          name: touch.name,
          file,
          body: bodies.get(file) ?? "",
          formerly: touch.formerly,
          removed: false,
        };
      }),
      ...gone.map((touch) => ({ ...touch, removed: true })),
    ],
  };
}

function inYaml({ touches }: NamesLock): string {
  const lines = touches.map(({ name, file, body, formerly, removed }) => {
    const rest = [
      ...(formerly.length === 0 ? [] : [`formerly: [${formerly.join(", ")}]`]),
      ...(removed ? ["removed: true"] : []),
    ];
    return `  - { ${[`name: ${name}`, `file: ${file}`, `body: "${body}"`, ...rest].join(", ")} }`;
  });
  return `${HEAD}touches:\n${lines.join("\n")}\n`;
}

const HEAD = `# Every name that a touch of this campaign has ever had, with its file and a hash of its text, so that a touch that is
# renamed is not sent twice. Written by \`npm run campaign -- check\`: don't edit it, and commit it with the campaign.
`;
