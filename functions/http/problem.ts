/** Refusals that callers can act on: RFC 9457 problem details, and nothing of what went wrong inside. */
import type middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { html } from "hono/html";
import { LeadContended } from "../commit.ts";
import { page } from "../pages/page.ts";
import type { World } from "../world/world.ts";

/** A field that was wrong, and what would be right. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

export class Problem extends Error {
  override name = "Problem";
  readonly status: number;
  readonly title: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: readonly FieldProblem[];
  /** What the caller needs for its next try, by the name under which it sends it. */
  readonly more: Readonly<Record<string, string>>;

  constructor(
    status: number,
    title: string,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
    fields: readonly FieldProblem[] = [],
    more: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.status = status;
    this.title = title;
    this.headers = headers;
    this.fields = fields;
    this.more = more;
  }
}

/**
 * Turns whatever a handler throws into an answer: a page for a person's browser, problem details for a program. An error
 * that is not a `Problem` is logged by name and answered without detail.
 */
export function answeringProblems(
  world: World,
): middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    onError: async (request) => {
      const { error, event } = request;
      if (!(error instanceof Problem))
        world.report.warn("a request failed", { code: error?.name ?? "Error" });
      const problem = error instanceof Problem ? error : failure(error);
      request.response = await (isPerson(event) ? problemPage(problem) : problemAnswer(problem));
    },
  };
}

/** Browsers ask for a page by name; `fetch`, `curl` and programs take anything. */
function isPerson({ headers = {} }: Partial<APIGatewayProxyEventV2>): boolean {
  const accept = Object.entries(headers).find(([name]) => name.toLowerCase() === "accept")?.[1];
  return accept?.includes("text/html") ?? false;
}

async function problemPage({ status, title, message, headers }: Problem) {
  const shown = await page(status, title, html`<p>${message}</p>`);
  return { ...shown, headers: { ...shown.headers, ...headers } };
}

function failure(error: unknown): Problem {
  return error instanceof LeadContended
    ? new Problem(503, "Busy", "Others are writing to the same record. Try again in a second.", {
        "retry-after": "1",
      })
    : new Problem(500, "Something went wrong", "Nothing was stored. Try again in a minute.");
}

function problemAnswer({
  status,
  title,
  message,
  headers,
  fields,
  more,
}: Problem): APIGatewayProxyStructuredResultV2 {
  const body = {
    type: "about:blank",
    status,
    title,
    detail: message,
    ...(fields.length > 0 ? { errors: fields } : {}),
    ...more,
  };
  return {
    statusCode: status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
    body: JSON.stringify(body),
  };
}
