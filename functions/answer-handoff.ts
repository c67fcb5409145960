/** Sales answers a hand-off. GET shows the lead and three buttons, POST acts; whoever comes second is told who was first. */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Desk } from "../workflows/rules/desk.ts";
import { type Handoff, isKnown } from "../workflows/rules/life.ts";
import { closedBy, takeAnswer } from "../workflows/rules/sales-answer.ts";
import { commit, playbook } from "./commit.ts";
import { readAnswer } from "./handoff-answer.ts";
import { answeringProblems, Problem } from "./http/problem.ts";
import { type Request, readRequest } from "./http/request.ts";
import { answeredPage, askPage, closedPage, goneHandoff } from "./pages/handoff-pages.ts";
import { deadLink } from "./pages/page.ts";
import { onLambda } from "./world/lambda.ts";
import type { LinkClaims, World } from "./world/world.ts";

export const answerHandoff = (world: World) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      const request = readRequest(event, ["GET", "POST"]);
      const claims = await world.links.open("handoff", request.token, request.at);
      if (claims?.n === undefined) return deadLink();
      return request.method === "GET" ? show(world, request, claims) : act(world, request, claims, claims.n);
    });

async function show(
  world: World,
  request: Request,
  claims: LinkClaims,
  problem?: string,
): Promise<APIGatewayProxyStructuredResultV2> {
  const life = await world.leads.read(claims.leadId);
  const handoff = life.handoffs.find((each) => isMeant(claims, each));
  if (!isKnown(life) || handoff === undefined) return goneHandoff();
  if (handoff.status !== "released" && handoff.status !== "snoozed")
    return closedPage(200, closedBy(handoff, playbook(world)));
  return askPage(life, handoff, playbook(world), request.query["answer"] ?? "accept", problem);
}

async function act(
  world: World,
  request: Request,
  claims: LinkClaims,
  n: number,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { to } = (await world.leads.read(claims.leadId)).handoffs.find((each) => isMeant(claims, each)) ?? {};
  const rules = playbook(world);
  const answer = readAnswer({ ...request.query, ...request.fields }, to, rules.desk);
  if ("problem" in answer) {
    if (request.isForm) {
      const asked = { ...request, query: { answer: String(request.fields["answer"] ?? "") } };
      return { ...(await show(world, asked, claims, answer.problem)), statusCode: 400 };
    }
    throw new Problem(400, "The answer is not complete", answer.problem, {}, [
      { field: answer.field, problem: answer.problem },
    ]);
  }
  let refused: string | undefined;
  const written = await commit(world, claims.leadId, request.at, (life) => {
    const isHere = life.handoffs.some((each) => isMeant(claims, each));
    const answered = takeAnswer(life, isHere ? n : NONE, answer, request.at, rules);
    refused = "refused" in answered ? answered.refused : undefined;
    return "change" in answered ? answered.change : undefined;
  });
  if (written === "full") refused = fullHands(answer.by, rules.desk);
  return refused === undefined ? answeredPage(answer, rules.desk) : closedPage(409, refused);
}

function fullHands(by: string, { people }: Desk): string {
  const { name = by, atMost = 0 } = people[by] ?? {};
  return `${name} has ${atMost} leads to work on already, which is the most. Finish with one of them first, or let somebody else take this one.`;
}

/** No hand-off has this number. */
const NONE = 0;

/** A link of a lead that was erased does not answer for the one that came back. */
function isMeant({ n, releasedAt }: LinkClaims, handoff: Handoff): boolean {
  return handoff.n === n && (releasedAt ?? handoff.releasedAt) === handoff.releasedAt;
}

export const handler = onLambda(answerHandoff);
