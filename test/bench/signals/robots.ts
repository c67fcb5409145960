/** Lives in which nobody ever acts but machines: not one may reach sales. And how many would, were every click a person's. */
import { chance as chanceOf } from "../corpus/chance.ts";
import { BEGINNING, delivery, leadId, letter } from "../corpus/corpus.ts";
import { type Scanner, someScanner } from "../corpus/scanners.ts";
import { benchCampaign, SETTLE, trustingCampaign } from "./campaign.ts";
import { heard, lived, taken, type World } from "./lived.ts";

export interface RobotLives {
  readonly lives: number;
  /** What the mail service told of them. */
  readonly events: number;
  /** Which of them reached sales, with the scanner's habit: for whoever looks for the reason. */
  readonly released: readonly string[];
  /** Of the same lives, where each click counts at once as a person's. */
  readonly trusting: { readonly lives: number; readonly released: number };
}

/** One in twenty is lived once more without the judge. */
const COMPARED = 20;

/** Those numbered `from` up to, and without, `to`. */
export function robotLives(from: number, to: number, seed: number): RobotLives {
  const [judging, trusting] = [benchCampaign(), trustingCampaign()];
  const released: string[] = [];
  const compared = { lives: 0, released: 0 };
  let events = 0;
  for (let n = from; n < to; n++) {
    const scanner = someScanner(chanceOf(seed * 7_000_003 + n));
    const life = lived(leadId(n), judging, BEGINNING, scanned(scanner, n, seed));
    if (life.releasedAt !== undefined) released.push(`seed ${seed}, life ${n}: ${scanner.habit.kind}`);
    events += life.heard;
    if (n % COMPARED > 0) continue;
    compared.lives++;
    const other = lived(leadId(n), trusting, BEGINNING, scanned(scanner, n, seed, taken));
    if (other.releasedAt !== undefined) compared.released++;
  }
  return { lives: to - from, events, released, trusting: compared };
}

function scanned(scanner: Scanner, n: number, seed: number, tell?: typeof taken): World {
  const chance = chanceOf(seed * 9_000_011 + n);
  const settle = tell === undefined ? SETTLE : 0;
  return (index, sentAt) => {
    const mail = letter(leadId(n), index, sentAt);
    const { told } = delivery(mail, { scanner, person: undefined }, chance);
    return told.map((event) => heard(mail, event, settle, tell));
  };
}
