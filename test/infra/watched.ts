/** What alarms and the dashboard look at, read from the template as CloudWatch would. */
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { repositoryFile } from "../../infra/repository.ts";
import { functions, resources, target } from "./deployed.ts";

/** A metric, its dimensions' values by the logical id of the resource, `m` by the id that an expression has for it. */
export interface SeenMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

interface Stat {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

export type AlarmProperties = Readonly<Record<string, unknown>> &
  Stat & { readonly Metrics?: readonly { readonly MetricStat?: { readonly Metric: Stat } }[] };

/** Every alarm by its name in the runbook. */
export const alarms: Readonly<Record<string, AlarmProperties>> = Object.fromEntries(
  Object.entries(resources("AWS::CloudWatch::Alarm")).map(([id, properties]) => [alarmName(id), properties]),
);

/** By its logical id. */
export function alarmName(id: string): string {
  return /^Alarms(\w+)[0-9A-F]{8}$/.exec(id)?.[1] ?? id;
}

/** One, or those of its expression. */
export function metricsOf(alarm: AlarmProperties): readonly SeenMetric[] {
  const stats = alarm.Metrics?.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []) ?? [alarm];
  return stats.map(({ Namespace = "", MetricName = "", Dimensions = [] }) => ({
    namespace: Namespace,
    name: MetricName,
    dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, target(Value)])),
  }));
}

/** `Namespace Name of resource`, the resource without its hash; of the account where it has none. */
export const inWords = ({ namespace, name, dimensions }: SeenMetric) =>
  `${namespace} ${name} of ${Object.values(dimensions).map(withoutHash).join(", ") || "the account"}`;

export const withoutHash = (id: string) => id.replace(/[0-9A-F]{8}$/, "");

/** Of each metric of ours, by name, the services that count it. */
export async function countedBy(): Promise<ReadonlyMap<string, readonly string[]>> {
  const counters = await Promise.all(
    Object.values(functions).map(async ({ entry, environment }) => ({
      service: String(environment["SERVICE_NAME"]),
      counted: await metricsCountedIn(entry),
    })),
  );
  const names = new Set(counters.flatMap(({ counted }) => [...counted]));
  return new Map(
    [...names].map((name) => [
      name,
      counters.filter(({ counted }) => counted.has(name)).map(({ service }) => service),
    ]),
  );
}

/** The names in quotes of every line that counts or measures, in all that a function is bundled from. */
async function metricsCountedIn(entry: string): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    bundle: true,
    write: false,
    metafile: true,
    packages: "external",
    format: "esm",
    entryPoints: [repositoryFile(entry)],
    absWorkingDir: repositoryFile("."),
    logLevel: "error",
  });
  const sources = Object.keys(metafile.inputs).map((file) => readFileSync(repositoryFile(file), "utf8"));
  const counting = sources.flatMap((source) => source.match(/report\.(?:count|measure)\([^;]*;/g) ?? []);
  return new Set(
    counting.flatMap((line) => [...line.matchAll(/"([A-Z]\w+)"/g)].map(([, name = ""]) => name)),
  );
}
