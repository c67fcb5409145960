/** How long it takes to work out a score from a long ledger: the two ways in turn, so that a busy machine slows both alike. */
import { anyHourDesk } from "../../../local/memory/any-hour-desk.ts";
import type { Known, LedgerLine } from "../../../workflows/rules/life.ts";
import type { Playbook } from "../../../workflows/rules/playbook.ts";
import { score } from "../../../workflows/rules/score.ts";
import { DAY, HOUR } from "../../../workflows/rules/time.ts";
import { life, line, touch } from "../../stories/lives.ts";
import { chance as chanceOf } from "../corpus/chance.ts";
import { BEGINNING } from "../corpus/corpus.ts";
import { benchCampaign, ZONE } from "./campaign.ts";

export interface Folding {
  readonly lines: number;
  /** Milliseconds of a first look at the life, and of one more at the same: the best of some medians, since whatever else a machine does only adds. */
  readonly anew: number;
  readonly again: number;
}

const ROUNDS = 5;
const RUNS = 101;
/** Until V8 has compiled what it will compile, also on a machine that has other things to do. */
const WARM_UP = 1_000;

export function folding(lines: number, seed: number): Folding {
  const campaign = benchCampaign();
  const playbook: Playbook = { campaigns: [campaign], desk: anyHourDesk(), defaultTimeZone: ZONE };
  const known = longLife(lines, seed);
  const once = (of: Known) => timed(() => score(of, campaign, playbook, BEGINNING + 400 * DAY));
  const medians: [number[], number[]] = [[], []];
  for (let run = 0; run < WARM_UP; run++) once({ ...known, ledger: [...known.ledger] });
  for (let round = 0; round < ROUNDS; round++) {
    const [anew, again]: [number[], number[]] = [[], []];
    for (let run = 0; run < RUNS; run++) {
      anew.push(once({ ...known, ledger: [...known.ledger] }));
      again.push(once(known));
    }
    medians[0].push(median(anew));
    medians[1].push(median(again));
  }
  return {
    lines: known.ledger.length,
    anew: Math.min(...medians[0]),
    again: Math.min(...medians[1]),
  };
}

/** A year of forty letters, opened and clicked by people and scanners, one link in ten six times; some posts among them. */
function longLife(lines: number, seed: number): Known {
  const chance = chanceOf(seed);
  const letters = Array.from({ length: 40 }, (_, n) =>
    touch({
      touchId: `small_1_letter${n}_1`,
      messageId: `mail-${n}`,
      sentAt: BEGINNING + n * 9 * DAY,
      claimedAt: BEGINNING + n * 9 * DAY,
      links: 5,
    }),
  );
  const ledger = Array.from({ length: lines }, (_, n): LedgerLine => {
    const letter = letters[n % letters.length] ?? touch();
    const at = Math.round((letter.sentAt ?? 0) + chance.between(0, 8 * 24) * HOUR);
    const again = Array.from({ length: n % 10 === 0 ? 5 : 0 }, (_each, index) => at + (index + 1) * HOUR);
    const of = { at, again, touchId: letter.touchId, messageId: letter.messageId ?? "" };
    if (n % 20 === 19) return line({ key: `form#${n}`, at, kind: "form" });
    if (n % 4 === 3) return line({ ...of, key: `open#${n}`, kind: "open" });
    return line({ ...of, key: `click#${n}`, kind: "click", link: `link${Math.floor(n / 40)}` });
  });
  return life({ touches: letters, ledger });
}

function timed(work: () => unknown): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
