/** What proves a person beside points, at its edges. Clicks are in two letters on two days throughout. */
import { describe, expect, test } from "vitest";
import { byMachine } from "../../workflows/rules/bots.ts";
import { decide } from "../../workflows/rules/decide.ts";
import type { LedgerLine } from "../../workflows/rules/life.ts";
import { isProven } from "../../workflows/rules/proof.ts";
import { DAY, HOUR, type Instant, MINUTE, SECOND } from "../../workflows/rules/time.ts";
import { campaign } from "../stories/campaign.ts";
import { MONDAY } from "../stories/line.ts";
import { life, line, PLAYBOOK, touch } from "../stories/lives.ts";

const LETTERS = ["welcome", "second", "third", "fourth", "fifth", "sixth"];
const sentAt = (letter: number) => MONDAY + letter * 3 * DAY;

/** `letters` were sent, three days from one to the next, each with so many links. */
function mailed(letters: number, links: number, ledger: readonly LedgerLine[]) {
  const touches = LETTERS.slice(0, letters).map((name, n) =>
    touch({ name, touchId: `small_1_${name}_1`, claimedAt: sentAt(n), sentAt: sentAt(n), links }),
  );
  return life({ touches, ledger });
}

function fetched(letter: number, after: number, links: readonly string[], sign: Partial<LedgerLine> = {}) {
  const name = LETTERS[letter] ?? "";
  return links.map((link, n) =>
    line({
      key: `click#mail-${name}#${link}${sign.machine === undefined ? "" : "#machine"}#${after}`,
      at: sentAt(letter) + after + n * 4 * SECOND,
      touchId: `small_1_${name}_1`,
      messageId: `mail-${name}`,
      link,
      ...sign,
    }),
  );
}

const proven = (who: ReturnType<typeof life>, now: Instant = sentAt(7)) =>
  isProven(who, campaign(), PLAYBOOK, now, -1);

describe("where no scanner shows", () => {
  test.each([
    ["both within five minutes of their letters, as a scanner that leaves no trace", MINUTE, MINUTE, false],
    ["35 minutes after one of them, to the second", MINUTE, 35 * MINUTE, false],
    ["a second later than that", MINUTE, 35 * MINUTE + 1, true],
  ])("%s: %s and %s ms later: proven %s", (_, one, two, expected) => {
    const who = mailed(2, 3, [...fetched(0, one, ["a"]), ...fetched(1, two, ["b"])]);
    expect(proven(who)).toBe(expected);
  });

  test.each([
    ["two letters left alone", 4, 6 * MINUTE, true],
    ["one left alone", 3, 6 * MINUTE, false],
    ["two left alone, but as soon as scanners come", 4, 5 * MINUTE, false],
    ["most letters left alone, however soon", 5, MINUTE, true],
  ])("%s: %s letters, %s ms: proven %s", (_, letters, after, expected) => {
    const who = mailed(letters, 3, [...fetched(0, MINUTE, ["a"]), ...fetched(1, after, ["b"])]);
    expect(proven(who)).toBe(expected);
  });

  test("a letter counts as left alone a day after it, and the lead is looked at then", () => {
    const clicks = [...fetched(0, MINUTE, ["a"]), ...fetched(1, 6 * MINUTE, ["b"])];
    const who = mailed(4, 3, clicks);
    const then = sentAt(3) + DAY;
    expect([proven(who, then - 1), proven(who, then)]).toEqual([false, true]);
    const silent = { ...PLAYBOOK, campaigns: [campaign({ touches: campaign().touches.slice(0, 1) })] };
    expect(decide(who, silent, then - HOUR)).toMatchObject({ do: "sleep", until: then });
    expect(decide(who, silent, then)).toMatchObject({
      do: "record",
      because: expect.stringMatching(/^ripe/),
    });
  });
});

describe("of a lead whose letters a scanner opens", () => {
  const scans = (letters: readonly number[], links: readonly string[], sign: Partial<LedgerLine> = {}) =>
    letters.flatMap((letter) =>
      fetched(letter, 40 * SECOND, links, sign).map((each, n) => ({ ...each, at: each.at - n * 3_900 })),
    );

  test("a click in a letter that was visibly scanned is nobody's but the reader's, also within the hour of scanners", () => {
    const own = [...fetched(0, 6 * MINUTE, ["a"]), ...fetched(1, 7 * MINUTE, ["b"])];
    expect(proven(mailed(2, 3, [...scans([0, 1], ["a", "b", "c"]), ...own]))).toBe(true);
  });

  test("who opens again all that the scanner opened may be the scanner, which looks again", () => {
    const again = [...fetched(0, 6 * HOUR, ["a"]), ...fetched(1, 7 * HOUR, ["a"])];
    const shown = fetched(2, 40 * SECOND, ["a", "unseen"]);
    expect(proven(mailed(3, 1, [...shown, ...scans([0, 1], ["a"]), ...again]))).toBe(false);
    const marked = scans([0, 1], ["a"], { machine: "SES says so" });
    expect(proven(mailed(2, 1, [...marked, ...again]))).toBe(true);
    const hidden = scans([0, 1], ["a", "unseen"]);
    expect(proven(mailed(2, 1, [...hidden, ...again]))).toBe(true);
  });
});

test("whoever goes through every link of a letter twice is no reader; once, or through one link twice, is", () => {
  const all = ["a", "b", "c"];
  const judged = (...lines: readonly LedgerLine[]) => {
    const who = mailed(1, 3, lines);
    return lines.map((each) => byMachine(each, who));
  };
  expect(judged(...fetched(0, HOUR, all), ...fetched(0, 6 * HOUR, all))).toEqual(Array(6).fill(true));
  expect(judged(...fetched(0, HOUR, all), ...fetched(0, 6 * HOUR, ["a", "b"]))).toEqual(Array(5).fill(false));
});
