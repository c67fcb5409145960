/** What was found, for people: a line each, and the sum; and the same for programs. */
import type { Told } from "./examine.ts";
import { capital, LEVELS, type Level } from "./finding.ts";
import type { Patient } from "./patient.ts";

export function inWords(findings: readonly Told[], patient: Patient): string {
  return [`${whose(patient)}:`, "", ...findings.map(line), "", sum(findings)].join("\n");
}

export function asJson(findings: readonly Told[], { called, region, stack, now, endpoint }: Patient): string {
  const counts = Object.fromEntries(LEVELS.map((level) => [level, countOf(findings, level)]));
  const account = stack.is === "there" ? { account: stack.account } : {};
  return JSON.stringify(
    {
      of: called,
      region,
      ...account,
      ...(endpoint === undefined ? {} : { endpoint }),
      at: new Date(now).toISOString(),
      findings,
      sum: counts,
    },
    null,
    2,
  );
}

/** 1: something stops leads. 2: nothing that was looked at does, but something that might couldn't be looked at. */
export function exitCode(findings: readonly Told[]): 0 | 1 | 2 {
  if (countOf(findings, "stops") > 0) return 1;
  return isOpen(findings) ? 2 : 0;
}

const isOpen = (findings: readonly Told[]) =>
  findings.some(({ level, mayStop }) => level === "unknown" && mayStop);

function whose({ called, region, stack, laptop, endpoint }: Patient): string {
  if (laptop !== undefined) return `${capital(called)} at ${laptop}`;
  const account = stack.is === "there" ? ` of account ${stack.account}` : "";
  return `${capital(called)} in ${region}${account}${endpoint === undefined ? "" : `, asked at ${endpoint} (AWS_ENDPOINT_URL)`}`;
}

function line({ level, what, mend }: Told): string {
  return `${level.padEnd(7)}  ${what}${mend === undefined ? "" : ` → ${mend}`}`;
}

function sum(findings: readonly Told[]): string {
  const told: Record<Level, (count: number) => string> = {
    stops: (count) => {
      if (count > 0) return count === 1 ? "1 thing stops leads" : `${count} things stop leads`;
      return isOpen(findings) ? "Nothing that was looked at stops leads" : "Nothing stops leads";
    },
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

const countOf = (findings: readonly Told[], level: Level) =>
  findings.filter((finding) => finding.level === level).length;
