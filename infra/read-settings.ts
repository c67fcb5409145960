/** Reads cdk.json's context, with `-c key=value` over it, before anything is built: every fault is told, each in one line. */
import * as z from "zod";
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

/** What the file has in its order, then what it lacks; what two checks say of one value is said once. */
function inOrder(faults: readonly Fault[], keys: readonly string[]): readonly string[] {
  const place = ({ name }: Fault) => (keys.includes(name) ? keys.indexOf(name) : keys.length);
  const lines = faults
    .toSorted((a, b) => place(a) - place(b))
    .map(({ name, key, told }) => `cdk.json: context.${[name, key ?? []].flat().join(".")} ${told}`);
  return [...new Set(lines)];
}

function malformed(name: SettingName, value: unknown): readonly Fault[] {
  const schema = Settings.shape[name];
  const { error } = schema.safeParse(value);
  if (error === undefined) return [];
  const within = isObject(value) ? error.issues.flatMap((issue) => faultsWithin(schema, value, issue)) : [];
  if (within.length > 0) return within.map((fault) => ({ name, ...fault }));
  return [{ name, told: `${wrongWith(value)}; it should be ${rightOf(schema)}.` }];
}

/** Of an object: which of its keys is wrong. */
function faultsWithin(
  schema: z.ZodType,
  value: Readonly<Record<string, unknown>>,
  issue: z.core.$ZodIssue,
): readonly Pick<Fault, "key" | "told">[] {
  const keys = keysOf(schema);
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ key, told: `is no key of it; ${meant(key, Object.keys(keys))}` }));
  const [key] = issue.path;
  if (typeof key !== "string" || issue.code === "invalid_key") return [];
  return [{ key, told: `${wrongWith(value[key])}; it should be ${rightOf(keys[key] ?? schema)}.` }];
}

const rightOf = (schema: z.ZodType) => String(schema.meta()?.["right"]);

/** None of a setting that is no object, or one whose keys are whatever the company calls them. */
function keysOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  if (schema instanceof z.ZodObject) return schema.shape;
  const isLaid =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isLaid ? keysOf(schema.unwrap() as z.ZodType) : {};
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function wrongWith(value: unknown): string {
  if (value === undefined) return "is missing";
  if (typeof value === "string" && value.trim() === "") return "is blank";
  const written = JSON.stringify(value);
  return `can't be ${written.length > MOST_WRITTEN ? `${written.slice(0, MOST_WRITTEN)}…` : written}`;
}

/** Letters of a value: two lines of a terminal. */
const MOST_WRITTEN = 160;

/** A name mistyped would otherwise be a setting left at its default, and nobody the wiser. */
function unknown(context: Readonly<Record<string, unknown>>): readonly Fault[] {
  const known: readonly string[] = settingNames;
  return Object.keys(context)
    .filter((name) => !known.includes(name) && !isOfCdk(name))
    .map((name) => ({ name, told: `is no setting; ${meant(name, known)}` }));
}

function meant(name: string, known: readonly string[]): string {
  const guess = nearest(name, known);
  return guess === undefined ? "docs/settings.md lists all there are." : `did you mean "${guess}"?`;
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

/** `-c allowedOrigins='["https://a.com"]'` arrives as text; `null` is as if it weren't there. */
function withoutText(context: Readonly<Record<string, unknown>>): Partial<Record<SettingName, unknown>> {
  const entries = settingNames.map((name) => [name, context[name] ?? undefined] as const);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, WRITTEN_AS_JSON.includes(name) ? fromJson(value) : value]),
  );
}

function fromJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) ?? undefined;
  } catch {
    return value;
  }
}
