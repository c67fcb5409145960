import { describe, expect, it, test } from "vitest";
import { inWords } from "../../local/console/moment.ts";
import { HIDDEN_LINK } from "../../workflows/rules/bots.ts";
import { judgements } from "../../workflows/rules/judgements.ts";
import type { LedgerLine } from "../../workflows/rules/life.ts";
import { DAY, HOUR, MINUTE } from "../../workflows/rules/time.ts";
import { GREEN_BANANAS, lifeOf, START } from "../local/console/sample-life.ts";

const CAMPAIGN = {
  ...GREEN_BANANAS,
  engagement: { ...GREEN_BANANAS.engagement, settle: "10 minutes" as const },
};

function click(change: Partial<LedgerLine> = {}): LedgerLine {
  const link = change.link ?? "tally";
  return {
    key: `click#mail-1#${link}`,
    at: START + HOUR,
    kind: "click",
    what: 'clicked a link in "welcome"',
    touchId: "green-bananas_1_welcome_1",
    messageId: "mail-1",
    link,
    ...change,
  };
}

const SEEN = click();
const UNSEEN = click({ link: HIDDEN_LINK, at: START + HOUR + 100 });
const KNOWN = click({ key: "click#mail-1#tally#probable", probable: "it calls itself Barracuda" });

function saidOf(line: LedgerLine, others: readonly LedgerLine[], now: number): string | undefined {
  const life = lifeOf({ ledger: [...lifeOf().ledger, line, ...others] });
  return judgements(life, CAMPAIGN, { now, say: (at) => inWords(at, "Europe/Berlin") }).get(line.key)?.words;
}

describe("a click's line says whose it was", () => {
  it("nothing of a person's that has stood", () => {
    expect(saidOf(SEEN, [], START + DAY)).toBeUndefined();
  });

  it("until when it must stand, in the lead's own time", () => {
    expect(saidOf(SEEN, [], START + HOUR + MINUTE)).toMatch(/^counts once it has stood, \w{3} \d.* Berlin$/);
  });

  it("that it followed a link that people don't see", () => {
    const words = "a machine: it followed a link that people don't see";
    expect(saidOf(SEEN, [UNSEEN], START + DAY)).toBe(words);
    expect(saidOf(UNSEEN, [SEEN], START + DAY)).toBe(words);
  });

  it("that a known scanner's was probably a machine's, long after the send", () => {
    const late = { ...KNOWN, at: START + DAY };
    expect(saidOf(late, [], START + 2 * DAY)).toBe("probably a machine: it calls itself Barracuda");
    expect(saidOf(late, [], START + DAY)).toMatch(
      /^probably a machine: it calls itself Barracuda; counts once it has stood, /,
    );
  });

  it("that it is given back, and since when a person is known to be there", () => {
    const reply: LedgerLine = { key: "reply#1", at: START + 3 * HOUR, kind: "reply", what: "replied" };
    expect(saidOf(SEEN, [UNSEEN, reply], START + DAY)).toBe(
      "a machine: it followed a link that people don't see; given back, since it replied",
    );
  });

  test("without a campaign, only whose it was", () => {
    const life = lifeOf({ ledger: [SEEN, { ...KNOWN, at: START + DAY }] });
    const said = judgements(life, undefined, { now: START + HOUR, say: String });
    expect([...said.values()]).toEqual([
      { by: "probably a machine", words: "probably a machine: it calls itself Barracuda" },
    ]);
  });
});
