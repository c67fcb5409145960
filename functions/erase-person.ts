/** `POST /admin/erase`: a person is forgotten, for whoever of the account may order it. Again deletes what is left, and says so. */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { answerOf, readPerson } from "./admin-request.ts";
import { forgetPerson } from "./forget-person.ts";
import { answeringProblems } from "./http/problem.ts";
import { onLambda } from "./world/lambda.ts";
import { campaigns, desk, erasing, identity, leads, sentMails, settings } from "./world/ports.ts";
import type { World } from "./world/world.ts";

export const erasePerson = (world: World) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      const { address, at } = readPerson(event);
      return answerOf(await forgetPerson(world, address, at));
    });

export const handler = onLambda(erasePerson, {
  leads,
  erasing,
  sentMails,
  identity,
  settings,
  campaigns,
  desk,
});
