/** Pausing a campaign and going on, as its operators order it; and where it stands. */
import { newestDays } from "../../functions/stop-campaign.ts";
import type { World } from "../../functions/world/world.ts";
import { didYouMean } from "../../workflows/compile/nearest.ts";
import {
  grouped,
  type MailDay,
  percentInWords as percent,
  type Reputation,
  reputation,
} from "../../workflows/rules/reputation.ts";
import { NoSuchCampaign } from "./folders.ts";

/** Nothing of this campaign is sent from now on, until it is resumed; nobody is moved or lost. Throws NoSuchCampaign. */
export async function pauseCampaign(world: World, name: string, because: string): Promise<void> {
  await world.standings.pause(existing(world, name), world.receivedAt(), because);
}

/** Whoever waited goes on within a day; how its mails fared until now is not held against it. Throws NoSuchCampaign. */
export async function resumeCampaign(world: World, name: string): Promise<void> {
  await world.standings.resume(existing(world, name), world.receivedAt());
}

/** A line for each campaign, or for this one. Throws NoSuchCampaign. */
export async function standingsInWords(world: World, name?: string): Promise<readonly string[]> {
  const names = name === undefined ? world.campaigns().map((each) => each.name) : [existing(world, name)];
  return Promise.all(names.map(async (each) => `${each} ${await inWords(world, each)}`));
}

async function inWords({ standings }: World, name: string): Promise<string> {
  const { pausedAt, because, countedBefore } = await standings.read(name);
  const days = await newestDays(standings, name, countedBefore);
  const sends = pausedAt === undefined ? "sends" : `is paused since ${minute(pausedAt)}: ${because}`;
  return `${sends}. ${fared(reputation(days, countedBefore), countedBefore)}`;
}

function fared({ mails, complaints, bounces }: Reputation, before: MailDay | undefined): string {
  const since = before === undefined ? "" : " since it was resumed";
  if (mails === 0) return `No mail was counted${since}.`;
  const newest = mails === 1 ? "its last mail" : `the last ${grouped(mails)} mails`;
  return `Of ${newest}${since}: complaints ${percent(complaints)}, hard bounces ${percent(bounces)}.`;
}

function minute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function existing(world: World, name: string): string {
  const names = world.campaigns().map((campaign) => campaign.name);
  if (names.includes(name)) return name;
  throw new NoSuchCampaign(`There is no campaign "${name}". ${didYouMean(name, names)}`);
}
