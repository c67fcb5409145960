import { describe, expect, test } from "vitest";
import { apply } from "../../workflows/rules/change.ts";
import { decide } from "../../workflows/rules/decide.ts";
import { isKnown, type Known } from "../../workflows/rules/life.ts";
import { endPause, isPaused, pauseOf, takePause } from "../../workflows/rules/own-pause.ts";
import { pauseLetters, resumeLetters } from "../../workflows/rules/pause-letters.ts";
import { unsubscribe } from "../../workflows/rules/subscription.ts";
import { DAY, MINUTE } from "../../workflows/rules/time.ts";
import { campaign, SMALL } from "../stories/campaign.ts";
import { MONDAY } from "../stories/line.ts";
import { life, line, PLAYBOOK } from "../stories/lives.ts";

const ZONE = "Europe/Dublin";
const NOW = MONDAY + DAY;
const AGREED = life({ lead: { consent: { givenAt: MONDAY, topics: ["letters"] } } });

const PAGE = { how: "preferences" } as const;

function known(who: Known, change: Parameters<typeof apply>[1]): Known {
  const then = apply(who, change);
  if (!isKnown(then)) throw new Error("the lead is gone");
  return then;
}

const left = (who: Known, at = NOW) => known(who, unsubscribe(who, at, "on our page", PAGE) ?? {});

describe("the pause", () => {
  test("lasts thirty days, ends when it says so, and again on the same day changes nothing", () => {
    const paused = known(AGREED, takePause(AGREED, NOW, ZONE) ?? {});
    expect(paused.lead.ownPauseUntil).toBe(NOW + 30 * DAY);
    expect(takePause(paused, NOW + MINUTE, ZONE)).toBeUndefined();
    expect(takePause(paused, NOW + 2 * DAY, ZONE)?.set?.ownPauseUntil).toBe(NOW + 32 * DAY);
    expect(isPaused(paused.lead, NOW + DAY)).toBe(true);
    expect(endPause(paused, NOW + DAY)?.set?.ownPauseUntil).toBe(NOW + DAY);
    expect(endPause(AGREED, NOW)).toBeUndefined();
  });

  test("a ripe lead that is paused isn't asked whether to call, either", () => {
    const asking = {
      ...PLAYBOOK,
      campaigns: [
        campaign({
          release: { ...SMALL.release, score: 1, validate: "ask" },
          mails: { ...SMALL.mails, ask: SMALL.mails.welcome },
        }),
      ],
    };
    const proven = life({ ledger: [line({ kind: "activity", activity: "attended" })] });
    expect(decide(proven, asking, NOW)).toMatchObject({ do: "send", touch: { name: "ask" } });
    const paused = known(proven, takePause(proven, NOW, ZONE) ?? {});
    expect(decide(paused, asking, NOW)).toMatchObject({ do: "sleep" });
  });

  test("whoever presses it has that mailbox: an address yet to be confirmed is, once", () => {
    const signedUp = life({ lead: { consent: { givenAt: MONDAY, topics: ["events"] } } });
    const then = known(signedUp, takePause(signedUp, NOW, ZONE, { ip: "203.0.113.7" }) ?? {});
    expect(then.lead.consent.confirmedAt).toBe(NOW);
    expect(then.ledger.filter(({ kind }) => kind === "confirm")).toMatchObject([
      { proof: { how: "preferences", ip: "203.0.113.7" } },
    ]);
    const later = takePause(then, NOW + 5 * DAY, ZONE);
    expect(later?.set?.consent).toBeUndefined();
    expect(later?.ledger).toHaveLength(1);
  });

  test("a pause of ours is not the lead's to end", () => {
    const ours = life({ lead: { pausedUntil: NOW + 9 * DAY, pausedBecause: "somebody talks to it" } });
    expect(endPause(ours, NOW)).toBeUndefined();
  });

  const ORDER = { because: "Tom talks to a colleague", order: "b0#1" };
  const byTom = (who: Known, at: number) => known(who, pauseLetters(who, ORDER, at, ZONE) ?? {});
  const byItself = (who: Known, at: number) => known(who, takePause(who, at, ZONE) ?? {});

  test.each([
    ["the lead before sales", (who: Known) => byTom(byItself(who, NOW), NOW + DAY)],
    ["sales before the lead", (who: Known) => byItself(byTom(who, NOW), NOW + DAY)],
  ])(
    "%s: each has a pause of its own, the later one counts, and neither ends the other's",
    (_what, paused) => {
      const both = paused(AGREED);
      const at = NOW + 6 * DAY;
      const until = (who: Known) => {
        expect(decide(who, PLAYBOOK, at).do).toBe("sleep");
        return Math.round(((pauseOf(who.lead, at)?.until ?? at) - NOW) / DAY);
      };
      expect(isPaused(both.lead, NOW + 2 * DAY)).toBe(true);
      expect(until(both)).toBeGreaterThanOrEqual(90);
      const resumed = known(both, resumeLetters(both, ORDER, NOW + 5 * DAY) ?? {});
      expect(isPaused(resumed.lead, NOW + 6 * DAY)).toBe(true);
      expect([30, 31]).toContain(until(resumed));
      const ended = known(both, endPause(both, NOW + 5 * DAY) ?? {});
      expect(isPaused(ended.lead, NOW + 6 * DAY)).toBe(false);
      expect(until(ended)).toBeGreaterThanOrEqual(90);
    },
  );

  test("who gets nothing has nothing to pause", () => {
    expect(takePause(left(AGREED), NOW, ZONE)).toBeUndefined();
    expect(takePause(life({ lead: { consent: {} } }), NOW, ZONE)).toBeUndefined();
  });
});
