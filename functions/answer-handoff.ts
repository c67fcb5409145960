/**
 * Sales answers a hand-off, and then tells what came of it, behind the same link. GET shows, POST acts; whoever comes second
 * is told who was first. A form gets a page, a program JSON.
 */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { personNamed } from "../workflows/rules/desk-people.ts";
import { heldHandoff } from "../workflows/rules/holder.ts";
import { type Handoff, isKnown, type Known, type Life } from "../workflows/rules/life.ts";
import { closedBy } from "../workflows/rules/sales-answer.ts";
import { colleaguesInNurture, keepColleagues, pauseColleagues } from "./colleagues.ts";
import { playbook } from "./commit.ts";
import { readSaid, type Unclear } from "./handoff-answer.ts";
import { handoffJson } from "./handoff-json.ts";
import { answeringProblems, Problem } from "./http/problem.ts";
import { isProgram, type Request, readRequest } from "./http/request.ts";
import { colleaguesTold } from "./pages/colleagues-form.ts";
import { answeredPage, followUpPage, toldPage } from "./pages/follow-up-pages.ts";
import { askPage, closedPage, goneHandoff } from "./pages/handoff-pages.ts";
import { deadLink } from "./pages/page.ts";
import { type Said, takeFromSales } from "./take-from-sales.ts";
import { onLambda } from "./world/lambda.ts";
import type { LinkClaims } from "./world/links.ts";
import { campaigns, desk, leads, links, rota, settings } from "./world/ports.ts";
import type { World } from "./world/world.ts";

type Answer = APIGatewayProxyStructuredResultV2;

export const answerHandoff = (world: World) =>
  middy<APIGatewayProxyEventV2, Answer>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      const request = readRequest(event, ["GET", "POST"]);
      const claims = await world.links.open("handoff", request.token, request.at);
      if (claims?.n === undefined) return shut(request, 403);
      const life = await world.leads.read(claims.leadId);
      const handoff = meant(life, claims);
      if (!isKnown(life) || handoff === undefined) return shut(request, 410);
      if (request.method === "GET") return show(world, request, life, handoff);
      if ("colleagues" in request.fields) return tellOfColleagues(world, request, life, handoff);
      return act(world, request, claims, life, handoff);
    });

function shut(request: Request, status: 403 | 410): Promise<Answer> {
  if (!isProgram(request)) return status === 403 ? deadLink() : goneHandoff();
  throw status === 403
    ? new Problem(403, "This link does not open anything", "Take the link of the newest notification.")
    : new Problem(410, "This lead is no longer here", "It was erased. There is nothing to do.");
}

const isOpen = ({ status }: Handoff) => status === "released" || status === "snoozed";

function refuse(request: Request, words: string): Promise<Answer> {
  if (!isProgram(request)) return closedPage(409, words);
  throw new Problem(409, "Your answer was not taken", words);
}

/** A link of a lead that was erased does not answer for the one that came back. */
function meant(life: Life, { n, releasedAt }: LinkClaims): Handoff | undefined {
  return life.handoffs.find((each) => each.n === n && (releasedAt ?? each.releasedAt) === each.releasedAt);
}

async function show(
  world: World,
  { query, fields, at }: Request,
  life: Known,
  handoff: Handoff,
  problem?: string,
): Promise<Answer> {
  const rules = playbook(world);
  const by = personNamed(query["by"] ?? "", rules.desk)?.key;
  const shown = { life, handoff, playbook: rules, by, problem, now: at };
  if (isOpen(handoff))
    return askPage({ ...shown, wanted: String(fields["answer"] ?? query["answer"] ?? "accept") });
  if (heldHandoff(life)?.n !== handoff.n) return closedPage(200, closedBy(handoff, rules));
  const typed = { note: String(fields["note"] ?? ""), isOpen: problem !== undefined };
  return followUpPage({ ...shown, typed, colleagues: await colleaguesInNurture(world, life, at) });
}

async function act(
  world: World,
  request: Request,
  claims: LinkClaims,
  life: Known,
  handoff: Handoff,
): Promise<Answer> {
  const rules = playbook(world);
  const fields = { ...request.query, ...request.fields };
  const said = readSaid(fields, { to: handoff.to, playbook: rules, at: request.at });
  if ("problem" in said) return unclear(world, request, life, handoff, said);
  const seen = fields["seen"] === undefined ? undefined : String(fields["seen"]);
  const find = (read: Life) => meant(read, claims);
  const taken = await takeFromSales(world, claims.leadId, find, said, seen, request.at);
  if ("refused" in taken) return refuse(request, taken.refused);
  if (isProgram(request)) return handoffJson(taken.life, taken.handoff);
  return thanks(world, taken.life, taken.handoff, said, request.at);
}

async function thanks(world: World, life: Known, handoff: Handoff, said: Said, now: number): Promise<Answer> {
  const shown = { life, handoff, playbook: playbook(world), now };
  if ("result" in said) return toldPage(shown, said.result);
  return answeredPage(shown, said.answer === "accept" ? await colleaguesInNurture(world, life, now) : []);
}

async function unclear(
  world: World,
  request: Request,
  life: Known,
  handoff: Handoff,
  { field, problem }: Unclear,
): Promise<Answer> {
  if (isProgram(request))
    throw new Problem(400, "The answer is not complete", problem, {}, [{ field, problem }]);
  const shown = await show(world, request, life, handoff, problem);
  // What has been answered meanwhile can't be mended: the page says who did.
  return { ...shown, statusCode: 400 };
}

async function tellOfColleagues(
  world: World,
  request: Request,
  life: Known,
  handoff: Handoff,
): Promise<Answer> {
  const wish = String(request.fields["colleagues"]);
  const problem = "Say pause or keep.";
  if (wish !== "pause" && wish !== "keep")
    return unclear(world, request, life, handoff, { field: "colleagues", problem });
  if (isOpen(handoff)) return refuse(request, "Nobody has accepted this lead yet: accept it first.");
  if (handoff.status !== "accepted") return refuse(request, closedBy(handoff, playbook(world)));
  const told =
    wish === "pause"
      ? { paused: await pauseColleagues(world, life, handoff, request.at) }
      : { resumed: await keepColleagues(world, life, handoff, request.at) };
  return isProgram(request) ? handoffJson(life, handoff, { paused: 0, ...told }) : colleaguesTold(told);
}

export const handler = onLambda(answerHandoff, { leads, rota, links, settings, campaigns, desk });
