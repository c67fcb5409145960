/** Whatever is wrong with an activity is said in words of ours: on Lambda zod has none, where a laptop's programs bring English. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod/mini";
import { readActivities } from "../../functions/activity-batch.ts";
import { Problem } from "../../functions/http/problem.ts";

const WORDLESS = "zod says nothing of its own here";
const { localeError } = z.config();

beforeEach(() => void z.config({ localeError: () => WORDLESS }));
afterEach(() => void z.config({ localeError }));

const GOOD = { key: "k", email: "zoe@dairy.example", activity: "replied", subject: "Re: which alarm" };
const FIELDS = ["key", "email", "activity", "at", "about", "subject", "inReplyTo", "headers", "more"];

test.each([
  "a text",
  null,
  {},
  { activities: [] },
  { activities: "all" },
  { activities: Array(101).fill(GOOD) },
])("so with %j for a batch", (batch) => {
  expect(saidOf(batch)).not.toEqual([]);
  expect(saidOf(batch)).not.toContain(WORDLESS);
});

test("and with anything at all for one of its fields, or for all of it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...FIELDS), fc.anything(), fc.boolean(), (field, value, isAll) => {
      expect(saidOf({ activities: [isAll ? value : { ...GOOD, [field]: value }] })).not.toContain(WORDLESS);
    }),
  );
});

function saidOf(batch: unknown): readonly string[] {
  try {
    readActivities(batch, 2_000_000_000_000);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.fields.map(({ problem }) => problem);
  }
}
