/** The day's count of the leads in each stage, as the template's rule calls it, with the rights that its role has. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Report } from "../../functions/world/report.ts";
import type { World } from "../../functions/world/world.ts";
import { type Laptop, startLaptop } from "../../local/laptop.ts";
import { ripenProgram } from "../../local/ripen-program.ts";
import { Lifecycle } from "../../workflows/rules/lead.ts";
import { monday } from "./aws/small-laptop.ts";

const DAY = 24 * 60 * 60_000;
const state = mkdtempSync(join(tmpdir(), "ripen-counting-"));
const troubles: string[] = [];
const counted: (readonly [string | undefined, number])[] = [];
let laptop: Laptop;

/** Hears what is measured of stages. */
function listening(world: World): World {
  const measure: Report["measure"] = (what, value, { stage } = {}) => {
    if (what === "LeadsInStage") counted.push([stage, value]);
  };
  return Object.create(world, { report: { get: () => ({ ...world.report, measure }) } });
}

beforeAll(async () => {
  const program = await ripenProgram(() => undefined, listening);
  laptop = await startLaptop({ state, start: monday, program, tell: (line) => void troubles.push(line) });
});
afterAll(async () => {
  await laptop.stop();
  rmSync(state, { recursive: true, force: true });
  expect(troubles).toEqual([]);
});

async function fillsIn(email: string) {
  const body = new URLSearchParams({ form: "cold-store-guide", email, consent: "yes" });
  await fetch(`${laptop.urls.api}/leads`, { method: "POST", body, redirect: "manual" });
  await laptop.sources.time.settle();
}

test("a move over the day's tick counts nothing, since nobody on the laptop sees it; when time reaches the tick by itself all stages are counted", async () => {
  await fillsIn("una@bakery.example");
  await fillsIn("ben@bakery.example");
  await laptop.sources.time.moveTo(monday + 2 * DAY - 2_000);
  expect(counted).toEqual([]);
  await vi.waitFor(() => expect(counted).toHaveLength(Lifecycle.options.length), 30_000);
  const nobody = Object.fromEntries(Lifecycle.options.map((stage) => [stage, 0]));
  expect(Object.fromEntries(counted)).toEqual({ ...nobody, nurturing: 2 });
});
