/** `POST /admin/export`: everything that is held of a person, for whoever of the account may ask. Only reads. */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { answerOf, readPerson } from "./admin-request.ts";
import { answeringProblems } from "./http/problem.ts";
import { personFile } from "./person-file.ts";
import { onLambda } from "./world/lambda.ts";
import { campaigns, desk, erasing, identity, leads, rota, sentMails, settings } from "./world/ports.ts";
import type { World } from "./world/world.ts";

/** An address that nobody has ever had here is answered too: that nothing is held is an answer. */
export const exportPerson = (world: World) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      const { address, at } = readPerson(event);
      return answerOf(await personFile(world, address, at));
    });

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
