import { expect, test } from "vitest";
import { HUNDREDTH } from "./sales/quarter.ts";
import { sales } from "./sales.ts";

/** The whole is `npm run bench -- sales`; so little of it says only that nothing is badly wrong. */
test("of a day's leads over twelve people none is dropped, shares are fair, nobody has too many", async () => {
  const { missed, lines } = await sales(HUNDREDTH, 1);
  expect(missed).toEqual([]);
  expect(lines.filter((line) => line.endsWith("   ok")).length).toBeGreaterThan(12);
});

test("the same seed gives the same numbers, another seed others", async () => {
  const numbers = async (seed: number) => (await sales(HUNDREDTH, seed)).lines.join("\n");
  const once = await numbers(2);
  expect(await numbers(2)).toBe(once);
  expect(await numbers(1)).not.toBe(once);
});
