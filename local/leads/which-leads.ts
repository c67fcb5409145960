/** `--where`: which leads a command is about, in terms that all must hold. */
import { didYouMean } from "../../workflows/compile/nearest.ts";
import { Lifecycle } from "../../workflows/rules/lead.ts";
import { isKnown, type Known, type Life } from "../../workflows/rules/life.ts";
import type { Instant } from "../../workflows/rules/time.ts";
import { LeadsRefused } from "./leads-refused.ts";

/** What isn't given, holds of every lead. */
export interface Where {
  /** Its execution began before this instant. */
  readonly begunBefore: Instant;
  /** A run of this campaign goes on. */
  readonly campaign?: string;
  readonly segment?: string;
  readonly lifecycle?: string;
  /** Its last step failed beyond its retries. */
  readonly inTrouble?: true;
}

const TERMS = ["begun-before", "campaign", "segment", "lifecycle", "in-trouble"];
/** A day, from its first second in UTC, or an instant. */
const DAY = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?$/;

/**
 * Reads the terms, such as `begun-before=2026-10-01` and `in-trouble`. A begin must be among them, and not lie ahead of
 * `now`: whoever was restarted began later, so the same command may be repeated. Throws LeadsRefused, in words.
 */
export function readWhere(terms: readonly string[], campaigns: readonly string[], now: Instant): Where {
  const read = terms.map((term) => readTerm(term, campaigns, now));
  const where: Partial<Where> = Object.assign({}, ...read);
  const { begunBefore } = where;
  if (begunBefore === undefined)
    throw new LeadsRefused(
      "--where names no begin: add one, such as begun-before=2026-10-01. Then the same command can be repeated after a break, since whoever was restarted began later.",
    );
  if (Object.keys(where).length < terms.length)
    throw new LeadsRefused(
      `--where says something twice (${terms.join(", ")}): all terms must hold at once.`,
    );
  return { ...where, begunBefore };
}

function readTerm(term: string, campaigns: readonly string[], now: Instant): Partial<Where> {
  const [, name = "", value] = /^([a-z-]+)(?:=(.+))?$/.exec(term) ?? [];
  if (name === "in-trouble" && value === undefined) return { inTrouble: true };
  if (value === undefined || name === "in-trouble") throw unknown(term, name);
  switch (name) {
    case "begun-before":
      return { begunBefore: instantOf(value, now) };
    case "campaign":
      return { campaign: oneOf(value, campaigns, "campaign") };
    case "segment":
      return { segment: value };
    case "lifecycle":
      return { lifecycle: oneOf(value, Lifecycle.options, "lifecycle") };
    default:
      throw unknown(term, name);
  }
}

function instantOf(value: string, now: Instant): Instant {
  const at = DAY.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at))
    throw new LeadsRefused(
      `begun-before is "${value}": it should be a day such as 2026-10-01, which begins in UTC, or an instant such as 2026-10-01T09:30Z.`,
    );
  if (at <= now) return at;
  throw new LeadsRefused(
    `begun-before=${value} lies ahead: whoever is restarted now would be restarted again. Name a time that is over.`,
  );
}

function oneOf(value: string, known: readonly string[], what: string): string {
  if (known.includes(value)) return value;
  throw new LeadsRefused(`There is no ${what} "${value}". ${didYouMean(value, known)}`);
}

function unknown(term: string, name: string): LeadsRefused {
  return new LeadsRefused(
    `--where doesn't know "${term}". ${didYouMean(name, TERMS)} Such as: begun-before=2026-10-01 campaign=long-cycle in-trouble`,
  );
}

/** Whether all of it holds of a lead that a workflow is with; of one at rest or erased nothing does. */
export function holds(where: Where, life: Life): life is Known {
  if (!isKnown(life) || life.lead.endedAt !== undefined) return false;
  const { lead, enrolments } = life;
  const isIn = (name: string) =>
    enrolments.some(({ campaign, endedAt }) => campaign === name && endedAt === undefined);
  return (
    lead.generation < where.begunBefore &&
    (where.campaign === undefined || isIn(where.campaign)) &&
    (where.segment === undefined || lead.segment === where.segment) &&
    (where.lifecycle === undefined || lead.lifecycle === where.lifecycle) &&
    (where.inTrouble === undefined || lead.trouble !== undefined)
  );
}
