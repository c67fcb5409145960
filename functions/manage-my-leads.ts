/**
 * A salesperson's own page: the leads they hold, what is due, and a tap for what came of each; for the manager the whole
 * desk. GET shows, POST acts. Its link is renewed while it is used; one that has grown too old sends its person a new one.
 */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { nameOf } from "../workflows/rules/desk-people.ts";
import { LeadId } from "../workflows/rules/lead.ts";
import { type Handoff, isKnown, type Life } from "../workflows/rules/life.ts";
import { understood } from "../workflows/rules/playbook.ts";
import { RESULTS } from "../workflows/rules/results.ts";
import { titleOf } from "../workflows/rules/sales-notice.ts";
import { DAY } from "../workflows/rules/time.ts";
import { isTheirs } from "../workflows/rules/to-do.ts";
import { playbook } from "./commit.ts";
import { listed, toDoOf, wholeDesk } from "./desk-lists.ts";
import { readSaid } from "./handoff-answer.ts";
import { handoffJson } from "./handoff-json.ts";
import { answeringProblems, Problem } from "./http/problem.ts";
import { isProgram, type Request, readRequest } from "./http/request.ts";
import { myLeadsLink, RENEWED_AFTER, sendNewLink } from "./my-leads-link.ts";
import { linkOnItsWay, managerOnly, nobodyHears, nobodyOfTheDesk, oldLink } from "./pages/desk-door-pages.ts";
import { type MyLeads, myLeadsPage } from "./pages/my-leads-page.ts";
import { deadLink } from "./pages/page.ts";
import { wholeDeskPage } from "./pages/whole-desk-page.ts";
import { type Said, type Taken, takeFromSales } from "./take-from-sales.ts";
import { onLambda } from "./world/lambda.ts";
import type { DeskClaims } from "./world/links.ts";
import { campaigns, desk, leads, links, rota, sales, settings } from "./world/ports.ts";
import type { World } from "./world/world.ts";

type Answer = APIGatewayProxyStructuredResultV2;

/** A link that expired longer ago than this opens nothing. */
const FORGOTTEN_AFTER = 365 * DAY;

export const manageMyLeads = (world: World) =>
  middy<APIGatewayProxyEventV2, Answer>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      const request = readRequest(event, ["GET", "POST"]);
      const claims = await world.links.openDesk(request.token);
      if (claims === undefined || request.at >= claims.expiresAt + FORGOTTEN_AFTER) return deadLink();
      const { name } = world.desk().people[claims.person] ?? {};
      if (name === undefined) return nobodyOfTheDesk();
      if (request.at >= claims.expiresAt) return tooOld(world, request, claims, name);
      return request.method === "GET" ? show(world, request, claims) : act(world, request, claims);
    });

async function tooOld(world: World, { method, at }: Request, { person }: DeskClaims, name: string) {
  if (method === "GET") return oldLink(name);
  return (await sendNewLink(world, person, at)) ? linkOnItsWay(name) : nobodyHears();
}

async function show(
  world: World,
  { query, at }: Request,
  { person: key, expiresAt }: DeskClaims,
  said?: MyLeads["said"],
): Promise<Answer> {
  const rules = playbook(world);
  const { name = key, zone = rules.defaultTimeZone } = rules.desk.people[key] ?? {};
  if (query["view"] === "all" && said === undefined) {
    if (rules.desk.manager !== key) return managerOnly();
    return wholeDeskPage(await wholeDesk(world, at), { playbook: rules, zone, now: at });
  }
  const todo = await toDoOf(world, key, at);
  const leads = await listed(world, todo, at);
  return myLeadsPage({
    person: { key, name, zone },
    leads,
    more: todo.length - leads.length,
    playbook: rules,
    said,
    fresh: expiresAt - at > RENEWED_AFTER ? undefined : await myLeadsLink(world, key, at),
  });
}

const WHICH_HANDOFF = "Say which of the lead’s hand-offs it is about, by its number.";

async function act(world: World, request: Request, claims: DeskClaims): Promise<Answer> {
  const { fields, at } = request;
  const rules = playbook(world);
  const leadId = LeadId.safeParse(fields["leadId"]);
  const n = Number(fields["n"]);
  const said = readSaid({ ...fields, by: claims.person }, { to: claims.person, playbook: rules, at });
  if ("problem" in said) return answer(world, request, claims, 400, said.problem, said.field);
  if (!leadId.success) return answer(world, request, claims, 400, "Say which lead it is about.", "leadId");
  if (!Number.isInteger(n)) return answer(world, request, claims, 400, WHICH_HANDOFF, "n");
  const notTheirs = await whoseElse(world, leadId.data, n, claims.person);
  if (notTheirs !== undefined) return answer(world, request, claims, 409, notTheirs);
  const seen = fields["seen"] === undefined ? undefined : String(fields["seen"]);
  const find = (life: Life) => numbered(life, n);
  const taken = await takeFromSales(world, leadId.data, find, said, seen, at);
  if ("refused" in taken) return answer(world, request, claims, 409, taken.refused);
  if (isProgram(request)) return handoffJson(taken.life, taken.handoff);
  return show(world, request, claims, { status: 200, words: notedAs(said, taken, world) });
}

function answer(
  world: World,
  request: Request,
  claims: DeskClaims,
  status: 400 | 409,
  words: string,
  field?: string,
): Promise<Answer> {
  const { leadId = "", note = "" } = request.fields;
  const typed = { leadId: String(leadId), note: String(note) };
  if (!isProgram(request))
    return show(world, request, claims, { status, words, ...(status === 400 ? { typed } : {}) });
  const fields = field === undefined ? [] : [{ field, problem: words }];
  throw new Problem(status, "Your answer was not taken", words, {}, fields);
}

const numbered = (life: Life, n: number): Handoff | undefined => life.handoffs.find((each) => each.n === n);

/** Why it isn't this person's to say, in a sentence; the manager may for everybody. */
async function whoseElse(
  world: World,
  leadId: LeadId,
  n: number,
  person: string,
): Promise<string | undefined> {
  const desk = world.desk();
  const life = await world.leads.read(leadId);
  const handoff = numbered(life, n);
  if (!isKnown(life) || handoff === undefined) return "This lead is no longer here.";
  if (desk.manager === person || handoff.to === person || isTheirs(life, person, desk)) return undefined;
  return `This lead is ${nameOf(handoff.to, desk)}’s to answer, not yours.`;
}

function notedAs(said: Said, taken: Exclude<Taken, { refused: string }>, world: World): string {
  const { lead } = taken.life;
  const title = titleOf(lead, understood(lead, playbook(world)));
  if ("result" in said) return `Noted for ${title}: ${RESULTS[said.result].toLowerCase()}.`;
  return said.answer === "accept" ? `${title} is yours.` : `Noted for ${title}.`;
}

export const handler = onLambda(manageMyLeads, { leads, rota, sales, links, settings, campaigns, desk });
