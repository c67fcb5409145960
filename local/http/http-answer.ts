/** What an HTTP API makes of what a function returned. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

export const message = (status: number, text: string): HttpAnswer => ({
  status,
  headers: { "content-type": "application/json" },
  cookies: [],
  body: Buffer.from(JSON.stringify({ message: text })),
});

/** API Gateway's own words for a function that threw, or answered what makes no response. */
export const internalServerError = message(500, "Internal Server Error");

interface Returned {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

/** Without a status code whatever was returned is the body, as JSON. */
export function httpAnswer(payload: unknown): HttpAnswer {
  const returned = typeof payload === "object" && payload !== null ? (payload as Returned) : undefined;
  if (returned?.statusCode === undefined) {
    const body = Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload));
    return { status: 200, headers: { "content-type": "application/json" }, cookies: [], body };
  }
  const status = Number(returned.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return internalServerError;
  const headers = Object.entries(returned.headers ?? {}).map(([name, value]) => [
    name.toLowerCase(),
    String(value),
  ]);
  return {
    status,
    headers: { "content-type": "text/plain;charset=UTF-8", ...Object.fromEntries(headers) },
    cookies: returned.cookies ?? [],
    body: Buffer.from(String(returned.body ?? ""), returned.isBase64Encoded ? "base64" : "utf8"),
  };
}
