import { describe, expect, it, test } from "vitest";
import { explained } from "../../../local/leads/explain.ts";
import { HIDDEN_LINK } from "../../../workflows/rules/bots.ts";
import type { Known, LedgerLine } from "../../../workflows/rules/life.ts";
import { DAY, HOUR, MINUTE } from "../../../workflows/rules/time.ts";
import { campaign, SMALL, type Stated } from "../../stories/campaign.ts";
import { MONDAY } from "../../stories/line.ts";
import { handoff, life, line, PLAYBOOK, touch } from "../../stories/lives.ts";

const FORM = line({ key: "form", kind: "form", what: "filled in the form" });

function clicked(name: string, link: string, at: number): LedgerLine {
  return line({
    key: `click#mail-${name}#${link}`,
    at,
    what: `clicked a link in "${name}"`,
    link,
    messageId: `mail-${name}`,
    touchId: `small_1_${name}_1`,
  });
}

function lived(...acts: readonly LedgerLine[]): Known {
  return life({
    ledger: [FORM, ...acts],
    touches: [touch(), touch({ name: "second", claimedAt: MONDAY + DAY })],
  });
}

/** Without its first two lines, which name the lead. */
function told(who: Known, at: number, change: Stated = {}, threshold?: number): readonly string[] {
  const playbook = { ...PLAYBOOK, campaigns: [campaign(change)] };
  return explained({ life: who, playbook, now: at, threshold }).split("\n").slice(2);
}

const PERSON =
  '  something that only a person does: a reply, a form, an answer on our pages, a call that reaches it, the activity "attended"; or clicks in two letters on two days, not each of them within 35 minutes of its letter, when scanners come';
const AGAIN = { ...SMALL.engagement, human: ["attended"] };

