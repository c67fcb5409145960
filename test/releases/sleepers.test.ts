/** A deploy over leads that sleep: whoever began under a release's workflow file goes on with today's functions. */
import { describe, expect, test } from "vitest";
import type { Item } from "../../functions/world/lead-items.ts";
import { NoticeJson } from "../../workflows/rules/sales-notice-json.ts";
import { CAST } from "./cast.ts";
import { jsonSchema, payloadProblems, rollbackProblems, storedProblems, storedSchemas } from "./contract.ts";
import { itemsOf, keyOf } from "./freezer.ts";
import { releases, wires } from "./release.ts";
import { livesOf, TODAYS_WORKFLOW } from "./thaw.ts";
import { unknownTo } from "./unknown.ts";
import { verdict } from "./verdict.ts";
import { wireProblems } from "./wire.ts";

const all = releases();
const newest = all.at(-1);

/** With where to read on, for whoever finds this red. */
const helped = (problems: readonly string[]) =>
  problems.length === 0
    ? []
    : [...problems, "what must stay, and how to change it all the same: docs/updates.md"];

test("everybody of the cast sleeps under the newest release", () => {
  expect(Object.keys(newest?.sleepers ?? {}).sort()).toEqual(Object.keys(CAST).sort());
});

describe.each(all)("whoever began under $version", (release) => {
  const names = Object.keys(release.sleepers);

  test.each(names)("%s: fares as with its own release's functions", async (name) => {
    expect(helped(await verdict(release, name))).toEqual([]);
  });

  test("calls functions that take what its workflow file sends", () => {
    expect(helped(payloadProblems(release.contract))).toEqual([]);
  });

  test("lies in items whose fields are all still read as they were meant, and sales' programs read what they did", () => {
    const now = { stored: storedSchemas(), told: jsonSchema(NoticeJson) };
    expect(helped(storedProblems(release.contract, now))).toEqual([]);
  });

  test.each(names)("%s: lies where today's code would lay it, nothing of it left out", async (name) => {
    const items = release.sleepers[name]?.items ?? [];
    const today = new Map(
      (await Promise.all(livesOf(items).map(itemsOf))).flat().map((item) => [keyOf(item), item]),
    );
    for (const item of items) expect(today.get(keyOf(item)), keyOf(item)).toMatchObject(item);
  });
});

test.each(wires())(
  "the links of $version open at their paths, its addresses have the ids that they had, what SES tells of its mails is understood, and what lies beside its leads is read and written as it was",
  async ({ wire }) => {
    expect(helped(await wireProblems(wire))).toEqual([]);
  },
);

describe("when the code is rolled back to the newest release", () => {
  test("its functions answer all that today's workflow file reads, and are sent all that they take", () => {
    expect(newest && helped(rollbackProblems(newest.contract, TODAYS_WORKFLOW))).toEqual([]);
  });

  test.each(Object.keys(CAST))(
    "%s: what a newer release added to its items is in nobody's way",
    async (name) => {
      const frozen = (kept: { readonly items: readonly Item[] }) => kept.items.map(unknownTo);
      const problems =
        newest && (await verdict(newest, name, { frozen: (kept) => ({ ...kept, items: frozen(kept) }) }));
      expect(problems && helped(problems)).toEqual([]);
    },
  );
});
