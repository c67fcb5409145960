/**
 * A thousand lives of six months, each on a line of its own with the real functions and workflow file. Functions die
 * before and after every outside call, records and messages are doubled, late or lost, others act in the middle.
 */
import { beforeAll, describe, expect, test } from "vitest";
import type { OutsideCall } from "../../local/memory/faults.ts";
import { complaint, lives, seeds, totals } from "./lives.ts";
import type { Outcome } from "./one-life.ts";

const LIVES = 1_000;

const CALLS: readonly OutsideCall[] = [
  "leads.read",
  "leads.write",
  "rota.read",
  "rota.accountOwner",
  "standings.read",
  "standings.count",
  "mail.send",
  "sales.confirmedSubscribers",
  "sales.publish",
  "tasks.confirmedSubscribers",
  "tasks.publish",
  "workflows.start",
  "workflows.wake",
  "secrets.identity",
  "secrets.links",
];

/** Every second life, from `first` on. */
export function thousandLives(first: 1 | 2): void {
  describe(`half of a thousand lives, every second from ${first}`, () => {
    let outcomes: readonly Outcome[] = [];
    beforeAll(async () => {
      outcomes = await lives(seeds(first, LIVES, 2));
    }, 300_000);

    test("no mail is sent twice or after leaving, nobody is lost, sales is told of every hand-off and callers of every call", () => {
      expect(complaint(outcomes)).toBe("");
      expect(outcomes).toHaveLength(LIVES / 2);
    });

    test("every outside call was struck, before it was done and after", () => {
      const counted = totals(outcomes);
      const spared = CALLS.flatMap((call) =>
        ["die before", "die after", "fail before", "fail after", "meanwhile before", "meanwhile after"]
          .map((blow) => `${blow} ${call}`)
          .filter((blow) => !counted.has(blow)),
      );
      expect(spared).toEqual([]);
    });

    test("every other thing that may go wrong did, and every outcome of a life came about", () => {
      const counted = totals(outcomes);
      const rare = [
        ...["stream doubled", "stream late", "stream lost", "queue doubled", "queue late", "queue lost"],
        ...["mail: throttle", "mail: reject", "mail: pause", "mail: refuse the address"],
        ...[
          "mail: take and lose the answer",
          "workflow's write fails before",
          "workflow's write fails after",
        ],
        ...[
          "workflow's write is crossed",
          "erased",
          "erase cut off",
          "unsubscribes",
          "Complaint",
          "Bounce",
          "subscribers leave",
          "callers leave",
        ],
        ...[
          "told: release",
          "told: reminder",
          "told: next-person",
          "told: manager",
          "told: left",
          "told: act",
        ],
        ...["told: follow-up", "told: follow-up-manager", "given back after acceptance", "back to the pool"],
        ...["tells of voicemail", "tells of spoke", "tells of not-yet", "tells of won", "tells of lost"],
        ...["accepted", "rejected", "expired", "metric LeadSwept", "metric Trouble", "metric NobodyTold"],
        ...["replies", "automatic answers", "answers a reply: wants-sales", "answers a reply: no-more-mail"],
        ...["task skipped", "task done", "task overdue", "tasks told again", "metric NobodyAsked"],
      ];
      expect(rare.filter((what) => !counted.has(what))).toEqual([]);
    });

    test("no execution comes near AWS's 25,000 events", () => {
      expect(totals(outcomes).get("longest history")).toBeLessThan(5_000);
    });
  });
}
