/** A request as the HTTP API hands it to a function (payload 2.0). */
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { API_URL } from "../../local/memory/memory-world.ts";

export const FORM = { "content-type": "application/x-www-form-urlencoded" };
export const JSON_BODY = { "content-type": "application/json" };

export interface Sent {
  readonly method: string;
  readonly token?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly base64?: boolean;
  /** Whose connection it came by; the laptop's own, which no network has, unless a story says otherwise. */
  readonly ip?: string;
  /** When the API received it; now, unless a story says otherwise. */
  readonly at?: number;
}

export function httpEvent(door: string, sent: Sent, at: number): Partial<APIGatewayProxyEventV2> {
  const { method, token, query = "", headers = {}, body, base64 = false, ip = "127.0.0.1" } = sent;
  const path = token === undefined ? `/${door}` : `/${door}/${token}`;
  return {
    version: "2.0",
    routeKey: `ANY /${door}${token === undefined ? "" : "/{token}"}`,
    rawPath: path,
    rawQueryString: query,
    ...(query === "" ? {} : { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) }),
    headers,
    ...(token === undefined ? {} : { pathParameters: { token } }),
    requestContext: {
      http: { method, path, protocol: "HTTP/1.1", sourceIp: ip, userAgent: "story" },
      timeEpoch: at,
      domainName: new URL(API_URL).hostname,
    } as APIGatewayProxyEventV2["requestContext"],
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: base64,
  };
}
