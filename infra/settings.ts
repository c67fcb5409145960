/** The settings of one deployment: the context of cdk.json, with `-c key=value` over it, checked before anything is built. */
import * as z from "zod";
import { RETENTION_RIGHT, Retention } from "./retention.ts";

/** One setting that can't be used, told in one line: where it stands, what is wrong, what would be right. */
export class SettingRefused extends Error {
  override readonly name = "SettingRefused";
}

const address = /^[^\s@<>",;:()]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i;
const localhost = new Set(["localhost", "127.0.0.1"]);

/** `Nora Lindqvist <nora@acme.com>` or `nora@acme.com`, as it goes into a header. */
const isMailbox = (text: string) => address.test(/^[^<>"\r\n]*<([^<>]+)>$/.exec(text)?.[1] ?? text);

function isSafeUrl(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === "https:" || (url?.protocol === "http:" && localhost.has(url.hostname));
}

/** IANA names only: an offset such as +02:00 knows no summer time. */
function isTimeZone(text: string): boolean {
  try {
    return (
      /^[A-Za-z]/.test(text) && new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions() !== null
    );
  } catch {
    return false;
  }
}

const text = z.string().trim();
const origin = text.refine(
  (value) => isSafeUrl(value) && new URL(value).origin === value && !value.includes("*"),
);

export const Settings = z.object({
  stage: text
    .regex(/^[a-z][a-z0-9-]{0,19}$/)
    .meta({ right: 'a short lower-case name that tells deployments apart, like "dev" or "prod"' }),
  sender: text.refine(isMailbox).meta({
    right: 'the mailbox that mail comes from, like "Nora Lindqvist <nora@your-company.com>"',
  }),
  replyTo: text
    .refine(isMailbox)
    .meta({ right: 'the mailbox that a person reads replies in, like "nora@your-company.com"' }),
  postalAddress: text
    .regex(/^[^\r\n]{10,300}$/)
    .meta({ right: "your company's postal address in one line; the law wants it in every marketing mail" }),
  salesEmail: text
    .regex(address)
    .meta({ right: 'the address that is told of ripe leads, like "sales@your-company.com"' }),
  tasksEmail: text.regex(address).optional().meta({
    right:
      'the address of whoever calls and writes to leads, like "calls@your-company.com", or no such setting: then salesEmail',
  }),
  operatorsEmail: text
    .regex(address)
    .optional()
    .meta({ right: "the address that alarms go to, or no such setting: then they go to replyTo" }),
  allowedOrigins: z.array(origin).min(1).meta({
    right: 'a list of the exact origins your forms stand on, like ["https://www.your-company.com"]',
  }),
  thankYouUrls: z.record(text.regex(/^[a-z0-9][a-z0-9-]*$/), text.refine(isSafeUrl)).meta({
    right: 'a URL for each form\'s name, like {"guide": "https://www.your-company.com/thank-you"}',
  }),
  defaultTimeZone: text
    .refine(isTimeZone)
    .meta({ right: 'the IANA time zone of leads whose own isn\'t known, like "Europe/Dublin"' }),
  formStamp: z.enum(["optional", "required"]).default("optional").meta({
    right: '"required" where every form asks for a stamp of when it was shown, or "optional"',
  }),
  formLimits: z
    .strictObject({
      mailboxPerDay: z.int().min(3).max(1_000),
      networkPerHour: z.int().min(10).max(100_000),
    })
    .default({ mailboxPerDay: 20, networkPerHour: 300 })
    .meta({
      right:
        'how many posts are taken of one mailbox a day (3 to 1000) and from one network an hour (10 to 100000), like {"mailboxPerDay": 20, "networkPerHour": 300}',
    }),
  retention: Retention.meta({ right: RETENTION_RIGHT }),
});
export type Settings = z.infer<typeof Settings>;

type Name = keyof Settings;
const names = Object.keys(Settings.shape) as Name[];

/** Reads every setting by its name; throws SettingRefused, naming the first that is missing, blank or malformed. */
export function readSettings(contextValue: (name: Name) => unknown): Settings {
  const given = Object.fromEntries(names.map((name) => [name, fromCommandLine(name, contextValue(name))]));
  const parsed = Settings.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = names.filter((name) => parsed.error.issues.some((issue) => issue.path[0] === name));
  const [first = names[0] as Name, ...others] = wrong;
  const also = others.length === 0 ? "" : ` Also to put right: ${others.join(", ")}.`;
  throw new SettingRefused(
    `cdk.json: context.${first} ${fault(given[first])}; it should be ${right(first)}.${also}`,
  );
}

const WRITTEN_AS_JSON = new Set<Name>(["allowedOrigins", "thankYouUrls", "formLimits", "retention"]);

/** `-c allowedOrigins='["https://a.com"]'` arrives as text. */
function fromCommandLine(name: Name, value: unknown): unknown {
  if (typeof value !== "string" || !WRITTEN_AS_JSON.has(name)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function fault(value: unknown): string {
  if (value === undefined || value === null) return "is missing";
  if (typeof value === "string" && value.trim() === "") return "is blank";
  return `can't be ${JSON.stringify(value).slice(0, 120)}`;
}

const right = (name: Name) => String(Settings.shape[name].meta()?.["right"]);

/** The settings that still hold the sample's values: domains under .example exist for nobody, nor does its company. */
export function exampleSettings(settings: Settings): Name[] {
  return names.filter((name) => /\.example\b|Orchard Cold Chain/.test(JSON.stringify(settings[name] ?? "")));
}

/** The bare address of a mailbox: `Nora <nora@acme.com>` → `nora@acme.com`. */
export const addressOf = (mailbox: string) => /<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox;

/** Whether real leads live there: then nothing may be deleted in passing. */
export const isProduction = (stage: string) => /^(prod|live)/.test(stage);
