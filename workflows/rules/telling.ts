/** What is written once sales was told, reminded, or nobody was there to hear it. */
import type { Change, Handoff } from "./life.ts";
import { after, type Instant, type Span } from "./time.ts";

/** Sales was told: its clock starts now, in `zone`. */
export function told(handoff: Handoff, answerWithin: Span, at: Instant, zone: string): Change {
  const { toldNobodyAt, ...rest } = handoff;
  return {
    handoffs: [{ ...rest, notifiedAt: at, dueAt: after(at, answerWithin, zone) }],
    ledger: [
      {
        key: `handoff#${handoff.n}#told#${at}`,
        at,
        kind: "handoff",
        what: `sales was told; an answer is due within ${answerWithin}`,
      },
    ],
  };
}

export function reminded(handoff: Handoff, at: Instant): Change {
  return {
    handoffs: [{ ...handoff, remindedAt: at }],
    ledger: [{ key: `handoff#${handoff.n}#reminded#${at}`, at, kind: "handoff", what: "sales was reminded" }],
  };
}

/** The topic has no confirmed subscriber: the clock does not start, it is tried again. */
export function toldNobody(handoff: Handoff, at: Instant): Change {
  const first = handoff.toldNobodyAt === undefined;
  return {
    handoffs: [{ ...handoff, toldNobodyAt: at }],
    ...(first
      ? {
          ledger: [
            {
              key: `handoff#${handoff.n}#nobody#${at}`,
              at,
              kind: "handoff" as const,
              what: "nobody was told: the sales topic has no confirmed subscriber",
            },
          ],
        }
      : {}),
  };
}
