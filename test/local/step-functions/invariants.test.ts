import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HistoryEvent } from "../../../local/step-functions/history.ts";
import type { Store } from "../../../local/step-functions/store.ts";
import { memoryStore } from "../../../local/step-functions/stores/memory-store.ts";
import { sqliteStore } from "../../../local/step-functions/stores/sqlite-store.ts";
import { VirtualClock } from "./virtual-clock.ts";
import type { Reply } from "./workshop.ts";
import { failing, lambda, machine, updateItem, Workshop } from "./workshop.ts";

/** A lead's loop in small: step, route, sleep on a token; trouble is caught and slept on too. */
const loop = machine(
  {
    Advance: {
      Type: "Task",
      Resource: lambda,
      Arguments: {
        visit: "{% $exists($visits) ? $visits : 0 %}",
        at: "{% $states.context.State.EnteredTime %}",
      },
      Retry: [{ ErrorEquals: ["Lambda.TooManyRequestsException"], MaxAttempts: 1, JitterStrategy: "FULL" }],
      Catch: [{ ErrorEquals: ["States.ALL"], Output: {}, Next: "Rest" }],
      Assign: { step: "{% $states.result %}", visits: "{% $exists($visits) ? $visits + 1 : 1 %}" },
      Output: {},
      Next: "Route",
    },
    Route: {
      Type: "Choice",
      Choices: [{ Condition: "{% $visits >= 4 or $step.action = 'end' %}", Next: "Done" }],
      Default: "Sleep",
    },
    Sleep: {
      Type: "Task",
      Resource: `${updateItem}.waitForTaskToken`,
      Arguments: { token: "{% $states.context.Task.Token %}" },
      TimeoutSeconds: "{% $step.sleep %}",
      Catch: [{ ErrorEquals: ["States.ALL"], Output: {}, Next: "Advance" }],
      Output: {},
      Next: "Advance",
    },
    Rest: { Type: "Wait", Seconds: 60, Next: "Advance" },
    Done: { Type: "Succeed" },
  },
  { TimeoutSeconds: 86_400 },
);

const replies = fc.array(fc.constantFrom("sleep", "end", "busy", "broken", "refused", "nonsense"), {
  minLength: 12,
  maxLength: 12,
});

/** Decides by what is asked, not by how often, so that a call made again gets the same answer. */
function replying(plan: readonly string[]): { readonly lambda: Reply; readonly updateItem: Reply } {
  const planned = (at: number) => plan[Math.floor(at / 1000) % plan.length];
  return {
    lambda: ({ given }) => {
      const { visit, at } = given as { visit: number; at: string };
      const now = planned(Date.parse(at) + visit * 1000);
      if (now === "busy") failing("Lambda.TooManyRequestsException");
      if (now === "broken") throw new TypeError("a bug");
      return { action: now === "end" ? "end" : "sleep", sleep: now === "nonsense" ? -1 : 30 + visit };
    },
    updateItem: ({ token = "" }) =>
      planned(token.length * 1000) === "refused" ? failing("DynamoDb.ConditionalCheckFailedException") : {},
  };
}

interface Life {
  readonly history: readonly HistoryEvent[];
  readonly pending: number;
}

/** Lives through one plan, with a kill -9 and a restart every so many seconds, if asked for. */
async function live(
  plan: readonly string[],
  store: () => Store,
  killEvery = Number.POSITIVE_INFINITY,
): Promise<Life> {
  const clock = new VirtualClock();
  const boot = () => new Workshop({ store: store(), clock, ...replying(plan) });
  let workshop = boot();
  const execution = await workshop.run(loop);
  for (let second = 5; second <= 600; second += 5) {
    await workshop.advance(5);
    if (second % killEvery !== 0) continue;
    workshop.machines.close();
    workshop = boot();
    await workshop.machines.idle();
  }
  return { history: workshop.machines.history(execution), pending: clock.pending };
}

function inMemory(): () => Store {
  const store = memoryStore();
  return () => store;
}

function inSqlite(): () => Store {
  const database = new DatabaseSync(":memory:");
  return () => sqliteStore(database);
}

describe("Whatever the integrations answer", () => {
  it("a history's ids count up, each event follows the one before, time never runs back and the end comes once", async () => {
    await fc.assert(
      fc.asyncProperty(replies, async (plan) => {
        const { history, pending } = await live(plan, inMemory());
        for (const [n, event] of history.entries()) {
          expect(event.id).toBe(n + 1);
          expect(event.previousEventId).toBe(n < 2 ? 0 : n);
          expect(event.timestamp).toBeGreaterThanOrEqual(history[n - 1]?.timestamp ?? 0);
        }
        const ends = history.filter(({ type }) => /^Execution(Succeeded|Failed)$/.test(type));
        expect(ends.length).toBeLessThanOrEqual(1);
        if (ends.length === 1) expect([history.at(-1)?.type, pending]).toEqual([ends[0]?.type, 0]);
      }),
      { numRuns: 30 },
    );
  });

  it("every state that was entered is left before the next is entered", async () => {
    await fc.assert(
      fc.asyncProperty(replies, async (plan) => {
        const { history } = await live(plan, inMemory());
        const doors = history
          .filter(({ type }) => /State(Entered|Exited)$/.test(type))
          .map(({ type }) => type);
        for (const [n, type] of doors.entries()) {
          if (n % 2 === 1) expect(type).toBe(doors[n - 1]?.replace("Entered", "Exited"));
        }
      }),
      { numRuns: 30 },
    );
  });

  it("memory, SQLite, and SQLite with a kill -9 every few seconds tell the same story", async () => {
    await fc.assert(
      fc.asyncProperty(replies, fc.constantFrom(5, 10, 15, 25, 40), async (plan, killEvery) => {
        const expected = await live(plan, inMemory());
        expect(await live(plan, inSqlite())).toEqual(expected);
        expect(await live(plan, inSqlite(), killEvery)).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });
});
