/** Whoever did a task tells how it ended. GET shows the task and one form, POST acts; whoever comes second is told who was first. */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { isKnown, type Life, type Touch } from "../workflows/rules/life.ts";
import { oneLine } from "../workflows/rules/one-line.ts";
import { type Reported, report, toldAlready } from "../workflows/rules/task.ts";
import { hindrance, taskFacts } from "../workflows/rules/task-notice.ts";
import { commit, playbook } from "./commit.ts";
import { filledBrief } from "./filled-brief.ts";
import { answeringProblems, Problem } from "./http/problem.ts";
import { type Request, readRequest } from "./http/request.ts";
import { meantTouch } from "./meant-touch.ts";
import { deadLink } from "./pages/page.ts";
import { closedTask, goneTask, reportedTask, taskPage } from "./pages/task-pages.ts";
import { onLambda } from "./world/lambda.ts";
import type { LinkClaims } from "./world/links.ts";
import { campaigns, desk, leads, links, settings } from "./world/ports.ts";
import type { World } from "./world/world.ts";

type Answer = APIGatewayProxyStructuredResultV2;

export const reportTask = (world: World) =>
  middy<APIGatewayProxyEventV2, Answer>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      const request = readRequest(event, ["GET", "POST"]);
      const claims = await world.links.open("task", request.token, request.at);
      if (claims === undefined) return deadLink();
      return request.method === "GET" ? show(world, request, claims) : act(world, request, claims);
    });

/** `problem` stands at the form, which keeps what was typed. */
async function show(world: World, request: Request, claims: LinkClaims, problem?: string): Promise<Answer> {
  const life = await world.leads.read(claims.leadId);
  const task = taskOf(life, claims);
  if (!isKnown(life) || task === undefined) return goneTask();
  if (task.status === "done") return closedTask(200, toldAlready(task));
  const { text } = await filledBrief(world, life, task);
  return taskPage({
    task,
    text,
    facts: taskFacts(life, task, playbook(world), request.at),
    hindrance: hindrance(life, task),
    isOverdue: task.status === "overdue" || (task.dueAt ?? request.at) < request.at,
    typed: readReport(request.fields),
    problem,
  });
}

async function act(world: World, request: Request, claims: LinkClaims): Promise<Answer> {
  const { at } = request;
  const said = readReport(request.fields);
  let reported: Reported | undefined;
  await commit(world, claims.leadId, at, (life) => {
    const touchId = taskOf(life, claims)?.touchId ?? "";
    reported = report(life, { ...said, by: said.by || "one of us", touchId, at });
    return "change" in reported ? reported.change : undefined;
  });
  if (reported === undefined || !("refused" in reported)) return reportedTask(said, reported?.words ?? "");
  switch (reported.refused) {
    case "gone":
      return goneTask();
    case "told":
      return closedTask(409, reported.words);
    case "unclear":
      return unclear(world, request, claims, reported.words);
    default:
      return reported.refused satisfies never;
  }
}

async function unclear(world: World, request: Request, claims: LinkClaims, problem: string): Promise<Answer> {
  if (request.isForm) return { ...(await show(world, request, claims, problem)), statusCode: 400 };
  throw new Problem(400, "The report is not complete", problem, {}, [{ field: "outcome", problem }]);
}

function taskOf(life: Life, claims: LinkClaims): Touch | undefined {
  const touch = meantTouch(life, claims);
  return (touch?.channel ?? "mail") === "mail" ? undefined : touch;
}

interface ReportFields {
  readonly outcome: string;
  readonly by: string;
  readonly note: string;
}

function readReport(fields: Readonly<Record<string, unknown>>): ReportFields {
  const typed = (name: string, longest: number) => oneLine(String(fields[name] ?? ""), longest);
  return { outcome: typed("outcome", 40), by: typed("by", 80), note: typed("note", 500) };
}

export const handler = onLambda(reportTask, { leads, links, settings, campaigns, desk });