describe("explaining a lead's points", () => {
  it("names the lead first", () => {
    const text = explained({ life: lived(), playbook: PLAYBOOK, now: MONDAY, threshold: undefined });
    expect(text).toMatch(/^zoe@dairy\.example \(lead 0123456789abcdef0123456789abcdef\)\n\nsmall: /);
  });

  it("gives each line with what it was worth and is worth after fading, in the lead's own time", () => {
    expect(
      told(lived(clicked("welcome", "tally", MONDAY + HOUR)), MONDAY + HOUR + 60 * DAY, {
        engagement: AGAIN,
      }),
    ).toEqual([
      "small: 58 of the 60 points at which sales is told, 50 for what it is and 8 for what it did.",
      "  +50          50 employees or more",
      '  +7.5 of +15  Mon 23 Nov 2026, 10:00 Dublin: clicked a link in "welcome"',
      "Still missing:",
      "  2 more points",
      PERSON,
    ]);
  });

  it("gives a machine's line with its reason and 0 points", () => {
    const scanned = [
      clicked("welcome", "tally", MONDAY + MINUTE),
      clicked("welcome", HIDDEN_LINK, MONDAY + MINUTE),
    ];
    const [, , first, second] = told(lived(...scanned), MONDAY + DAY);
    for (const each of [first, second])
      expect(each).toMatch(/^ {2}0 +Mon .*\(it followed a link that people don't see\)$/);
  });

  it("says that a click still has to stand", () => {
    const slow = { engagement: { ...SMALL.engagement, settle: "10 minutes" } };
    const lines = told(lived(clicked("welcome", "tally", MONDAY + HOUR)), MONDAY + HOUR + MINUTE, slow);
    expect(lines[2]).toMatch(/^ {2}0 .*\(counts once it has stood without a sign of a machine\)$/);
  });

  it("says what a cap has kept back, of what it did and of what it is", () => {
    const capped = {
      fit: { ...SMALL.fit, most: 40 },
      engagement: { ...SMALL.engagement, atMost: { click: "20 per 30 days" } },
    };
    const acts = [clicked("welcome", "tally", MONDAY + HOUR), clicked("welcome", "seals", MONDAY + 2 * HOUR)];
    const lines = told(lived(...acts), MONDAY + 2 * HOUR, capped);
    expect(lines[3]).toMatch(/^ {2}\+5 .*\(at most 20 per 30 days for this\)$/);
    expect(lines[4]).toBe("What it is would be worth 50, and counts 40 at most.");
  });

  it("is ripe with its points and a person's act, and says what comes before sales", () => {
    const reply = line({ key: "reply#1", kind: "reply", what: "replied", at: MONDAY + HOUR });
    expect(told(lived(reply), MONDAY + HOUR).at(-1)).toBe("Nothing is missing: sales is told.");
    const asks = { release: { ...SMALL.release, validate: "ask" as const } };
    expect(told(lived(reply), MONDAY + HOUR, asks).at(-1)).toBe(
      "Nothing is missing: it is asked whether to call, and then sales is told.",
    );
  });

  it("lacks only a person's act where all its points are clicks of one day", () => {
    const acts = ["tally", "seals"].map((link, i) => clicked("welcome", link, MONDAY + (i + 1) * HOUR));
    expect(told(lived(...acts), MONDAY + 3 * HOUR, { engagement: AGAIN }).slice(-2)).toEqual([
      "Still missing:",
      PERSON,
    ]);
  });

  it("that sales gave back asks for what is new since then, whatever it did before", () => {
    const reply = line({ key: "r", kind: "reply", at: MONDAY, what: "replied" });
    const back = life({
      ledger: [reply],
      handoffs: [handoff({ status: "rejected", closedAt: MONDAY + HOUR })],
    });
    expect(told(back, MONDAY + 40 * DAY, { engagement: AGAIN }).slice(-2)).toEqual([
      "  anything new from it since Mon 23 Nov 2026, 10:00 Dublin",
      PERSON.replace("something", "something new"),
    ]);
  });

  test.each([
    ["was told of", life({ handoffs: [handoff()] }), "Sales has it: 65 of 60 points."],
    [
      "gave back",
      life({ handoffs: [handoff({ status: "rejected", closedAt: MONDAY })] }),
      "  time: sales isn't told of it again before Wed 23 Dec 2026, 09:00 Dublin",
    ],
    [
      "may not write to",
      life({ lead: { consent: { givenAt: MONDAY, withdrawnAt: MONDAY } } }),
      "  a hand raised anew, since it left: of whoever left, points alone are not enough",
    ],
    [
      "has no use for",
      life({ lead: { lifecycle: "disqualified", because: "a student" } }),
      "Nothing comes of them: it is disqualified, since a student.",
    ],
  ])("of a lead that sales %s it says so", (_, who, says) => {
    expect(told(who, MONDAY + DAY)).toContain(says);
  });

  it("says why a run ended, and that a lead in no campaign has no points", () => {
    const left = { campaign: "small", n: 1, startedAt: MONDAY, endedAt: MONDAY + DAY, because: "it replied" };
    expect(told(life({ enrolments: [left] }), MONDAY + DAY)).toContain(
      "It left on Tue 24 Nov 2026, 09:00 Dublin: it replied.",
    );
    expect(told(life({ enrolments: [] }), MONDAY)).toEqual([
      "It is in none of the campaigns that there are, so it has no points.",
    ]);
  });
});

describe("another threshold", () => {
  const who = lived(
    line({ key: "activity#1", kind: "activity", activity: "attended", what: "attended", at: MONDAY + DAY }),
    clicked("second", "tally", MONDAY + 2 * DAY),
  );

  test.each([
    [60, "ripe on Tue 24 Nov 2026, 09:00 Dublin"],
    [70, "ripe on Wed 25 Nov 2026, 09:00 Dublin"],
    [90, "not ripe so far"],
  ])("of %i points: %s", (threshold, says) => {
    expect(told(who, MONDAY + 9 * DAY, { engagement: AGAIN }, threshold).at(-1)).toBe(
      `Had the threshold been ${threshold}: ${says}. With 60, reckoned likewise: ripe on Tue 24 Nov 2026, 09:00 Dublin.`,
    );
  });
});
