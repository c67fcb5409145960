/** The event an HTTP API gives to a Lambda function: payload format 2.0, to the letter. */
import type { RouteMatch } from "./route-table.ts";

export interface HttpRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  readonly sourceIp: string;
  /** The access key of whoever signed it, on a route that asks for a signature. */
  readonly signer?: string | undefined;
}

export interface HttpPlace {
  readonly apiId: string;
  readonly stage: string;
  readonly account: string;
  readonly domainName: string;
  /** Virtual time. */
  readonly now: number;
  readonly requestId: string;
}

export function httpEvent(request: HttpRequest, { route, pathParameters }: RouteMatch, place: HttpPlace) {
  const [rawPath = "/", rawQueryString = ""] = splitOnce(request.url, "?");
  const { cookie, ...headers } = joined(request.headers);
  const isText = isTextual(headers["content-type"]);
  const path = decodePath(rawPath);
  return {
    version: "2.0",
    routeKey: route.routeKey,
    rawPath: path,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers: { ...headers, "x-forwarded-for": request.sourceIp, "x-forwarded-proto": "http" },
    ...(rawQueryString === "" ? {} : { queryStringParameters: query(rawQueryString) }),
    requestContext: requestContext(request, headers, route.routeKey, path, place),
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters }),
    ...(request.body.length === 0 ? {} : { body: request.body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: request.body.length > 0 && !isText,
  };
}

function requestContext(
  { method, sourceIp, signer }: HttpRequest,
  headers: Readonly<Record<string, string>>,
  routeKey: string,
  path: string,
  { apiId, stage, account, domainName, now, requestId }: HttpPlace,
) {
  return {
    accountId: account,
    apiId,
    ...(signer === undefined ? {} : { authorizer: { iam: identity(signer, account) } }),
    domainName,
    domainPrefix: apiId,
    http: { method, path, protocol: "HTTP/1.1", sourceIp, userAgent: headers["user-agent"] ?? "" },
    requestId,
    routeKey,
    stage,
    time: commonLogTime(now),
    timeEpoch: now,
  };
}

/** Whatever key it is, on the laptop it is the account's root. */
function identity(accessKey: string, account: string) {
  return {
    accessKey,
    accountId: account,
    callerId: account,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: `arn:aws:iam::${account}:root`,
    userId: account,
  };
}

/** JSON, XML, JavaScript and text/* come as text, everything else in base64: forms too, and bodies without a type. */
function isTextual(contentType: string | undefined): boolean {
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return type.startsWith("text/") || /^application\/(json|javascript|xml|.+\+(json|xml))$/.test(type);
}

/** A header that came several times becomes one, with commas. */
function joined(headers: HttpRequest["headers"]): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return [[name.toLowerCase(), typeof value === "string" ? value : value.join(",")]];
  });
  return Object.fromEntries(entries);
}

/** A name that comes several times has its values joined with commas, as API Gateway does it. */
function query(raw: string): Record<string, string> {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(raw))
    values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries([...values].map(([name, all]) => [name, all.join(",")]));
}

function splitOnce(text: string, separator: string): [string, string?] {
  const place = text.indexOf(separator);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}

function decodePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `21/Nov/2026:09:30:00 +0000` */
function commonLogTime(at: number): string {
  const [date = "", time = ""] = new Date(at).toISOString().split("T");
  const [year, month, day] = date.split("-");
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
