/** A new campaign: a small one that runs as it is, to be changed letter by letter. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Name } from "../../workflows/rules/name.ts";

const STARTER = fileURLToPath(new URL("./starter", import.meta.url));

/** Why there can't be a new campaign of this name in `dir`, and what would do instead; undefined where there can. */
export function whyNotNew(name: string, dir: string): string | undefined {
  if (!Name.safeParse(name).success)
    return `"${name}" is no name for a campaign. Write lower-case letters, digits and dashes, a letter first, at most 60: ${likeA(name)}.`;
  if (existsSync(join(dir, name)))
    return `There is a campaign "${name}" already, in ${join(dir, name)}. Choose another name, or change that one.`;
  return undefined;
}

/**
 * Makes `<dir>/<name>` and returns its path: `campaign.yaml`, its letters and `scenarios.yaml`, which pass the check. All of
 * it is there at once, or nothing. Ask `whyNotNew` before.
 */
export function newCampaign(name: string, dir: string): string {
  // Beside the campaigns: whatever runs meanwhile must not take it for one of them before it is whole.
  const fresh = mkdtempSync(join(dirname(dir), `.new-${name}-`));
  try {
    for (const file of readdirSync(STARTER)) {
      const text = readFileSync(join(STARTER, file), "utf8");
      writeFileSync(join(fresh, file), text.replaceAll(/\bstarter\b/g, name));
    }
    renameSync(fresh, join(dir, name));
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
  return join(dir, name);
}

/** The nearest name to what was typed. */
function likeA(typed: string): string {
  const words = typed
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-");
  const name = words
    .replace(/^[^a-z]+/, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  return name === "" ? "spring-letters" : name;
}
