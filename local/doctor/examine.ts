/** Asks everything that can be asked of a patient, and puts the answers in order. */

import { type Check, looked, type Sources } from "./check.ts";
import { CHECKS, checksOf } from "./checks.ts";
import { type Finding, fine, LEVELS, unknown } from "./finding.ts";
import type { Patient } from "./patient.ts";

/** A finding, and what was looked at; of what couldn't be, whether it could stop leads. */
export type Told = Finding & Partial<Pick<Check, "of" | "mayStop">>;

/** The worst first; among equals, what stops leads first. Throws Unreachable where AWS doesn't know who asks. */
export async function examine(patient: Patient, sources: Sources): Promise<readonly Told[]> {
  const checks = checksOf(patient.laptop !== undefined);
  const asked = checks.filter(({ needsStack }) => !needsStack || patient.stack.is === "there");
  const found = await Promise.all(
    asked.map(async (check) => {
      const findings = await looked(check, patient, sources);
      return findings.map((finding): Told => ({ of: check.of, ...finding, ...openness(finding, [check]) }));
    }),
  );
  const all = [
    ...found.flat(),
    ...unasked(
      checks.filter((check) => !asked.includes(check)),
      patient,
    ),
  ];
  return LEVELS.flatMap((level) => all.filter((finding) => finding.level === level));
}

const openness = ({ level }: Finding, checks: readonly Check[]): Pick<Told, "mayStop"> =>
  level === "unknown" && checks.some(({ mayStop }) => mayStop) ? { mayStop: true } : {};

/** What nobody looked at is said in one line, by name. */
function unasked(checks: readonly Check[], { laptop }: Patient): readonly Told[] {
  if (laptop !== undefined) {
    const others = CHECKS.filter((check) => !checksOf(true).includes(check));
    return [fine(`The laptop has nothing of these, so they weren't looked at: ${listed(others)}.`)];
  }
  if (checks.length === 0) return [];
  const told = unknown(`Until the stack can be seen, nobody knows of ${listed(checks)}.`);
  return [{ ...told, ...openness(told, checks) }];
}

const listed = (checks: readonly Check[]) => checks.map(({ of }) => of).join(", ");
