/**
 * A lead answers "Shall we call you?" or "Shall we stay in touch?". GET shows the answer that its link meant and one
 * button, POST acts: mail scanners follow every link.
 */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { type Answered, type Question, questionOf, takeLeadAnswer } from "../workflows/rules/answer.ts";
import type { Life } from "../workflows/rules/life.ts";
import { commit } from "./commit.ts";
import { answeringProblems, Problem } from "./http/problem.ts";
import { type Request, readRequest } from "./http/request.ts";
import { meantTouch } from "./meant-touch.ts";
import { deadLink } from "./pages/page.ts";
import { answeredQuestion, goneQuestion, leftAlready, questionPage } from "./pages/question-pages.ts";
import { onLambda } from "./world/lambda.ts";
import type { LinkClaims } from "./world/links.ts";
import { campaigns, desk, leads, links, settings } from "./world/ports.ts";
import type { World } from "./world/world.ts";

type Page = APIGatewayProxyStructuredResultV2;

export const answerQuestion = (world: World) =>
  middy<APIGatewayProxyEventV2, Page>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      const request = readRequest(event, ["GET", "POST"]);
      const claims = await world.links.open("question", request.token, request.at);
      if (claims === undefined) return deadLink();
      return request.method === "GET" ? show(world, request, claims) : act(world, request, claims);
    });

async function show(world: World, request: Request, claims: LinkClaims, problem?: string): Promise<Page> {
  const question = questionIn(await world.leads.read(claims.leadId), claims);
  return question === undefined ? goneQuestion() : questionPage(question, answerIn(request), problem);
}

async function act(world: World, request: Request, claims: LinkClaims): Promise<Page> {
  const answer = answerIn(request);
  let answered: Answered | undefined;
  await commit(world, claims.leadId, request.at, (life) => {
    const touchId = questionIn(life, claims) === undefined ? "" : (claims.touchId ?? "");
    answered = takeLeadAnswer(life, { touchId, answer, at: request.at });
    return "change" in answered ? answered.change : undefined;
  });
  if (answered === undefined || !("refused" in answered)) return answeredQuestion(answer);
  switch (answered.refused) {
    case "gone":
      return goneQuestion();
    case "left":
      return leftAlready();
    case "unclear":
      return unclear(world, request, claims);
    default:
      return answered.refused satisfies never;
  }
}

const CHOOSE = "Please choose an answer.";

async function unclear(world: World, request: Request, claims: LinkClaims): Promise<Page> {
  if (request.isForm) return { ...(await show(world, request, claims, CHOOSE)), statusCode: 400 };
  throw new Problem(400, "There is no such answer", CHOOSE, {}, [{ field: "answer", problem: CHOOSE }]);
}

/** What the form says outdoes what its address said. */
function answerIn({ query, fields }: Request): string {
  return String(fields["answer"] ?? query["answer"] ?? "");
}

function questionIn(life: Life, claims: LinkClaims): Question | undefined {
  const asking = meantTouch(life, claims);
  return asking && questionOf(asking);
}

export const handler = onLambda(answerQuestion, { leads, links, settings, campaigns, desk });
