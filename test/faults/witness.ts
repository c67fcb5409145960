/** Watches one life from outside and holds every write, mail and notification against what must never happen. */
import { isDeepStrictEqual } from "node:util";
import type { SentMail } from "../../local/memory/memory-mail.ts";
import { heldHandoff } from "../../workflows/rules/holder.ts";
import { instantsOf } from "../../workflows/rules/ledger.ts";
import type { Handoff, LedgerLine, Life, Touch } from "../../workflows/rules/life.ts";
import { isToAnswer } from "../../workflows/rules/planned-touch.ts";

/** A claim as it was written: for which life of the lead, and which touch. */
interface Claim {
  readonly incarnation: number;
  readonly touchId: string;
}

export class Witness {
  readonly problems: string[] = [];
  readonly tally = new Map<string, number>();
  readonly trace: string[] = [];
  /** How many leads lived under this id so far: an erased one that returns is another. */
  incarnation = 0;
  /** Mails that the service took, by attempt. */
  readonly mails = new Map<string, SentMail>();
  /** Hand-offs of which the topic took a notification, as `incarnation#n`, and whom it was for, as `incarnation#n#person`. */
  readonly told = new Set<string>();
  /** Tasks of which the topic took a notification, as `incarnation#touchId`. */
  readonly askedFor = new Set<string>();
  private readonly claims = new Map<string, Claim>();
  private readonly sentTouches = new Set<string>();
  private readonly generations = new Set<number>();
  private readonly now: () => number;
  private readonly start: number;

  constructor(start: number, now: () => number) {
    this.start = start;
    this.now = now;
  }

