import { expect, test } from "vitest";
import { security } from "./security.ts";

/** The whole is `npm run bench -- security`; so little of it says only that nothing is badly wrong. */
const SHARE = 0.005;

test("of what attackers type, forge and post nothing gets through, and the same seed gives the same lines", async () => {
  const { missed, lines } = await security(SHARE, 1);
  expect(missed).toEqual([]);
  expect(lines.filter((line) => line.endsWith("   ok")).length).toBeGreaterThan(5);
  expect((await security(SHARE, 1)).lines).toEqual(lines);
});
