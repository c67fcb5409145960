/** What the mail service says happened to a mail, and what that means for the lead. */

import { both } from "./both.ts";
import { HIDDEN_LINK } from "./bots.ts";
import { apply, type Change } from "./change.ts";
import { tell } from "./ledger.ts";
import { isKnown, type LedgerLine, type Life, type Touch, type TouchId } from "./life.ts";
import { failed, sent } from "./sending.ts";
import { suppress, suppression } from "./suppression.ts";
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
    /** Not permanent: the mailbox is full, a server does not answer, or nobody knows. `kind` in the service's words. */
    | {
        readonly type: "bounce";
        readonly feedbackId: string;
        readonly permanent: boolean;
        readonly kind: string;
      }
    | { readonly type: "complaint"; readonly feedbackId: string }
    /** Taken from us and not sent: for what it holds, or since it could not be made from its template. */
    | { readonly type: "reject" | "rendering failure" }
    /** What the reader told the mail service, and not us: that it is no spam, or which of its lists to be on. */
    | { readonly type: "no spam" | "subscription" }
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
  const known = touchAfter(touch, event);
  if (news === undefined && known === undefined) return undefined;
  if (known && isOnlyDelivery(touch, known)) return { touches: [known], aside: true };
  const change: Change = { ...news, ...(known === undefined ? {} : { touches: [known] }) };
  const verdict = suppression(apply(life, change));
  return verdict === undefined ? change : both(suppress(life, verdict), change);
}

/** The touch with what the event adds, in whatever order events come; undefined where it knew all that. */
function touchAfter(touch: Touch, { fact, messageId, at }: EmailEvent): Touch | undefined {
  if (fact.type === "other") return undefined;
  if (isDoom(fact.type)) return doomed(touch, DOOMS[fact.type]);
  const then: Touch = {
    ...sent(touch, touch.messageId ?? messageId, Math.max(touch.claimedAt, earlier(touch.sentAt, at))),
    ...(fact.type === "delivery" ? { deliveredAt: earlier(touch.deliveredAt, at) } : {}),
    ...(isDoomed(touch) ? { status: "failed" } : {}),
  };
  return isSettledAs(then, touch) && then.deliveredAt === touch.deliveredAt ? undefined : then;
}

function isOnlyDelivery(touch: Touch, then: Touch): boolean {
  return then.deliveredAt !== touch.deliveredAt && isSettledAs(then, touch);
}

function isSettledAs(then: Touch, touch: Touch): boolean {
  return (["status", "messageId", "sentAt", "refusal"] as const).every(
    (field) => then[field] === touch[field],
  );
}

function earlier(known: Instant | undefined, at: Instant): Instant {
  return known === undefined ? at : Math.min(known, at);
}

/** Taken from us and then not sent: trying again would not help. */
const DOOMS = { reject: "Reject", "rendering failure": "Rendering Failure" } as const;

function isDoom(type: string): type is keyof typeof DOOMS {
  return type in DOOMS;
}

function isDoomed({ refusal }: Touch): boolean {
  return refusal === DOOMS.reject || refusal === DOOMS["rendering failure"];
}

/** Nobody says both of one mail; if somebody did, the order would make no difference. */
function doomed(touch: Touch, refusal: string): Touch | undefined {
  return isDoomed(touch) && (touch.refusal ?? "") <= refusal ? undefined : failed(touch, refusal);
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
        what:
          fact.link === HIDDEN_LINK
            ? `followed the link in "${touch.name}" that people don't see`
            : `clicked a link in "${touch.name}"`,
        link: fact.link,
      };
    case "bounce":
      return {
        ...base,
        key: `bounce#${fact.feedbackId}`,
        kind: "bounce",
        what: `"${touch.name}" bounced (${fact.kind})`,
        bounce: fact.permanent ? "hard" : "soft",
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
    case "rendering failure":
      return {
        ...base,
        key: `rendering-failure#${messageId}`,
        kind: "reject",
        what: `the mail service could not make "${touch.name}" from its template`,
      };
    case "no spam":
      return {
        ...base,
        key: `no-spam#${messageId}`,
        kind: "other",
        what: `told the mail service that "${touch.name}" is no spam`,
      };
    case "subscription":
      return {
        ...base,
        key: `subscription#${messageId}`,
        kind: "other",
        what: `changed the mail service's own lists by "${touch.name}"; ours are as they were`,
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
