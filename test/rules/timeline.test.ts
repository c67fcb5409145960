import { describe, expect, it } from "vitest";
import { judgements } from "../../workflows/rules/judgements.ts";
import type { Handoff } from "../../workflows/rules/life.ts";
import { DAY, HOUR } from "../../workflows/rules/time.ts";
import { timeline } from "../../workflows/rules/timeline.ts";
import { lifeOf, ripeLife, START, touchOf } from "../local/console/sample-life.ts";

describe("the timeline", () => {
  it("tells a life in order of time, each thing once", () => {
    expect(timeline(ripeLife()).map((each) => each.what)).toEqual([
      "filled in cold-store-guide",
      "agreed to mail on cold-store-guide",
      "entered green-bananas",
      "was sent “Your cold store guide, Zoë” (welcome)",
      "clicked checklist",
      "clicked seals",
      "ripe, released to sales: 60 of 60 points",
      "sales was told",
      "accepted by Tom",
    ]);
  });

  it("keeps the reason why a click is taken for a machine's", () => {
    const judged = judgements(ripeLife(), undefined, { now: START, say: String });
    expect(timeline(ripeLife(), judged).find((each) => each.judged)).toMatchObject({
      judged: { by: "machine", words: "a machine: all links within a second" },
    });
  });

  it("leads from a mail sent to the mail itself", () => {
    expect(timeline(lifeOf()).find((each) => each.kind === "touch")).toMatchObject({ messageId: "mail-1" });
  });

  it.each([
    { status: "claimed", says: "is being sent" },
    { status: "refused", says: "refused “Your cold store guide, Zoë” (welcome) for now (Throttled), try 2" },
    { status: "failed", says: "could not be sent (Throttled)" },
    { status: "unknown", says: "may or may not have gone out" },
  ] as const)("says of a touch that is $status: $says", ({ status, says }) => {
    const touch = touchOf({ status, refusal: "Throttled", tries: 2 });
    const told = timeline(lifeOf({ touches: [touch], ledger: [] })).find((each) => each.kind === "touch");
    expect(told?.what).toContain(says);
  });

  it("says an end that the ledger tells only once", () => {
    const because = "every touch of green-bananas was sent and it did not ripen";
    const at = START + DAY;
    const life = lifeOf({
      enrolments: [{ campaign: "green-bananas", n: 1, startedAt: START, endedAt: at, because }],
      ledger: [{ key: "enrolment#1#ended", at, kind: "enrolment", what: because }],
    });
    expect(timeline(life).filter((each) => each.at === at)).toHaveLength(1);
  });

  it("says that sales was told once, with the time it has to answer", () => {
    const at = START + HOUR;
    const what = "sales was told; an answer is due within 48 hours";
    const life = lifeOf({
      handoffs: [
        {
          n: 1,
          campaign: "green-bananas",
          status: "released",
          releasedAt: START + HOUR - 40,
          because: "asked for sales",
          score: 50,
          notifiedAt: at,
        },
      ],
      ledger: [{ key: "handoff#1#told", at, kind: "handoff", what }],
    });
    expect(timeline(life).filter((each) => each.at === at)).toMatchObject([{ what }]);
  });

  it.each([
    {
      answer: { status: "rejected", answeredBy: "Ines", reason: "bad-timing", note: "try in Q2" },
      says: "rejected by Ines: bad-timing: try in Q2",
    },
    { answer: { status: "expired" }, says: "sales did not answer in time: back to nurture" },
    { answer: { status: "accepted" }, says: "accepted by somebody" },
  ] as const)("gives sales' answer with its reason: $says", ({ answer, says }) => {
    const released: Handoff = {
      n: 1,
      campaign: "green-bananas",
      status: "released",
      releasedAt: START,
      because: "asked for sales",
      score: 50,
    };
    const life = lifeOf({ handoffs: [{ ...released, ...answer, closedAt: START + HOUR }] });
    expect(timeline(life).at(-1)).toMatchObject({ kind: "handoff", what: says });
  });
});
