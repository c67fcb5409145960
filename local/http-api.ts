/** The HTTP API with the template's routes. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";
import { corsHeaders, preflight } from "./http/cors.ts";
import { type HttpAnswer, httpAnswer, internalServerError, message } from "./http/http-answer.ts";
import { type HttpRequest, httpEvent } from "./http/http-event.ts";
import { type RouteMatch, routeTable } from "./http/route-table.ts";
import { signerOf } from "./http/signature.ts";
import type { LambdaFunction } from "./lambda/lambda-function.ts";
import type { PlannedApi } from "./template/routes.ts";

export interface HttpApiOptions {
  readonly api: PlannedApi;
  readonly account: string;
  readonly url: string;
  readonly now: () => number;
  readonly lambda: (arn: string) => LambdaFunction | undefined;
}

/** API Gateway takes 10 MB at most. */
const mostBytes = 10 * 1024 * 1024;

export function httpApi(
  options: HttpApiOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const routes = routeTable(options.api.routes);
  const { cors } = options.api;
  return (incoming, response) => {
    const origin = incoming.headers.origin;
    const before =
      incoming.method === "OPTIONS" && origin !== undefined ? preflight(cors, origin) : undefined;
    if (before !== undefined) {
      incoming.resume();
      return void response.writeHead(204, before).end();
    }
    void answer(options, routes, incoming)
      .catch(() => internalServerError)
      .then((made) => write(response, made, corsHeaders(cors, origin)));
  };
}

async function answer(
  options: HttpApiOptions,
  routes: ReturnType<typeof routeTable>,
  incoming: IncomingMessage,
): Promise<HttpAnswer> {
  const body = await readBody(incoming);
  if (body === undefined) return message(413, "Request Entity Too Large");
  const { method = "GET", url = "/" } = incoming;
  const match = routes(method, url.replace(/\?.*$/s, ""));
  if (match === undefined) return message(404, "Not Found");
  const signer = match.route.signed ? signerOf(url, incoming.headers.authorization) : undefined;
  if (match.route.signed && signer === undefined) return message(403, "Forbidden");
  const sourceIp = visitor(incoming);
  return invoke(options, match, { method, url, headers: incoming.headers, body, sourceIp, signer });
}

/**
 * Whoever sits at the laptop may come from anywhere: `X-Forwarded-For: 203.0.113.7` says from where, to try the limits. On
 * AWS the header is the caller's own word and means nothing: there the connection says who it is.
 */
function visitor({ headers, socket }: IncomingMessage): string {
  const [said = ""] = String(headers["x-forwarded-for"] ?? "").split(",");
  return isIP(said.trim()) === 0 ? (socket.remoteAddress ?? "127.0.0.1") : said.trim();
}

async function invoke(options: HttpApiOptions, match: RouteMatch, request: HttpRequest): Promise<HttpAnswer> {
  const { api, account, url, now, lambda } = options;
  const place = { ...api, account, domainName: new URL(url).host, now: now(), requestId: randomUUID() };
  const called = lambda(match.route.functionArn)?.invoke(httpEvent(request, match, place));
  if (called === undefined) return internalServerError;
  const invocation = await Promise.race([called, patience(match.route.timeoutMillis)]);
  if (invocation === undefined) return message(503, "Service Unavailable");
  return invocation.ok ? httpAnswer(invocation.payload) : internalServerError;
}

function patience(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => void setTimeout(() => resolve(undefined), milliseconds).unref());
}

/** Undefined when it is too long; the rest is then read and dropped, so that the caller hears the answer. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += (chunk as Buffer).length;
    if (length <= mostBytes) chunks.push(chunk as Buffer);
  }
  return length > mostBytes ? undefined : Buffer.concat(chunks);
}

function write(
  response: ServerResponse,
  { status, headers, cookies, body }: HttpAnswer,
  cors: Record<string, string>,
) {
  const own = {
    ...headers,
    ...cors,
    "content-length": body.length,
    ...(cookies.length === 0 ? {} : { "set-cookie": [...cookies] }),
  };
  response.writeHead(status, own);
  response.end(response.req.method === "HEAD" ? undefined : body);
}