  count(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1);
  }

  note(what: string): void {
    this.trace.push(`${this.elapsed()}  ${what}`);
  }

  /** The kind of problem comes first, so that a table can tell one from another. */
  problem(kind: string, what: string): void {
    this.note(`*** ${kind}: ${what}`);
    this.problems.push(`${kind}: ${what} (at ${this.elapsed()})`);
  }

  wrote(before: Life, after: Life): void {
    this.note(summary(before, after));
    if (before.lead === undefined || after.lead === undefined) this.wroteAnew(after);
    else {
      this.counters(before, after);
      this.time(before, after);
    }
    for (const touch of after.touches) this.touched(before, touch);
    for (const handoff of after.handoffs) this.handedOver(before, handoff);
    if (after.handoffs.filter(isOpen).length > 1) this.problem("two open hand-offs", "at one lead");
    for (const line of before.ledger)
      if (after.lead && before.lead && !isKept(line, after))
        this.problem("ledger rewritten", `${line.key} was there and is not, or is another`);
  }

  sent(mail: SentMail): void {
    const { attempt, touchId } = mail.tags;
    const claim = this.claims.get(attempt);
    this.note(`SES takes ${touchId} (${attempt})`);
    this.count("mails");
    this.mails.set(attempt, mail);
    if (claim === undefined) this.problem("sent without a claim", touchId);
    const once = `${claim?.incarnation ?? this.incarnation}#${touchId}`;
    if (this.sentTouches.has(once)) this.problem("sent twice", touchId);
    this.sentTouches.add(once);
  }

  published(n: number, { kind, to }: { readonly kind: string; readonly to: string }): void {
    this.note(`SNS takes "${kind}" of hand-off ${n} for ${to}`);
    this.count("notifications");
    this.count(`told: ${kind}`);
    this.told.add(`${this.incarnation}#${n}`);
    this.told.add(`${this.incarnation}#${n}#${to}`);
  }

  asked(touchId: string): void {
    this.note(`SNS takes the task ${touchId}`);
    this.count("tasks");
    const once = `${this.incarnation}#${touchId}`;
    if (this.askedFor.has(once)) this.count("tasks told again");
    this.askedFor.add(once);
  }

  private elapsed(): string {
    const ms = this.now() - this.start;
    const clock = new Date(ms).toISOString().slice(11, 23);
    return `day ${String(Math.floor(ms / 86_400_000)).padStart(3)} ${clock}`;
  }

  private wroteAnew(after: Life): void {
    if (after.lead === undefined) {
      if (after.touches.length + after.ledger.length + after.enrolments.length > 0)
        this.problem("written after erase", "items stand beside a tombstone");
      return;
    }
    this.incarnation++;
    this.newGeneration(after.lead.generation);
  }

  private newGeneration(generation: number): void {
    if (this.generations.has(generation)) this.problem("generation twice", String(generation));
    this.generations.add(generation);
  }

  private counters({ lead: before }: Life, { lead: after }: Life): void {
    // What no decision hangs on is noted beside the row.
    if (!before || !after || before === after) return;
    if (after.ledgerSeq !== before.ledgerSeq + 1)
      this.problem("ledgerSeq", `went from ${before.ledgerSeq} to ${after.ledgerSeq}`);
    if (after.wakeSeq < before.wakeSeq || after.wakeSeq > before.wakeSeq + 1)
      this.problem("wakeSeq", `went from ${before.wakeSeq} to ${after.wakeSeq}`);
    if (after.generation === before.generation) return;
    this.newGeneration(after.generation);
    if (after.generation < before.generation)
      this.problem("generation", `went back from ${before.generation} to ${after.generation}`);
  }

  private time({ lead: before }: Life, { lead: after }: Life): void {
    if ((after?.decidedAt ?? 0) < (before?.decidedAt ?? 0))
      this.problem("decided before what was decided", `${before?.decidedAt} then ${after?.decidedAt}`);
  }

  private touched(before: Life, touch: Touch): void {
    const was = before.touches.find((each) => each.touchId === touch.touchId);
    if (was === touch) return;
    if (touch.status === "claimed" && was?.attempt !== touch.attempt) this.claimed(before, was, touch);
    if (isTask(touch)) this.tasked(was, touch);
    else this.mailed(was, touch);
  }

  private mailed(was: Touch | undefined, touch: Touch): void {
    if (was?.status === "sent" && (touch.status !== "sent" || touch.attempt !== was.attempt))
      this.problem("a sent touch changed", `${touch.touchId} became ${touch.status} (${touch.attempt})`);
    if (touch.status === "sent" && this.mails.get(touch.attempt)?.messageId !== touch.messageId)
      this.problem("sent only on paper", `${touch.touchId} (${touch.attempt}) is no mail of the service`);
  }

  /** Asked for, then done or overdue; overdue may still be done. */
  private tasked(was: Touch | undefined, touch: Touch): void {
    this.count(`task ${touch.status}`);
    const goesOn = AFTERWARDS[was?.status ?? ""];
    if (goesOn && !goesOn.includes(touch.status))
      this.problem("a task changed", `${touch.touchId} from ${was?.status} to ${touch.status}`);
    const isAsked = this.askedFor.has(`${this.incarnation}#${touch.touchId}`);
    if (["sent", "done", "overdue"].includes(touch.status) && !isAsked)
      this.problem("asked only on paper", `${touch.touchId} is ${touch.status}, and nobody heard of it`);
  }

  private mayBeClaimed(was: Touch | undefined, touch: Touch): void {
    const mayBe = isTask(touch) ? ["refused", "claimed"] : ["refused"];
    if (was !== undefined && !mayBe.includes(was.status))
      this.problem("claimed again", `${touch.touchId} was ${was.status}`);
  }

  /** Whatever holds at the moment of the claim holds for the mail. */
  private claimed(before: Life, was: Touch | undefined, touch: Touch): void {
    this.claims.set(touch.attempt, { incarnation: this.incarnation, touchId: touch.touchId });
    this.count("claims");
    const { lead } = before;
    // Of what it wrote somebody is told whoever the lead is by then.
    if (!isToAnswer(touch)) this.mayBeReached(before, touch);
    this.mayBeClaimed(was, touch);
    const newest = Math.max(lead?.decidedAt ?? 0, ...before.ledger.flatMap(instantsOf));
    if (touch.claimedAt < newest)
      this.problem(
        "decided before what was decided",
        `${touch.touchId} claimed as of ${touch.claimedAt}, known ${newest}`,
      );
  }

  private mayBeReached({ lead, handoffs }: Life, touch: Touch): void {
    const left = lead?.consent.withdrawnAt ?? lead?.suppressedAt;
    if (left !== undefined || lead?.consent.givenAt === undefined)
      this.problem("claimed after leaving", `${touch.touchId}, ${lead?.because}`);
    if (heldHandoff({ handoffs })) this.problem("claimed while sales has it", touch.touchId);
  }

  private handedOver(before: Life, handoff: Handoff): void {
    const was = before.handoffs.find((each) => each.n === handoff.n);
    if (was === handoff) return;
    const { n, to, status, notifiedAt } = handoff;
    const isFinal = was && heldHandoff({ handoffs: [was] }) === undefined;
    if (isFinal && (was.status !== status || was.answeredBy !== handoff.answeredBy))
      this.problem("a closed hand-off changed", `${n} from ${was.status} to ${status}`);
    const isMarked = notifiedAt !== undefined && was?.notifiedAt === undefined;
    if (isMarked && !this.told.has(`${this.incarnation}#${n}#${to}`))
      this.problem("told only on paper", `hand-off ${n}: ${to} is marked as told, and was not`);
    this.tallied(was, handoff);
  }

  private tallied(was: Handoff | undefined, handoff: Handoff): void {
    const { status, outcome } = handoff;
    if (was === undefined) this.count("hand-offs");
    if (was?.status === "accepted" && status === "rejected") this.count("given back after acceptance");
    if (outcome === "no-word" && was?.outcome !== outcome) this.count("back to the pool");
    if (!isOpen(handoff) && status !== was?.status) this.count(status);
  }
}

