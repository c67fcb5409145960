import { describe, expect, test } from "vitest";
import type { LedgerLine } from "../../workflows/rules/life.ts";
import { DAY, HOUR, MINUTE } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { life, line } from "../stories/lives.ts";
import { notice, ZOE } from "../stories/sales-notices.ts";

describe("a first sentence to begin with", () => {
  const began = (lines: readonly LedgerLine[], message?: string) => {
    const profile = { ...ZOE, ...(message === undefined ? {} : { message }) };
    const known = life({ lead: { profile }, ledger: lines });
    return /^To begin with: (.*)$/m.exec(notice("release", { life: known }).text)?.[1];
  };
  const NEUTRAL = "May I ask what you are working on at the moment, and whether we can help with it?";
  const asked = { key: "f", kind: "form", form: "cold-store-guide", handRaised: "asked for sales" } as const;
  const attended = {
    key: "a",
    kind: "activity",
    activity: "attended",
    what: "attended: Cold in July",
  } as const;
  const welcome = "small_1_welcome_1";
  const late = MONDAY + HOUR;

  test.each<[string, string, readonly LedgerLine[], string?]>([
    ["asked for a demo", "You asked for a demo yesterday.", [line(asked)], "May I have a demo?"],
    ["wrote on the form", "You wrote to us yesterday: “Call me!”", [line(asked)], "Call me!"],
    [
      "wrote some other day",
      "You filled in our form “guide” yesterday.",
      [line({ key: "f", kind: "form", form: "guide" })],
      "Call me!",
    ],
    ["attended", "You attended “Cold in July” yesterday.", [line(attended)]],
    ["replied", "You wrote to us yesterday.", [line({ key: "r", kind: "reply", what: "replied: Hi" })]],
    ["spoke", "We spoke yesterday.", [line({ key: "t", kind: "task", outcome: "spoke" })]],
    [
      "answered",
      'You said "yes, please" yesterday.',
      [line({ key: "q", kind: "answer", what: 'said "yes, please"' })],
    ],
    ["read a letter", "You read our “welcome” yesterday.", [line({ touchId: welcome, at: late })]],
    ["clicked as soon as scanners do", NEUTRAL, [line({ touchId: welcome, at: MONDAY + 30 * MINUTE })]],
    ["a machine clicked", NEUTRAL, [line({ touchId: welcome, at: late, machine: "a scanner" })]],
    ["perhaps a machine did", NEUTRAL, [line({ touchId: welcome, at: late, probable: "a data centre" })]],
    ["a link nobody sees", NEUTRAL, [line({ touchId: welcome, at: late, link: "unseen" })]],
    ["a letter was opened", NEUTRAL, [line({ key: "o", kind: "open", touchId: welcome, at: late })]],
    ["out of office", NEUTRAL, [line({ key: "r", kind: "autoreply", what: "out of office" })]],
    ["imported", NEUTRAL, [line({ key: "i", kind: "import", form: "fair" })]],
    ["nothing", NEUTRAL, []],
    [
      "the newest counts",
      "You attended “Cold in July” yesterday.",
      [line({ ...asked, at: MONDAY - DAY }), line(attended)],
    ],
  ])("%s: %s", (_did, sentence, lines, message) => {
    expect(began(lines, message)).toBe(sentence);
  });

  test.each([
    [0, "today"],
    [DAY, "yesterday"],
    [3 * DAY, "on Saturday"],
    [8 * DAY, "last week"],
    [20 * DAY, "on 4 November"],
  ])("%d milliseconds ago is %s", (ago, words) => {
    const known = life({ ledger: [line({ ...attended, at: MONDAY + DAY - ago })] });
    expect(notice("release", { life: known }).json.firstSentence).toBe(
      `You attended “Cold in July” ${words}.`,
    );
  });
});
