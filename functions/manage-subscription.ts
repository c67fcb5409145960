/**
 * Leaving, and confirming. GET shows a page with one button, POST acts: mail scanners fetch every link. A POST without our
 * page is a mail program's one-click unsubscribe (RFC 8058), answered at once and without a redirect.
 */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { confirm, unsubscribe } from "../workflows/rules/subscription.ts";
import { commit } from "./commit.ts";
import { answeringProblems } from "./http/problem.ts";
import { bodyText, readVisit, type Visit } from "./http/request.ts";
import { deadLink } from "./pages/page.ts";
import { askToConfirm, askToLeave, confirmed, left } from "./pages/subscription-pages.ts";
import { onLambda } from "./world/lambda.ts";
import type { LinkClaims, World } from "./world/world.ts";

export const manageSubscription = (world: World) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      const request = readVisit(event, ["GET", "POST"]);
      const purpose = event.routeKey.includes("/confirm/") ? "confirm" : "unsubscribe";
      const claims = await world.links.open(purpose, request.token, request.at);
      if (claims === undefined) return deadLink();
      return purpose === "confirm"
        ? confirming(world, request, claims)
        : leaving(world, request, claims, bodyText(event));
    });

async function leaving(
  world: World,
  request: Visit,
  { leadId, touchId }: LinkClaims,
  body: string,
): Promise<APIGatewayProxyStructuredResultV2> {
  if (request.method === "GET") return askToLeave();
  // RFC 8058: the pair comes as multipart or as a form; either way these words are in it.
  const how = `${body.includes("One-Click") ? "with one click" : "on our page"}${touchId ? `, from ${touchId}` : ""}`;
  await commit(world, leadId, request.at, (life) => unsubscribe(life, request.at, how));
  return left();
}

async function confirming(
  world: World,
  request: Visit,
  { leadId }: LinkClaims,
): Promise<APIGatewayProxyStructuredResultV2> {
  if (request.method === "GET") return askToConfirm();
  await commit(world, leadId, request.at, (life) => confirm(life, request.at));
  return confirmed();
}

export const handler = onLambda(manageSubscription);
