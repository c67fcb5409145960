/** What a refused write means: a condition is the guard, and each refused transition has its name. */
import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import type { DeskItem } from "./desk-items.ts";
import type { Written } from "./world.ts";

/** What stood in the transaction after the lead's own row: the mailbox's place if any, other items, the desk's last. */
interface Asked {
  readonly limited: boolean;
  readonly items: number;
  readonly desk: readonly DeskItem[];
}

/** Throws what is no refusal of ours. */
export function refusalOf(error: unknown, { limited, items, desk }: Asked): Exclude<Written, "written"> {
  if (limited && meansLimited(error)) return "limited";
  if (meansFull(error, items, desk)) return "full";
  if (meansMoved(error)) return "moved";
  throw error;
}

const LOST_RACES = new Set(["None", "ConditionalCheckFailed", "TransactionConflict"]);

/** Somebody else wrote first. A transaction cancelled for any other reason (throttling, size) is not that. */
export function meansMoved(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException || error instanceof TransactionConflictException)
    return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  return (error.CancellationReasons ?? []).every((reason) => LOST_RACES.has(reason.Code ?? "None"));
}

/** Nothing stood against it but the mailbox, which comes right after the lead's own row. */
function meansLimited(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  return (error.CancellationReasons ?? []).every(
    ({ Code = "None" }, at) => Code === (at === 1 ? "ConditionalCheckFailed" : "None"),
  );
}

/** Nothing else stood against it. `items`: how many stand beside the lead's own row, the desk's last. */
function meansFull(error: unknown, items: number, desk: readonly DeskItem[]): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  const refused = (error.CancellationReasons ?? []).flatMap(({ Code = "None" }, at) =>
    Code === "None" ? [] : [{ Code, desk: desk[at - 1 - (items - desk.length)] }],
  );
  return (
    refused.length > 0 &&
    refused.every((each) => each.Code === "ConditionalCheckFailed" && each.desk?.isRoom === true)
  );
}
