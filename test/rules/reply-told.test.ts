/** Of any life with replies: somebody hears of each of them, and of nothing that a machine wrote. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply } from "../../workflows/rules/change.ts";
import { decide } from "../../workflows/rules/decide.ts";
import type { Decision } from "../../workflows/rules/decision.ts";
import { asOf, isKnown, type Known, type Life } from "../../workflows/rules/life.ts";
import { noContactTold } from "../../workflows/rules/no-contact.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { anInstant } from "../stories/any-fields.ts";
import { aLife, aPlaybook } from "../stories/any-life.ts";
import { touch } from "../stories/lives.ts";

fc.configureGlobal({ numRuns: 400 });

describe("of a reply somebody is told, whatever else a life holds", () => {
  /** What the workflow makes of a decision, when everybody hears whatever they are told. */
  function heard(now: Known, decision: Decision, at: number): Life {
    switch (decision.do) {
      case "record":
        return apply(now, decision.change);
      case "send":
        return apply(now, {
          touches: [touch({ ...decision.touch, status: "sent", claimedAt: asOf(at, now) })],
        });
      case "assign":
        return apply(now, {
          handoffs: now.handoffs.map((each) => ({ ...each, to: "tom", pool: "everybody" })),
        });
      case "tell sales": {
        // Whoever is told answers in time: nothing of the sales clock comes before a reply is told of.
        const told = { notifiedAt: at, remindedAt: at, dueAt: at + 5 * 365 * DAY };
        return apply(now, { handoffs: now.handoffs.map((each) => ({ ...each, ...told })) });
      }
      case "tell of no contact":
        return apply(now, noContactTold(now, true, at) ?? {});
      default:
        return now;
    }
  }

  /** The replies that nobody is told of however long one waits: a paused campaign is looked at again once a day. */
  function untoldOf(who: Known, playbook: Playbook, given: number): readonly string[] {
    const paused = new Map(
      [...(playbook.paused ?? [])].map(([name, since]) => [name, Math.min(since, given)]),
    );
    let now: Life = who;
    let at = given;
    for (let turn = 0; turn < LONGEST_PATIENCE && isKnown(now) && untold(now).length > 0; turn++) {
      const decision = decide(now, { ...playbook, paused }, at);
      if (decision.do === "sleep") at = decision.until;
      now = heard(now, decision, at);
    }
    return untold(now);
  }

  /** In steps: two years of a step a day, and some. */
  const LONGEST_PATIENCE = 1_500;

  function untold({ touches, ledger }: Life): readonly string[] {
    const told = touches
      .filter(({ status }) => ["sent", "done", "overdue"].includes(status))
      .flatMap(({ about = [] }) => about);
    return ledger.flatMap(({ kind, key }) => (kind === "reply" && !told.includes(key) ? [key] : []));
  }

  test("before long, and nobody is told of what a machine wrote", () => {
    fc.assert(
      fc.property(aLife, aPlaybook, anInstant, (who, playbook, given) => {
        expect(untoldOf(who, playbook, given)).toEqual([]);
        const decision = decide({ ...who, touches: [] }, playbook, given);
        if (decision.do !== "send" || decision.touch.channel !== "reply") return;
        const replies = who.ledger.filter(({ kind }) => kind === "reply").map(({ key }) => key);
        expect(decision.touch.about?.toSorted()).toEqual(replies.toSorted());
      }),
    );
  });
});
