/** Once a day: how many leads are in each stage, for the dashboard. A stage that nobody is in is told too, as 0. */
import middy from "@middy/core";
import { Lifecycle } from "../workflows/rules/lead.ts";
import { onLambda } from "./world/lambda.ts";
import { stages } from "./world/ports.ts";
import type { World } from "./world/world.ts";

/** How many there are in each. They are counted one stage after the other: who moves on meanwhile may count twice, or not at all. */
export type Counted = Readonly<Partial<Record<Lifecycle, number>>>;

export const countStages = (world: World) =>
  middy<unknown, Counted>().handler(async () => {
    const counted: Partial<Record<Lifecycle, number>> = {};
    for (const stage of Lifecycle.options) {
      const leads = await world.stages.leadsIn(stage);
      world.report.measure("LeadsInStage", leads, { stage });
      counted[stage] = leads;
    }
    return counted;
  });

export const handler = onLambda(countStages, { stages });
