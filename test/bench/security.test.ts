import { expect, test } from "vitest";
import { securityPart as headers } from "./security/headers.ts";
import { security } from "./security.ts";

/** The whole is `npm run bench -- security`, a tenth of it CI's; so little of it says only that nothing is badly wrong. */
const SHARE = 0.002;

test("of what attackers type, forge and post nothing gets through", async () => {
  const { missed, lines } = await security(SHARE, 1);
  expect(missed).toEqual([]);
  expect(lines.filter((line) => line.endsWith("   ok")).length).toBeGreaterThan(5);
});

test("the same seed gives the same lines", async () => {
  const [once, again] = [await headers({ share: SHARE, seed: 2 }), await headers({ share: SHARE, seed: 2 })];
  expect(again.lines).toEqual(once.lines);
});
