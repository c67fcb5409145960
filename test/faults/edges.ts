/** The doors through which people act on a line, without waiting for what comes of it. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { answerHandoff } from "../../functions/answer-handoff.ts";
import { captureLead } from "../../functions/capture-lead.ts";
import { erasePerson } from "../../functions/erase-person.ts";
import { manageSubscription } from "../../functions/manage-subscription.ts";
import { recordActivity } from "../../functions/record-activity.ts";
import { reportTask } from "../../functions/report-task.ts";
import type { World } from "../../functions/world/world.ts";
import { type Invoke, invoking } from "../../local/memory/invoking.ts";

export interface Edges {
  /** Each answers the HTTP status; 500 when the function behind the door died. `at` is the API's time of the request. */
  post(fields: Readonly<Record<string, string>>, at: number): Promise<number>;
  /** Another system tells that somebody sat through a webinar; under the same key, that one again. */
  tellOfWebinar(email: string, key: string, at: number): Promise<number>;
  /** Whatever reads the mailbox tells that somebody wrote back, or that a machine did. */
  tellOfReply(email: string, key: string, by: "person" | "machine", at: number): Promise<number>;
  /** An admin's program orders that somebody be erased. */
  erase(email: string, at: number): Promise<number>;
  follow(url: string, fields: Readonly<Record<string, string>>, at: number): Promise<number>;
}

export function edges(world: World): Edges {
  const capture = invoking(captureLead(world));
  const activity = invoking(recordActivity(world));
  const erasing = invoking(erasePerson(world));
  const subscription = invoking(manageSubscription(world));
  const pages = new Map([
    ["handoffs", invoking(answerHandoff(world))],
    ["tasks", invoking(reportTask(world))],
  ]);
  const tell = (told: object, at: number) => {
    const body = JSON.stringify({ activities: [{ ...told, at: new Date(at).toISOString() }] });
    return status(activity, event("ANY /activities", "", body, "application/json", at));
  };
  return {
    post: (fields, at) =>
      status(capture, event("ANY /leads", "", JSON.stringify(fields), "application/json", at)),
    tellOfWebinar: (email, key, at) => tell({ key, email, activity: "attended" }, at),
    tellOfReply(email, key, by, at) {
      const headers = by === "person" ? {} : { "Auto-Submitted": "auto-replied" };
      return tell({ key, email, activity: "replied", headers }, at);
    },
    erase: (email, at) =>
      status(erasing, event("ANY /admin/erase", "", JSON.stringify({ email }), "application/json", at)),
    follow(url, fields, at) {
      const [, door = "", token = ""] = new URL(url).pathname.split("/");
      const body = new URLSearchParams(fields).toString();
      const request = event(`ANY /${door}/{token}`, token, body, "application/x-www-form-urlencoded", at);
      return status(pages.get(door) ?? subscription, request);
    },
  };
}

async function status(invoke: Invoke, request: Partial<APIGatewayProxyEventV2>): Promise<number> {
  const answer = await invoke(request).catch(() => ({ statusCode: 500 }));
  return (answer as APIGatewayProxyStructuredResultV2).statusCode ?? 500;
}

function event(routeKey: string, token: string, body: string, type: string, at: number) {
  return {
    version: "2.0",
    routeKey,
    rawPath: "/",
    rawQueryString: "",
    headers: { "content-type": type },
    ...(token === "" ? {} : { pathParameters: { token } }),
    requestContext: {
      http: { method: "POST", sourceIp: "127.0.0.1" },
      timeEpoch: at,
    } as APIGatewayProxyEventV2["requestContext"],
    body,
    isBase64Encoded: false,
  };
}
