/** `POST /activities`: other systems tell what leads did outside our mails. A batch is taken whole, or refused whole with its reasons. */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { recordActivity as record } from "../workflows/rules/activity.ts";
import type { LeadId } from "../workflows/rules/lead.ts";
import { LARGEST_BATCH, readActivities, type ToldActivity } from "./activity-batch.ts";
import { commit, playbook } from "./commit.ts";
import { answeringProblems } from "./http/problem.ts";
import { readJson } from "./http/request.ts";
import { onLambda } from "./world/lambda.ts";
import { campaigns, desk, identity, leads, settings } from "./world/ports.ts";
import type { World } from "./world/world.ts";

export const recordActivity = (world: World) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      const { value, at } = readJson(event, LARGEST_BATCH);
      const told = readActivities(value, at);
      const leads = new Map<LeadId, ToldActivity[]>();
      for (const each of told) {
        const leadId = await world.identity.leadId(each.address);
        leads.set(leadId, [...(leads.get(leadId) ?? []), each]);
      }
      await Promise.all([...leads].map(([leadId, activities]) => recordAll(world, leadId, activities)));
      return received(told.length);
    });

/** One lead's, the oldest first, one after the other: each is decided on what the one before it left. */
async function recordAll(world: World, leadId: LeadId, activities: readonly ToldActivity[]): Promise<void> {
  const rules = playbook(world);
  for (const activity of activities.toSorted((a, b) => a.at - b.at)) {
    let known = true;
    const stored = await commit(world, leadId, activity.at, (life) => {
      known = life.lead !== undefined;
      return record(life, activity, rules);
    });
    if (!known) world.report.count("ActivityOfUnknownLead");
    if (stored === "written") world.report.count("ActivityRecorded");
  }
}

function received(count: number): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: 202,
    headers: { "cache-control": "no-store", "content-type": "application/json" },
    body: JSON.stringify({ received: count }),
  };
}

export const handler = onLambda(recordActivity, { leads, identity, settings, campaigns, desk });
