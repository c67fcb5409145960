/** What was found, for people: a line each, and the sum; and the same for programs. */
import { type Finding, LEVELS, type Level } from "./finding.ts";
import type { Patient } from "./patient.ts";

export function inWords(findings: readonly Finding[], patient: Patient): string {
  return [`${whose(patient)}:`, "", ...findings.map(line), "", sum(findings)].join("\n");
}

export function asJson(findings: readonly Finding[], { called, region, stack, now }: Patient): string {
  const counts = Object.fromEntries(LEVELS.map((level) => [level, countOf(findings, level)]));
  const account = stack.is === "there" ? { account: stack.account } : {};
  return JSON.stringify(
    { of: called, region, ...account, at: new Date(now).toISOString(), findings, sum: counts },
    null,
    2,
  );
}

/** Whether anything would stop a lead. */
export const isIll = (findings: readonly Finding[]) => countOf(findings, "stops") > 0;

function whose({ called, region, stack, laptop }: Patient): string {
  if (laptop !== undefined) return `${capital(called)} at ${laptop}`;
  return `${capital(called)} in ${region}${stack.is === "there" ? ` of account ${stack.account}` : ""}`;
}

function line({ level, what, mend }: Finding): string {
  return `${level.padEnd(7)}  ${what}${mend === undefined ? "" : ` → ${mend}`}`;
}

function sum(findings: readonly Finding[]): string {
  const told: Record<Level, (count: number) => string> = {
    stops: (count) =>
      count === 1 ? "1 thing stops leads" : `${count === 0 ? "Nothing stops" : `${count} things stop`} leads`,
    unknown: (count) => `${count} couldn't be looked at`,
    warns: (count) => (count === 1 ? "1 wants a look" : `${count} want a look`),
    fine: (count) => (count === 1 ? "1 is fine" : `${count} are fine`),
  };
  const counts = LEVELS.map((level) => [level, countOf(findings, level)] as const);
  return `${counts
    .filter(([level, count]) => level === "stops" || count > 0)
    .map(([level, count]) => told[level](count))
    .join("; ")}.`;
}

const countOf = (findings: readonly Finding[], level: Level) =>
  findings.filter((finding) => finding.level === level).length;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
