/** Pausing a campaign and going on, as its operators order it. */
import type { World } from "../../functions/world/world.ts";
import { didYouMean } from "../../workflows/compile/nearest.ts";
import { NoSuchCampaign } from "./folders.ts";

/** Nothing of this campaign is sent from now on, until it is resumed; nobody is moved or lost. Throws NoSuchCampaign. */
export async function pauseCampaign(world: World, name: string, because: string): Promise<void> {
  await world.standings.pause(existing(world, name), world.receivedAt(), because);
}

/** Whoever waited goes on within a day. Throws NoSuchCampaign. */
export async function resumeCampaign(world: World, name: string): Promise<void> {
  await world.standings.resume(existing(world, name));
}

function existing(world: World, name: string): string {
  const names = world.campaigns().map((campaign) => campaign.name);
  if (names.includes(name)) return name;
  throw new NoSuchCampaign(`There is no campaign "${name}". ${didYouMean(name, names)}`);
}
