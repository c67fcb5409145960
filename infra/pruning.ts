/**
 * What comes along with a function's code and never runs, taken out as esbuild reads it. Each way holds for the files as
 * the installed version has them: one that finds nothing to take out any more fails the bundling, and is to be looked at.
 */
import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
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
    name: "the SDK's clients' unused schemas, and errors that nobody tells apart",
    filter: /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/,
    prune: (source) => withPlainKeys(withErrorsOf(toldApart(), source)),
  },
  {
    name: "zod's translation into JSON Schema",
    filter: /[\\/]zod[\\/]v4[\\/]core[\\/](?:to-json-schema|json-schema-processors)\.js$/,
    prune: refusing,
  },
  {
    name: "the SDK's SHA-256 for machines without Node's",
    filter: /[\\/]checksum[\\/]sha256[\\/]Sha256Js\.js$/,
    prune: refusing,
  },
  {
    name: "retries that measure their own rate, which nobody asks for",
    filter: /[\\/]retry[\\/]util-retry[\\/](?:AdaptiveRetryStrategy|DefaultRateLimiter)\.js$/,
    prune: refusing,
  },
  {
    name: "the files in which a developer's machine keeps its settings",
    filter: /[\\/]shared-ini-file-loader[\\/]loadSharedConfigFiles\.js$/,
    prune: () =>
      `export { CONFIG_PREFIX_SEPARATOR } from "./constants";
       export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });`,
  },
  {
    name: "the region as a virtual machine would tell it",
    filter: /[\\/]regionConfig[\\/]getInstanceMetadataRegion\.js$/,
    prune: () => "export const getInstanceMetadataRegion = async () => undefined;",
  },
  {
    name: "what else the SDK's clients say of themselves",
    filter: /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/,
    prune: versionOnly,
  },
  {
    name: "the choice of the SDK's defaults: ours are those that it has unasked",
    filter: /[\\/]defaults-mode[\\/]resolveDefaultsModeConfig\.js$/,
    prune: () => 'export const resolveDefaultsModeConfig = () => async () => "legacy";',
  },
  {
    name: "how events on a stream are signed",
    filter: /[\\/]@smithy[\\/]signature-v4[\\/]dist-es[\\/]HeaderFormatter\.js$/,
    prune: () => "export class HeaderFormatter {}",
  },
  {
    name: "traces of calls that share a process, of which our functions take one at a time",
    filter: /[\\/]@aws[\\/]lambda-invoke-store[\\/]dist-es[\\/]invoke-store\.js$/,
    prune: () => "export const InvokeStore = { getInstanceAsync: async () => undefined };",
  },
  {
    name: "the SDK's word of Nodes that are too old for it",
    filter: /[\\/]core[\\/]dist-es[\\/].*[\\/]emitWarningIfUnsupportedVersion\.js$/,
    prune: () => "export const state = {}; export const emitWarningIfUnsupportedVersion = () => {};",
  },
  {
    name: "what only S3's buckets need",
    filter: /[\\/]middleware-endpoint[\\/]service-customizations[\\/]s3\.js$/,
    prune: refusing,
  },
  {
    name: "Temporal as a later Node has it itself",
    filter: /[\\/]temporal-polyfill[\\/]fns[\\/](?:Instant|Plain\w+|ZonedDateTime)\.js$/,
    prune: withoutNativeTemporal,
  },
  {
    name: "Intl's clocks of the zones",
    filter: /[\\/]temporal-polyfill[\\/]chunks[\\/]internal\.js$/,
    prune: withZonesBeside,
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

/**
 * Of a client's errors, each a class and a schema, only those in `names` are made of what the service answers. Any other
 * is the client's common one, under its own name and with the service's words.
 */
export function withErrorsOf(names: ReadonlySet<string>, source: string): string {
  return source.replace(/^\w+_registry\.registerError\((\w+)\$, \1\);$/gm, (line, name) =>
    names.has(name) || name.endsWith("ServiceException") ? line : "",
  );
}

/** By the names that stand in the functions' sources. */
function toldApart(): ReadonlySet<string> {
  const folder = repositoryFile("functions");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  return new Set(
    files.flatMap((file) => readFileSync(join(folder, file), "utf8").match(/\w+Exception\b/g) ?? []),
  );
}

/** Every function of the polyfill chooses between its own and Node's: here, and on Lambda, it is always its own. */
export function withoutNativeTemporal(source: string): string | undefined {
  const own = source.replace(/\bNativeTemporal \? [\w$]+ : ([\w$]+)/g, "$1");
  return own === source ? undefined : own;
}

/** The one place at which the polyfill asks Intl for a zone's clocks asks what lies beside the code. */
export function withZonesBeside(source: string): string | undefined {
  const asking = source.replace('new RawDateTimeFormat("en-u-hc-h23", {', 'zoneFormat("en-u-hc-h23", {');
  const beside = JSON.stringify(repositoryFile("functions/world/zones-beside.ts"));
  return asking === source ? undefined : `import { zoneFormat } from ${beside};\n${asking}`;
}

/** A client reads its package.json for the version that it names to the service; 2 kB a client are scripts and dependencies. */
export function versionOnly(source: string): string | undefined {
  const { version } = JSON.parse(source);
  return typeof version === "string" ? `export default ${JSON.stringify({ version })};` : undefined;
}

/** The same exports, and each refuses. What zod makes ahead for every schema refuses when it is called; a class when it is made. */
export function refusing(source: string): string | undefined {
  const names = [...source.matchAll(/^export (?:class|const|function) (\w+)/gm)].map(([, name = ""]) => name);
  if (names.length === 0) return undefined;
  const exports = names.map(
    (name) => `export const ${name} = ${name.startsWith("create") ? "() => " : ""}leftOut;`,
  );
  return [LEFT_OUT, ...exports].join("\n");
}

const LEFT_OUT = `const leftOut = function () {
  throw new Error("No function ever needed this: infra/pruning.ts leaves it out of the bundles, and says there what it is.");
};`;
