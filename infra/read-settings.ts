/** Reads cdk.json's context, with `-c key=value` over it, before anything is built: every fault is told, each in one line. */
import { nearest } from "../workflows/compile/nearest.ts";
import { discord, type Fault } from "./setting-discords.ts";
import { SettingRefused } from "./setting-refused.ts";
import { type SettingName, Settings, settingNames } from "./settings.ts";

/** `context` in its own order, which is that of the lines; throws SettingRefused. What is CDK's own is left alone. */
export function readSettings(context: Readonly<Record<string, unknown>>): Settings {
  const given = withoutText(context);
  const single = [...unknown(context), ...settingNames.flatMap((name) => malformed(name, given[name]))];
  const wrong = new Set(single.map(({ name }) => name));
  const faults = [...single, ...discord(given).filter(({ name }) => !wrong.has(name))];
  if (faults.length > 0) throw new SettingRefused(inOrder(faults, Object.keys(context)).join("\n"));
  return Settings.parse(given);
}

/** What the file has in its order, then what it lacks. */
function inOrder(faults: readonly Fault[], keys: readonly string[]): readonly string[] {
  const place = ({ name }: Fault) => (keys.includes(name) ? keys.indexOf(name) : keys.length);
  return faults
    .toSorted((a, b) => place(a) - place(b))
    .map(({ name, told }) => `cdk.json: context.${name} ${told}`);
}

function malformed(name: SettingName, value: unknown): readonly Fault[] {
  if (Settings.shape[name].safeParse(value).success) return [];
  const right = String(Settings.shape[name].meta()?.["right"]);
  return [{ name, told: `${wrongWith(value)}; it should be ${right}.` }];
}

function wrongWith(value: unknown): string {
  if (value === undefined) return "is missing";
  if (typeof value === "string" && value.trim() === "") return "is blank";
  return `can't be ${JSON.stringify(value).slice(0, 160)}`;
}

/** A name mistyped would otherwise be a setting left at its default, and nobody the wiser. */
function unknown(context: Readonly<Record<string, unknown>>): readonly Fault[] {
  const known: readonly string[] = settingNames;
  return Object.keys(context)
    .filter((name) => !known.includes(name) && !isOfCdk(name))
    .map((name) => {
      const guess = nearest(name, known);
      const right = guess === undefined ? "docs/settings.md lists all there are" : `did you mean "${guess}"?`;
      return { name, told: `is no setting; ${right}${guess === undefined ? "." : ""}` };
    });
}

/** Flags such as `@aws-cdk/core:…`, what the CLI hands over (`aws:cdk:…`), and what it looked up (`availability-zones:…`). */
const isOfCdk = (name: string) => /[:/]/.test(name) || PLAIN.has(name);
const PLAIN = new Set(["cli-telemetry", "acknowledged-issue-numbers", "cdk-migrate"]);

const WRITTEN_AS_JSON: readonly string[] = [
  "allowedOrigins",
  "thankYouUrls",
  "formLimits",
  "retention",
  "domain",
  "monthlyBudget",
] satisfies SettingName[];

/** `-c allowedOrigins='["https://a.com"]'` arrives as text; `null` in the file is as if it weren't there. */
function withoutText(context: Readonly<Record<string, unknown>>): Partial<Record<SettingName, unknown>> {
  const entries = settingNames.map((name) => [name, context[name] ?? undefined] as const);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, WRITTEN_AS_JSON.includes(name) ? fromJson(value) : value]),
  );
}

function fromJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
