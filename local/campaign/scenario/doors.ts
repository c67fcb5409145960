/** The HTTP API of a line in memory: the routes of the stack, and the functions behind them. */
import { answerHandoff } from "../../../functions/answer-handoff.ts";
import { answerQuestion } from "../../../functions/answer-question.ts";
import { captureLead } from "../../../functions/capture-lead.ts";
import { manageMyLeads } from "../../../functions/manage-my-leads.ts";
import { manageSubscription } from "../../../functions/manage-subscription.ts";
import { recordActivity } from "../../../functions/record-activity.ts";
import { reportTask } from "../../../functions/report-task.ts";
import { showDossier } from "../../../functions/show-dossier.ts";
import type { World } from "../../../functions/world/world.ts";
import { httpEvent } from "../../http/http-event.ts";
import { routeTable } from "../../http/route-table.ts";
import { type Invoke, invoking } from "../../memory/invoking.ts";
import { API_URL } from "../../memory/memory-world.ts";

export interface Asked {
  readonly method: "GET" | "POST";
  /** From the path on, or whole. */
  readonly url: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly at: number;
}

export interface DoorAnswer {
  readonly status: number;
  readonly body: string;
}

const FUNCTIONS = {
  "ANY /leads": captureLead,
  "ANY /leads/stamp": captureLead,
  "ANY /activities": recordActivity,
  "ANY /handoffs/{token}": answerHandoff,
  "ANY /dossiers/{token}": showDossier,
  "ANY /desk/{token}": manageMyLeads,
  "ANY /tasks/{token}": reportTask,
  "ANY /questions/{token}": answerQuestion,
  "ANY /unsubscribe/{token}": manageSubscription,
  "ANY /confirm/{token}": manageSubscription,
  "ANY /preferences/{token}": manageSubscription,
} as const;

/** As in the template. */
export const ROUTES: readonly string[] = Object.keys(FUNCTIONS);

const match = routeTable(
  ROUTES.map((routeKey) => ({
    routeKey,
    functionArn: "",
    timeoutMillis: 30_000,
    signed: false,
  })),
);

export type Doors = (asked: Asked) => Promise<DoorAnswer>;

export function doors(world: World): Doors {
  const made = new Map<string, Invoke>();
  return async ({ method, url, json, form = {}, at }) => {
    const { pathname, search, host } = new URL(url, API_URL);
    const door = match(method, pathname);
    if (door === undefined) throw new Error(`There is no ${pathname.split("/")[1]} on our API.`);
    const { routeKey } = door.route;
    const invoke = made.get(routeKey) ?? invoking(FUNCTIONS[routeKey as keyof typeof FUNCTIONS](world));
    made.set(routeKey, invoke);
    const request = {
      method,
      url: `${pathname}${search}`,
      headers: { "content-type": json === undefined ? FORM : "application/json" },
      body: Buffer.from(json === undefined ? new URLSearchParams(form).toString() : JSON.stringify(json)),
      sourceIp: "127.0.0.1",
    };
    const place = { apiId: "memory", stage: "$default", account: "000000000000", domainName: host };
    const answer = await invoke(httpEvent(request, door, { ...place, now: at, requestId: "scenario" }));
    const { statusCode = 200, body = "" } = answer as {
      readonly statusCode?: number;
      readonly body?: string;
    };
    return { status: statusCode, body };
  };
}

const FORM = "application/x-www-form-urlencoded";
