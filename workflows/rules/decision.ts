/** What a lead needs now: one of eight things, with its reason in words. */

import type { Change } from "./change.ts";
import type { TouchId } from "./life.ts";
import type { Instant } from "./time.ts";
import type { TouchChannel } from "./touches.ts";

export interface PlannedTouch {
  readonly touchId: TouchId;
  readonly campaign: string;
  readonly enrolment: number;
  /** The name of its mail, or of its brief, in the compiled campaign. */
  readonly name: string;
  readonly channel: TouchChannel;
  readonly round: number;
  /** The campaign's version that decided it. */
  readonly version: string;
  /** Of a task: until when it should be done. */
  readonly dueAt?: Instant;
  /** Of a task to answer: the ledger keys of the replies that it tells of. */
  readonly about?: string[];
}

/** What people of sales are told of: the lead is theirs; half the time is over; theirs now that somebody else was silent; the manager, that nobody answers or has room; that the lead left, or did something; and the question what came of it. */
export type What =
  | "release"
  | "reminder"
  | "next person"
  | "manager"
  | "nobody free"
  | "left"
  | "act"
  | "follow-up"
  | "follow-up manager";

export type Decision =
  /** Claim this touch, send it or ask for it, note the answer. */
  | { readonly do: "send"; readonly touch: PlannedTouch; readonly because: string }
  /** Find somebody of sales for hand-off `n`: the first, or the next. */
  | { readonly do: "assign"; readonly n: number; readonly because: string }
  /** Tell people of sales about hand-off `n`. */
  | { readonly do: "tell sales"; readonly n: number; readonly what: What; readonly because: string }
  /** Tell sales that the lead wants to be contacted no more, by nobody. */
  | { readonly do: "tell of no contact"; readonly because: string }
  /** Write this down, then decide again. */
  | { readonly do: "record"; readonly change: Change; readonly because: string }
  /** Nothing before `until`. */
  | { readonly do: "sleep"; readonly until: Instant; readonly because: string }
  /** Nothing at all, unless something happens; `forgetAt`: nothing of it is kept beyond this. */
  | { readonly do: "end"; readonly because: string; readonly forgetAt?: Instant }
  /** Nothing of it is to be kept. `doNotContact`: nor may we bring it back ourselves. */
  | { readonly do: "erase"; readonly because: string; readonly doNotContact: boolean };

/** Whether `after` asks for something else than `before` did, or for the same sooner: then the sleeper must wake. */
export function asksForMore(before: Decision, after: Decision): boolean {
  if (before.do === "sleep" && after.do === "sleep") return after.until < before.until;
  return signature(before) !== signature(after);
}

function signature(decision: Decision): string {
  switch (decision.do) {
    case "send":
      return `send ${decision.touch.touchId}`;
    case "assign":
      return `assign ${decision.n}`;
    case "tell sales":
      return `tell sales ${decision.n} ${decision.what}`;
    case "record":
      return `record ${decision.because}`;
    case "tell of no contact":
    case "sleep":
    case "end":
    case "erase":
      return decision.do;
    default:
      return decision satisfies never;
  }
}