const AFTERWARDS: Readonly<Record<string, readonly Touch["status"][]>> = {
  sent: ["done", "overdue"],
  overdue: ["done"],
  done: [],
};

/** A line stays as it was, but for the instants at which the same is heard of again, and that the earliest word on what happens once holds. */
function isKept(line: LedgerLine, { ledger }: Life): boolean {
  if (ledger.includes(line)) return true;
  const now = ledger.find(({ key }) => key === line.key);
  if (now === undefined) return false;
  const { at, again, ...rest } = line;
  if (ONCE.has(line.kind)) return now.at <= at && isDeepStrictEqual(now, { ...line, at: now.at });
  return (
    isDeepStrictEqual(now, { ...rest, at: now.at, again: now.again }) &&
    instantsOf(line).every((each) => instantsOf(now).includes(each))
  );
}

const ONCE = new Set<LedgerLine["kind"]>(["activity", "reply", "autoreply"]);

export function isTask({ channel = "mail" }: Touch): boolean {
  return channel !== "mail";
}

export function isOpen({ status }: Handoff): boolean {
  return status === "released" || status === "snoozed";
}

/** One line for the trace: what a write changed. */
function summary(before: Life, after: Life): string {
  const { lead } = after;
  if (lead === undefined) return "table: erased";
  const parts = [
    before.lead?.generation === lead.generation ? "" : `generation ${lead.generation}`,
    before.lead?.wakeSeq === lead.wakeSeq ? "" : "wake",
    before.lead?.lifecycle === lead.lifecycle ? "" : lead.lifecycle,
    before.lead?.nextWakeAt === lead.nextWakeAt ? "" : `nextWakeAt ${day(lead.nextWakeAt)}`,
    before.lead?.endedAt === lead.endedAt ? "" : `endedAt ${day(lead.endedAt)}`,
    before.lead?.wakeToken === lead.wakeToken ? "" : "token",
    ...after.touches
      .filter((touch) => !before.touches.includes(touch))
      .map((touch) => `${touch.touchId} ${touch.status} (${touch.attempt})`),
    ...after.handoffs
      .filter((handoff) => !before.handoffs.includes(handoff))
      .map(({ n, status, notifiedAt }) => `hand-off ${n} ${status}${notifiedAt ? ", told" : ""}`),
    ...after.ledger.filter((line) => !before.ledger.includes(line)).map((line) => line.key.slice(0, 40)),
  ];
  return `table: seq ${lead.ledgerSeq}: ${parts.filter((part) => part !== "").join(" · ")}`;
}

function day(at: number | undefined): string {
  return at === undefined ? "none" : new Date(at).toISOString();
}
