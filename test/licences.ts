/** `npm run licences`: under which licences we use other people's work, from the lock file into docs/licences.md. */
import { readFileSync, writeFileSync } from "node:fs";

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}

const FILE = new URL("../docs/licences.md", import.meta.url);
const LOCK = new URL("../package-lock.json", import.meta.url);

export interface Used {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Whether a deployed function may hold it. */
  readonly shipped: boolean;
}

/** Every package of the lock file, once per version. */
export function used(lock = readFileSync(LOCK, "utf8")): readonly Used[] {
  const packages: Readonly<Record<string, Locked>> = JSON.parse(lock).packages;
  const all = Object.entries(packages)
    .filter(([path]) => path !== "")
    .map(([path, { version = "", license = "none stated", dev, devOptional, optional }]) => ({
      name: path.split("node_modules/").at(-1) ?? path,
      version,
      licence: license,
      // A binary for a platform is a tool of the laptop.
      shipped: !dev && !devOptional && !optional,
    }));
  return [
    ...new Map(all.map((each) => [`${each.name} ${each.version} ${each.shipped}`, each])).values(),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Those of which a copy may go into an account of our users': they ask for no more than to be named. */
export const PERMISSIVE = new Set([
  "MIT",
  "Apache-2.0",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "MIT-0",
]);

export function page(packages: readonly Used[]): string {
  const shipped = packages.filter((each) => each.shipped);
  const tools = Map.groupBy(
    packages.filter((each) => !each.shipped),
    ({ licence }) => licence,
  );
  const counted = [...tools].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  return `# Licences

Made by \`npm run licences\` from package-lock.json; a test holds this page against it.

## In the functions

Bundles take from these ${shipped.length} packages what they need. Their licences ask for nothing but to be named.

| package | version | licence |
|---|---|---|
${shipped.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`).join("\n")}

## Tools

They build, test and run Ripen on a laptop, and are part of nothing that is deployed.

| licence | packages |
|---|---|
${counted.map(([licence, those]) => `| ${licence} | ${those.length}${those.length > 8 ? "" : `: ${[...new Set(those.map(({ name }) => name))].join(", ")}`} |`).join("\n")}
`;
}

if (import.meta.main) writeFileSync(FILE, page(used()));
