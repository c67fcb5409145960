/** The answer to a program that acts for somebody of sales: how the hand-off stands now. */
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { isoOf } from "../workflows/rules/clock.ts";
import { standing } from "../workflows/rules/follow-up.ts";
import type { Handoff, Known } from "../workflows/rules/life.ts";

/** `status`, and the hand-off with its instants as ISO 8601 in UTC; what isn't known is left out. */
export function handoffJson(
  { leadId }: Known,
  handoff: Handoff,
  more: Readonly<Record<string, unknown>> = {},
): APIGatewayProxyStructuredResultV2 {
  const { n, status, to, answeredBy, closedAt, reason, note, until, outcome, doneAt, promised } = handoff;
  return {
    statusCode: 200,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify({
      status,
      handoff: {
        leadId,
        n,
        status,
        to,
        answeredBy,
        answeredAt: iso(closedAt),
        contactBy: doneAt === undefined ? iso(promised?.contactBy) : undefined,
        attempts: promised?.attempts.map(({ at, ...attempt }) => ({ at: iso(at), ...attempt })),
        seen: promised === undefined || doneAt !== undefined ? undefined : standing(handoff),
        reason,
        note: note || undefined,
        until: iso(until),
        outcome,
        doneAt: iso(doneAt),
      },
      ...more,
    }),
  };
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : isoOf(at);
}
