/** What only a person does. Who posts to us fills in a form or presses a button: scanners follow links, and GET changes nothing. */
import type { RunningCampaign } from "./campaign.ts";
import { byTime } from "./ledger.ts";
import type { LedgerLine, Life } from "./life.ts";
import { isToAnswer } from "./planned-touch.ts";
import type { Instant } from "./time.ts";

export interface HumanAct {
  /** Its ledger line's. */
  readonly key: string;
  readonly at: Instant;
  /** In words that follow "since": "it filled in a form". */
  readonly because: string;
}

/** Each of these is enough by itself. In order of time. */
export function humanActs(life: Life, campaign: RunningCampaign): readonly HumanAct[] {
  return life.ledger.toSorted(byTime).flatMap((line) => {
    const because = onesOwn(line, life, campaign);
    return because === undefined ? [] : [{ key: line.key, at: line.at, because }];
  });
}

function onesOwn(line: LedgerLine, life: Life, campaign: RunningCampaign): string | undefined {
  switch (line.kind) {
    case "reply":
      return "it replied";
    case "form":
      return cameBack(line, life) ? "it filled in a form" : undefined;
    case "confirm":
      return "it confirmed its address";
    case "answer":
      return "it answered our question";
    case "task":
      return spoke(line) ? "we spoke" : undefined;
    case "activity":
      return campaign.engagement.human.includes(line.activity ?? "")
        ? `it did what only people do (${line.what})`
        : undefined;
    default:
      return undefined;
  }
}

/** The first post is why the lead is here; one after the first mail is engagement. */
export function cameBack(line: LedgerLine, life: Life): boolean {
  return life.touches.some((touch) => touch.claimedAt < line.at && touch.status !== "skipped");
}

/** A call that reached the lead. What came of its reply is no second act of its own. */
export function spoke(line: LedgerLine): boolean {
  return (line.outcome === "spoke" || line.outcome === "wants-sales") && !isToAnswer(line);
}
