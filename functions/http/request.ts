/** An HTTP API event (payload 2.0), read strictly: what it may be, and a clear refusal of what it may not. */
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Problem } from "./problem.ts";

/** A form post has no reason to be longer. */
export const LARGEST_BODY = 16 * 1024;

export interface Request extends Visit {
  /** Whether a person's browser is asking, rather than a program. */
  readonly isForm: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A visit to one of our pages whose body does not matter: leaving is never refused over a content type. */
export interface Visit {
  readonly method: "GET" | "POST";
  /** When the API received it, in milliseconds. */
  readonly at: number;
  readonly token: string;
  readonly query: Readonly<Record<string, string | undefined>>;
}

type Method = Visit["method"];

/** A program posts JSON, or nothing; it gets JSON, where a person's browser gets a page. */
export const isProgram = ({ method, isForm }: Request) => method === "POST" && !isForm;

/** HEAD is a GET whose answer nobody reads. Other methods than `methods` are refused with 405. */
export function readVisit(event: APIGatewayProxyEventV2, methods: readonly Method[]): Visit {
  const asked = event.requestContext.http.method;
  const method = methods.find((each) => each === (asked === "HEAD" ? "GET" : asked));
  if (method === undefined) {
    const detail = `This address takes ${methods.join(" and ")}, not ${asked}.`;
    throw new Problem(405, "Method not allowed", detail, { allow: methods.join(", ") });
  }
  return {
    method,
    at: event.requestContext.timeEpoch,
    token: event.pathParameters?.["token"] ?? "",
    query: event.queryStringParameters ?? {},
  };
}

/** A visit that may bring a form or JSON; any other body is refused with what would be right. */
export function readRequest(event: APIGatewayProxyEventV2, methods: readonly Method[]): Request {
  const visit = readVisit(event, methods);
  return { ...visit, ...(visit.method === "POST" ? readBody(event) : { isForm: false, fields: {} }) };
}

/** A POST of JSON in any shape, at most `largest` bytes of it; any other body is refused with what would be right. */
export function readJson(
  event: APIGatewayProxyEventV2,
  largest: number,
): Visit & { readonly value: unknown } {
  const visit = readVisit(event, ["POST"]);
  const bytes = readBytes(event, largest);
  const type = contentType(event);
  if (type !== "application/json") throw unsupported("application/json", type);
  return { ...visit, value: parsed(bytes.toString("utf8")) };
}

/** A header by its name in small letters; API Gateway writes them all so, other callers may not. */
export function headerOf(event: APIGatewayProxyEventV2, name: string): string | undefined {
  return Object.entries(event.headers).find(([each]) => each.toLowerCase() === name)?.[1];
}

/** The body as text, whatever it says it is. */
export function bodyText(event: APIGatewayProxyEventV2): string {
  return bytesOf(event).toString("utf8");
}

function readBytes(event: APIGatewayProxyEventV2, largest: number): Buffer {
  const bytes = bytesOf(event);
  if (bytes.byteLength <= largest) return bytes;
  const detail = `The body has ${bytes.byteLength} bytes; at most ${largest} are taken.`;
  throw new Problem(413, "Too large", detail);
}

function bytesOf(event: APIGatewayProxyEventV2): Buffer {
  return Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
}

function readBody(event: APIGatewayProxyEventV2): Pick<Request, "isForm" | "fields"> {
  const bytes = readBytes(event, LARGEST_BODY);
  if (bytes.byteLength === 0) return { isForm: false, fields: {} };
  const type = contentType(event);
  const text = bytes.toString("utf8");
  switch (type) {
    case "application/x-www-form-urlencoded":
      return { isForm: true, fields: Object.fromEntries(new URLSearchParams(text)) };
    case "application/json":
      return { isForm: false, fields: json(text) };
    default:
      throw unsupported("application/x-www-form-urlencoded or application/json", type);
  }
}

function unsupported(wanted: string, type: string): Problem {
  return new Problem(415, "Unsupported content type", `Send ${wanted}${type ? `, not ${type}` : ""}.`);
}

/** Only a type that could be one is repeated back. */
function contentType(event: APIGatewayProxyEventV2): string {
  const type = ((headerOf(event, "content-type") ?? "").split(";")[0] ?? "").trim().toLowerCase();
  return /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(type) ? type.slice(0, 80) : "";
}

function json(text: string): Readonly<Record<string, unknown>> {
  const value = parsed(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Problem(
      400,
      "Not an object",
      'The body must be one JSON object, such as {"email": "zoe@dairy.example"}.',
    );
  }
  return Object.fromEntries(Object.entries(value));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, "Malformed JSON", "The body is not JSON: check quotes, commas and brackets.");
  }
}
