import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { deskOf } from "../../local/campaigns.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { compile } from "../compile/small-campaign.ts";

const folder = mkdtempSync(join(tmpdir(), "ripen-desk-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "sales.yaml");

let written = 0;
function write(pool: string): void {
  writeFileSync(
    file,
    `manager: ruth
people: { ruth: { name: Ruth, email: ruth@orchard-cold-chain.example, zone: Europe/Dublin } }
pools:
  - { name: small, campaigns: [${pool}], people: [ruth] }
  - { name: rest, people: [ruth] }
`,
  );
  // Two writes within one tick of the file system's clock are two edits all the same.
  utimesSync(file, new Date(), new Date(Date.UTC(2026, 10, 23) + ++written * 1_000));
}

/** It looks at the file four times a second at most. */
const looked = () => sleep(300);

test("an edit of the desk counts at once; one that is wrong, in itself or after an edit of the campaigns, is told, and the desk goes on", async () => {
  const small = compile();
  let campaigns: readonly RunningCampaign[] = [small];
  const said: string[] = [];
  write("small");
  const desk = deskOf(
    file,
    () => campaigns,
    (problem) => said.push(problem),
  );
  const named = () => desk().pools[0]?.campaigns;
  expect(named()).toEqual(["small"]);

  write("smal");
  await looked();
  expect(named()).toEqual(["small"]);
  expect(said.splice(0)).toEqual([expect.stringContaining('there is no campaign "smal"')]);

  campaigns = [{ ...small, name: "smal", version: "2" }];
  await looked();
  expect(named()).toEqual(["smal"]);
  expect(said).toEqual([]);

  campaigns = [{ ...small, version: "3" }];
  await looked();
  expect(named()).toEqual(["smal"]);
  expect(said).toEqual([expect.stringContaining('there is no campaign "smal"')]);
});
