/** `npm run test:canary` prints what this one asserts. */
import { beforeAll, expect, test } from "vitest";
import { canary, type Outcome } from "./canary.ts";
import { CALLS_THAT_FAIL } from "./failures.ts";

let outcome: Outcome;

beforeAll(async () => {
  outcome = await canary();
}, 180_000);

test("no word of anybody stands in an input, a history, a log, a metric, or beside a dead letter", () => {
  const leaks = outcome.searched.flatMap(({ place, leaked }) => leaked.map((each) => `${place}: ${each}`));
  expect(leaks).toEqual([]);
});

test("what was planted is found in every place where something could be", () => {
  const missed = outcome.searched.filter(({ planted }) => planted === false).map(({ place }) => place);
  expect(missed).toEqual([]);
  expect(outcome.searched.filter(({ planted }) => planted)).toHaveLength(5);
});

test("the people did live, and what was to fail failed", () => {
  const counted = (status: number) => outcome.answers.get(status) ?? 0;
  expect(CALLS_THAT_FAIL.filter((call) => !outcome.failed.has(call))).toEqual([]);
  // Forms were taken, and refused for every reason; doors were opened, and failed.
  for (const status of [200, 303, 400, 403, 405, 413, 415, 500])
    expect(counted(status), `${status}`).toBeGreaterThan(0);
  for (const { place, bytes } of outcome.searched) expect(bytes, place).toBeGreaterThan(500);
});
