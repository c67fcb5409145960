/**
 * What comes along with a function's code and never runs, taken out as esbuild reads it. Each way holds for the files as
 * the installed version has them: one that finds nothing to take out any more fails the bundling, and is to be looked at.
 */
import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";
import { repositoryFile } from "./repository.ts";

interface Prune {
  readonly name: string;
  readonly filter: RegExp;
  /** The file's text without what never runs; undefined where nothing of the kind stands in it. */
  prune(source: string): string | undefined;
}

const PRUNES: readonly Prune[] = [
  {
    name: "unused schemas of the SDK's clients",
    filter: /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/,
    prune: withPlainKeys,
  },
  {
    name: "zod's translation into JSON Schema",
    filter: /[\\/]zod[\\/]v4[\\/]core[\\/](?:to-json-schema|json-schema-processors)\.js$/,
    prune: refusing,
  },
  {
    name: "what else the SDK's clients say of themselves",
    filter: /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/,
    prune: versionOnly,
  },
  {
    name: "the table of holidays",
    filter: /[\\/]workflows[\\/]rules[\\/]holiday-table\.ts$/,
    prune: () =>
      `export { HOLIDAYS } from ${JSON.stringify(repositoryFile("functions/world/holidays-beside.ts"))};`,
  },
];

/** For a bundling of all functions: each prune must have met a file of its own. */
export const pruning: Plugin = {
  name: "pruning",
  setup(build) {
    const unmet = new Set(PRUNES.map(({ name }) => name));
    for (const { name, filter, prune } of PRUNES)
      build.onLoad({ filter }, async ({ path }) => {
        const contents = prune(await readFile(path, "utf8"));
        if (contents === undefined)
          return { errors: [{ text: `infra/pruning.ts finds none of ${name} in ${path}. ${UPDATED}` }] };
        unmet.delete(name);
        return { contents };
      });
    build.onEnd(() => ({
      errors: [...unmet].map((name) => ({
        text: `infra/pruning.ts met no file with ${name}. ${UPDATED}`,
      })),
    }));
  },
};

const UPDATED = "Was the package updated? See how it is written now, and what it weighs without this.";

/**
 * A computed key, `[_e]: "client"`, might run anything, so esbuild keeps every schema that has one, and whatever it names:
 * of SES's 480, all for the sake of one mail. With the constants' own text for keys the unused ones are dropped.
 */
export function withPlainKeys(source: string): string | undefined {
  const constants = new Map(
    [...source.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name = "", text = ""]) => [name, text]),
  );
  const plain = source.replace(/\[(_\w+)\]:/g, (key, name) => {
    const text = constants.get(name);
    return text === undefined ? key : `${text}:`;
  });
  return plain === source ? undefined : plain;
}

/** A client reads its package.json for the version that it names to the service; 2 kB a client are scripts and dependencies. */
export function versionOnly(source: string): string | undefined {
  const { version } = JSON.parse(source);
  return typeof version === "string" ? `export default ${JSON.stringify({ version })};` : undefined;
}

/** The same exports, and each refuses. What zod makes ahead for every schema refuses when it is called. */
export function refusing(source: string): string | undefined {
  const names = [...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name = ""]) => name);
  if (names.length === 0) return undefined;
  const exports = names.map(
    (name) => `export const ${name} = ${name.startsWith("create") ? "() => " : ""}leftOut;`,
  );
  return [LEFT_OUT, ...exports].join("\n");
}

const LEFT_OUT = `const leftOut = () => {
  throw new Error("JSON Schemas are made at one's desk: infra/pruning.ts leaves their making out of the functions' bundles.");
};`;
