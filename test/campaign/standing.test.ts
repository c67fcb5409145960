import { expect, test } from "vitest";
import { resumeCampaign, standingsInWords } from "../../local/campaign/standing.ts";
import type { Counted } from "../../workflows/rules/reputation.ts";
import { DAY, HOUR } from "../../workflows/rules/time.ts";
import { campaign } from "../stories/campaign.ts";
import { MONDAY, story } from "../stories/line.ts";

const { world } = story({ campaigns: () => [campaign(), campaign({ name: "other" })] }).line;

async function counts(what: Counted["what"], times: number, at = MONDAY): Promise<void> {
  for (let n = 0; n < times; n++) await world.standings.count({ campaign: "small", what, at });
}

test("of a campaign that sent nothing, its standing says just that; of one name, that one", async () => {
  expect(await standingsInWords(world)).toEqual([
    "small sends. No mail was counted.",
    "other sends. No mail was counted.",
  ]);
  expect(await standingsInWords(world, "other")).toEqual(["other sends. No mail was counted."]);
  await expect(standingsInWords(world, "smal")).rejects.toThrow('Did you mean "small"?');
});

test("while it sends, how its newest mails fared; paused, since when and why; resumed, what was counted since", async () => {
  await counts("sent", 1_420);
  await counts("complained", 2);
  await counts("bounced", 9);
  await counts("bounced", 500, MONDAY - DAY);
  const fared = "Of the last 1,420 mails: complaints 0.14 %, hard bounces 0.63 %.";
  expect(await standingsInWords(world, "small")).toEqual([`small sends. ${fared}`]);

  await world.standings.pause("small", MONDAY + HOUR, "complaints 0.14 % of the last 1,420 mails");
  expect(await standingsInWords(world, "small")).toEqual([
    `small is paused since 2026-11-23 10:00 UTC: complaints 0.14 % of the last 1,420 mails. ${fared}`,
  ]);

  await resumeCampaign(world, "small");
  expect(await standingsInWords(world, "small")).toEqual([
    "small sends. No mail was counted since it was resumed.",
  ]);
  await counts("sent", 3);
  expect(await standingsInWords(world, "small")).toEqual([
    "small sends. Of the last 3 mails since it was resumed: complaints 0.00 %, hard bounces 0.00 %.",
  ]);
});
