/** The laptop as it is, but for its campaigns. */
import type { World } from "../../functions/world/world.ts";
import { type Laptop, startLaptop } from "../../local/laptop.ts";
import { ripenProgram } from "../../local/ripen-program.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { monday } from "./aws/small-laptop.ts";

export async function laptopWith(
  campaigns: () => readonly RunningCampaign[],
  state: string,
): Promise<Laptop> {
  const around = (world: World): World => Object.create(world, { campaigns: { value: campaigns } });
  const program = { ...(await ripenProgram(() => undefined, around)), campaigns };
  return startLaptop({ state, start: monday, runs: false, program });
}
