/** What one call to the AWS endpoint looks like on the wire, and how its answer goes back. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsRefusal } from "./refusal.ts";

export interface AwsCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One engine behind the endpoint. */
export type AwsService = (call: AwsCall, action: string) => Promise<AwsAnswer>;

export async function readCall(request: IncomingMessage): Promise<AwsCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(",") : String(value),
      ]),
    ),
    body: Buffer.concat(chunks),
    sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
  };
}

export function writeAnswer(
  response: ServerResponse,
  { status, headers = {}, body }: AwsAnswer,
  requestId: string,
) {
  response.writeHead(status, {
    "x-amzn-requestid": requestId,
    ...headers,
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

/** What AWS calls the service in the signature of the request: `…/20261121/us-east-1/sns/aws4_request`. */
export function signedService({ headers }: AwsCall): string | undefined {
  return /Credential=[^/]+\/\d{8}\/[^/]*\/([^/]+)\/aws4_request/.exec(headers["authorization"] ?? "")?.[1];
}

/** The access key id that the request is signed with. */
export const signer = ({ headers }: AwsCall) =>
  /Credential=([^/\s]+)\//.exec(headers["authorization"] ?? "")?.[1];

/** The query protocol: parameters as in a form. */
export const isForm = ({ headers }: AwsCall) =>
  headers["content-type"]?.includes("x-www-form-urlencoded") ?? false;

/** The input of a JSON protocol; throws AwsRefusal for what is none. */
export function jsonInput({ body }: AwsCall): Readonly<Record<string, unknown>> {
  const refused = (why: string) => new AwsRefusal("SerializationException", why);
  let input: unknown;
  try {
    input = JSON.parse(body.toString() || "{}");
  } catch {
    throw refused("The body is no JSON.");
  }
  if (typeof input === "object" && input !== null && !Array.isArray(input))
    return input as Readonly<Record<string, unknown>>;
  throw refused("The body is no JSON object.");
}

export const json = (version: "1.0" | "1.1", content: unknown, status = 200): AwsAnswer => ({
  status,
  headers: { "content-type": `application/x-amz-json-${version}` },
  body: JSON.stringify(content),
});

export const restJson = (
  content: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): AwsAnswer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(content),
});

export const xml = (content: string, status = 200): AwsAnswer => ({
  status,
  headers: { "content-type": "text/xml" },
  body: content,
});

export const escapeXml = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
