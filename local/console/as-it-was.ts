/** A life as it was known at an earlier instant. What was typed since cannot be taken away again: it is merged in place. */
import type { Enrolment, Handoff, Known, LedgerLine, Touch } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { toldAt } from "../../workflows/rules/task.ts";
import { handoffAsItWas, isLedgered } from "./handoff-as-it-was.ts";
import { leadAt, until } from "./lead-as-it-was.ts";

/** `playbook`: by whose desk the days of a hand-off are counted. */
export function asItWas(life: Known, playbook: Playbook, at: number): Known {
  return {
    ...life,
    lead: leadAt(life, at),
    enrolments: life.enrolments
      .filter(({ startedAt }) => startedAt <= at)
      .map((each) => enrolmentAt(each, at)),
    touches: life.touches.filter(({ claimedAt }) => claimedAt <= at).map((each) => touchAt(each, life, at)),
    ledger: life.ledger.filter((line) => line.at <= at).map((line) => lineAt(line, at)),
    handoffs: life.handoffs
      .filter(({ releasedAt }) => releasedAt <= at)
      .map((each) =>
        isLedgered(each, life) ? handoffAsItWas(each, life, playbook, at) : handoffAt(each, at),
      ),
  };
}

/** What happened again later had not happened again. */
function lineAt(line: LedgerLine, at: number): LedgerLine {
  if (line.again === undefined || (line.again.at(-1) ?? 0) <= at) return line;
  const { again, ...once } = line;
  const known = again.filter((each) => each <= at);
  return known.length === 0 ? once : { ...once, again: known };
}

function enrolmentAt(enrolment: Enrolment, at: number): Enrolment {
  const { endedAt, because, passed = [], ...open } = enrolment;
  const behind = passed.filter((wait) => wait.at <= at);
  const then = behind.length === 0 ? {} : { passed: behind };
  return endedAt !== undefined && endedAt <= at ? enrolment : { ...open, ...then };
}

/** A task of which somebody told later had only been asked for, or was overdue. */
function touchAt(touch: Touch, life: Known, at: number): Touch {
  const { outcome, by, ...untold } = touch;
  const known = (toldAt(life, touch) ?? at) <= at ? touch : { ...untold, status: "overdue" as const };
  const { settledAt, ...asked } = known;
  return settledAt === undefined || settledAt <= at ? known : { ...asked, status: "sent" };
}

function handoffAt(handoff: Handoff, at: number): Handoff {
  const isClosed = handoff.closedAt !== undefined && handoff.closedAt <= at;
  const known = until(handoff, at, ["notifiedAt", "toldNobodyAt", "remindedAt", "closedAt"]);
  if (isClosed || handoff.closedAt === undefined) return known;
  const { until: _, ...open } = known;
  return { ...open, status: "released" };
}
