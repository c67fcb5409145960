/** `POST /admin/export`: everything that is held of a person, for whoever of the account may ask. Only reads. */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { LeadId } from "../workflows/rules/lead.ts";
import { answerOf, readPersonOrLead } from "./admin-request.ts";
import { answeringProblems, Problem } from "./http/problem.ts";
import { personFile } from "./person-file.ts";
import { onLambda } from "./world/lambda.ts";
import { campaigns, desk, erasing, identity, leads, rota, sentMails, settings } from "./world/ports.ts";
import type { World } from "./world/world.ts";

/** An address that nobody has ever had here is answered too: that nothing is held is an answer. */
export const exportPerson = (world: World) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      const asked = readPersonOrLead(event);
      const at = event.requestContext.timeEpoch;
      const address = "address" in asked ? asked.address : await addressOf(world, asked.leadId);
      return answerOf(await personFile(world, address, at));
    });

async function addressOf(world: World, leadId: LeadId): Promise<string> {
  const { lead } = await world.leads.read(leadId);
  if (lead !== undefined) return lead.address;
  throw new Problem(404, "Nobody is here", `No lead has the id ${leadId}: it was erased, or never came.`);
}

export const handler = onLambda(exportPerson, {
  leads,
  erasing,
  rota,
  sentMails,
  identity,
  settings,
  campaigns,
  desk,
});
