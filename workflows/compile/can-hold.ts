/** Whether conditions can hold of one lead at one moment, as far as that is certain from what they say. */
import type { Condition } from "../rules/condition.ts";
import { type Bounds, contradiction, type Literal } from "./literals.ts";

/**
 * Why the conditions can never hold all at once, in words; `undefined` where they may, or where it isn't certain. No words
 * where there are many reasons, one for each alternative.
 */
export function whyNever(
  conditions: readonly Condition[],
  bounds: Bounds,
): { readonly because?: string } | undefined {
  const cases = product(conditions.map((condition) => casesOf(condition, true)));
  const reasons = cases.map((literals) => contradiction(literals, bounds));
  if (reasons.includes(undefined)) return undefined;
  const different = [...new Set(reasons)];
  return different.length > 0 && different.length <= MOST_REASONS
    ? { because: different.join("; and ") }
    : {};
}

/** A reader takes in no more of them. */
const MOST_REASONS = 2;

/** A case is what holds together; one of the cases holds. No case is never, a case without literals always. */
type Case = readonly Literal[];

/** `so`: that the condition holds, or that it doesn't. */
function casesOf(condition: Condition, so: boolean): readonly Case[] {
  const parts = Object.entries(condition).filter(([, stated]) => stated !== undefined);
  return joined(
    parts.map(([part, stated]) => casesOfPart(part as keyof Condition, stated, so)),
    so,
  );
}

function casesOfPart(part: keyof Condition, stated: unknown, so: boolean): readonly Case[] {
  switch (part) {
    case "all":
    case "any": {
      const each = (stated as readonly Condition[]).map((condition) => casesOf(condition, so));
      return joined(each, (part === "all") === so);
    }
    case "not":
      return casesOf(stated as Condition, !so);
    case "has":
      return joined(
        (stated as readonly string[]).map((field) => [[{ part, stated: [field], so }]]),
        so,
      );
    case "answers":
    case "outcome": {
      const each = Object.entries(stated as Readonly<Record<string, readonly string[]>>);
      return joined(
        each.map(([of, any]) => [[{ part, of, stated: any, so }]]),
        so,
      );
    }
    default:
      return [[{ part, stated, so }]];
  }
}

/** All of them hold, or one of them does. */
function joined(each: readonly (readonly Case[])[], all: boolean): readonly Case[] {
  return all ? product(each) : each.flat();
}

/** More cases than this aren't looked into: then nothing is certain, and anything may hold. */
const MOST_CASES = 256;

function product(each: readonly (readonly Case[])[]): readonly Case[] {
  return each.reduce<readonly Case[]>(
    (cases, more) => {
      const both = cases.length * more.length;
      return both > MOST_CASES ? cases : cases.flatMap((one) => more.map((other) => [...one, ...other]));
    },
    [[]],
  );
}
