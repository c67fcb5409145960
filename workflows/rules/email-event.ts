/** What the mail service says happened to a mail, and what that means for the lead. */

import { tell } from "./ledger.ts";
import {
  both,
  type Change,
  isKnown,
  type Known,
  type LedgerLine,
  type Life,
  type Touch,
  type TouchId,
} from "./life.ts";
import { failed, sent, suppress } from "./sending.ts";
import type { Instant } from "./time.ts";

/** An event as parsed at the edge; `at` is its own timestamp, never later than its receipt. */
export interface EmailEvent {
  readonly touchId: TouchId;
  readonly attempt: string;
  readonly messageId: string;
  readonly at: Instant;
  readonly fact:
    | { readonly type: "send" | "delivery" | "delay" }
    | ({ readonly type: "open" } & Signs)
    /** `link` is a name or hash of where it leads. */
    | ({ readonly type: "click"; readonly link: string } & Signs)
    | {
        readonly type: "bounce";
        readonly feedbackId: string;
        readonly permanent: boolean;
        readonly kind: string;
      }
    | { readonly type: "complaint"; readonly feedbackId: string }
    | { readonly type: "reject" }
    /** A type we do not know is kept by its name. */
    | { readonly type: "other"; readonly name: string };
}

/** What speaks for a machine, in words: the mail service says so; it came from where scanners come from. */
interface Signs {
  readonly machine?: string | undefined;
  readonly probable?: string | undefined;
}

/**
 * The change an event makes, or undefined when it says nothing new, or speaks of a mail that this lead was not sent (an
 * erased lead's, or another attempt's).
 */
export function emailEvent(life: Life, event: EmailEvent): Change | undefined {
  const touch = life.touches.find((each) => each.touchId === event.touchId && each.attempt === event.attempt);
  if (!isKnown(life) || touch === undefined) return undefined;
  const line = lineOf(event, touch);
  const news = line && tell(life, line);
  const proof = proofOfSending(event, touch);
  if (news === undefined && proof === undefined) return undefined;
  return both(proof ?? {}, news === undefined ? {} : both(consequence(life, event, touch), news));
}

/** Whatever comes of a mail proves that it went out, in whatever order its events arrive. */
function proofOfSending({ fact, messageId, at }: EmailEvent, touch: Touch): Change | undefined {
  if (fact.type === "other" || fact.type === "reject") return undefined;
  const known = touch.status === "sent" || touch.refusal === REJECTED;
  return known ? undefined : { touches: [sent(touch, messageId, at)] };
}

/** Taken from us and then not sent, for what it holds: trying again would not help. */
const REJECTED = "Reject";

/** Only a permanent bounce or a complaint is the address's own word. */
function consequence(life: Known, event: EmailEvent, touch: Touch): Change {
  const { fact, at } = event;
  if (fact.type === "reject") return { touches: [failed(touch, REJECTED)] };
  if (fact.type === "complaint") return suppress(life, at, "the reader called a mail spam");
  if (fact.type === "bounce" && fact.permanent)
    return suppress(life, at, `the address bounced for good (${fact.kind})`);
  return {};
}

function lineOf(event: EmailEvent, touch: Touch): LedgerLine | undefined {
  const { fact, messageId, at, touchId } = event;
  const base = { at, touchId, messageId };
  switch (fact.type) {
    case "send":
    case "delivery":
      return undefined;
    case "delay":
      return {
        ...base,
        key: `delay#${messageId}`,
        kind: "delay",
        what: `delivery of "${touch.name}" is delayed`,
      };
    case "open":
      return {
        ...base,
        ...signs(fact),
        key: `open#${messageId}${whose(fact)}`,
        kind: "open",
        what: `opened "${touch.name}"`,
      };
    case "click":
      return {
        ...base,
        ...signs(fact),
        key: `click#${messageId}#${fact.link}${whose(fact)}`,
        kind: "click",
        what: `clicked a link in "${touch.name}"`,
        link: fact.link,
      };
    case "bounce":
      return {
        ...base,
        key: `bounce#${fact.feedbackId}`,
        kind: "bounce",
        what: `"${touch.name}" bounced (${fact.kind})`,
      };
    case "complaint":
      return {
        ...base,
        key: `complaint#${fact.feedbackId}`,
        kind: "complaint",
        what: `called "${touch.name}" spam`,
      };
    case "reject":
      return {
        ...base,
        key: `reject#${messageId}`,
        kind: "reject",
        what: `the mail service rejected "${touch.name}"`,
      };
    case "other":
      return {
        ...base,
        key: `other#${fact.name}#${messageId}`,
        kind: "other",
        what: `the mail service said "${fact.name}" of "${touch.name}"`,
      };
    default:
      return fact satisfies never;
  }
}

/** A scanner often follows a link before the reader does: what speaks for a machine is told apart from what doesn't. */
function whose({ machine, probable }: Signs): string {
  if (machine !== undefined) return "#machine";
  return probable === undefined ? "" : "#probable";
}

function signs({ machine, probable }: Signs) {
  if (machine !== undefined) return { machine };
  return probable === undefined ? {} : { probable };
}
