/** The demo counts what it uses at the laptop's doors, costs.md on the line in memory: of the same life both say the same. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Counts, inDollars, priceOf } from "../../local/costs/prices.ts";
import { DemoCosts } from "../../local/demo/costs.ts";
import { type Laptop, startLaptop } from "../../local/laptop.ts";
import { after } from "../../workflows/rules/clock.ts";
import { ZOE } from "../journeys/zoe.ts";
import { MONDAY } from "../stories/line.ts";
import { countLife } from "./count-life.ts";

/** A year of silence, and the month in which it could still have stayed. */
const LIFE = "14 months";
const state = mkdtempSync(join(tmpdir(), "ripen-costs-"));
const costs = new DemoCosts();
let laptop: Laptop;
let counted: Counts;

beforeAll(async () => {
  const program = await costs.program(() => {});
  laptop = await startLaptop({ state, start: MONDAY, runs: false, program, stepped: costs.stepped });
  const headers = { "content-type": "application/json" };
  await fetch(`${laptop.urls.api}/leads`, { method: "POST", headers, body: JSON.stringify(ZOE) });
  await laptop.sources.time.settle();
  await laptop.sources.time.moveTo(after(MONDAY, LIFE, "Europe/Dublin"));
  counted = costs.counts(laptop);
});
afterAll(async () => {
  await laptop.stop();
  rmSync(state, { recursive: true, force: true });
});

test("a silent lead's life takes the same in the demo as in costs.md", async () => {
  const {
    invocations,
    reads,
    writes,
    stored: _,
    ...same
  } = await countLife(ZOE.email, async (told) => {
    await told.posts(ZOE);
    await told.passes(LIFE);
  });
  expect(counted).toMatchObject(same);
  expect(same.mails).toBeGreaterThan(4);
  // Changes and events that come together share an invocation.
  expect(counted.invocations).toBeGreaterThan(invocations / 2);
  expect(counted.invocations).toBeLessThanOrEqual(invocations);
  // On the laptop SES tells of a mail, and of its delivery, so soon that the function's own note of it is often refused,
  // and one of the events too: each a transaction of the row's three units and the touch's one, billed twice, and another
  // look.
  const apart = [counted.writes - writes, counted.reads - reads];
  expect(Math.min(...apart)).toBeGreaterThanOrEqual(0);
  expect(apart[0]).toBeLessThanOrEqual(2 * 8 * same.mails);
  expect(apart[1]).toBeLessThanOrEqual(2 * 3 * same.mails);
});

test("a person looking at pages costs the lead nothing", async () => {
  for (const page of ["leads", "mailbox", "clock", "state-hash"])
    await fetch(`${laptop.urls.console}/${page}`, { headers: { accept: "application/json" } });
  expect(costs.counts(laptop)).toEqual(counted);
});

test("one quiet lead costs less than a cent, and the demo says so rather than $0.00", () => {
  expect(inDollars(priceOf(counted))).toBe("under $0.01");
  expect([0.0149, 0.0151, 2].map(inDollars)).toEqual(["$0.01", "$0.02", "$2.00"]);
});
