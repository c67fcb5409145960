/** A life as a story: everything that happened to a lead in order of time, each with its reason. */

import { proofInWords } from "./consent-in-words.ts";
import { handoffKey } from "./handoff-line.ts";
import type { Judgement } from "./judgements.ts";
import { instantsOf, MOST_INSTANTS } from "./ledger.ts";
import type { Enrolment, Handoff, Known, LedgerLine, Touch } from "./life.ts";
import { NO_CONTACT } from "./results.ts";
import type { TouchChannel } from "./touches.ts";

export interface Episode {
  readonly at: number;
  readonly kind: LedgerLine["kind"] | "decision";
  readonly what: string;
  /** The mail it belongs to, for a link into the mailbox. */
  readonly messageId?: string;
  /** The ledger line's key, by which the score's lines are found. */
  readonly key?: string;
  /** The touch it is about, where we sent it. */
  readonly touchId?: string;
  /** Of a consent, or of its end: the proof, in words. */
  readonly proof?: string;
  /** Whose doing it is taken for, where that needs saying. */
  readonly judged?: Judgement;
}

/** The ledger tells most; the other items add what it does not say, never the same thing twice. `judged`: by a line's key. */
export function timeline(
  life: Known,
  judged: ReadonlyMap<string, Judgement> = new Map(),
): readonly Episode[] {
  const told = life.ledger
    .filter((line) => !isToldByItsHandoff(line, life))
    .map((line) => fromLedger(line, judged.get(line.key)));
  const items = [
    ...life.enrolments.flatMap(fromEnrolment),
    ...life.touches.map(fromTouch),
    ...life.handoffs.flatMap((handoff) => fromHandoff(handoff, life)),
  ];
  const news = items.filter((item) => !told.some((line) => line.at === item.at && saysTheSame(line, item)));
  return [...told, ...news].toSorted((a, b) => a.at - b.at || givenRank(a) - givenRank(b));
}

/** Of one instant: who gets a hand-off comes of its release, and is told then. */
function givenRank({ key = "" }: Episode): number {
  if (/^handoff#\d+#to#/.test(key)) return 1;
  return /^handoff#\d+#(told|next person)#/.test(key) ? 2 : 0;
}

/**
 * One of the two says more: `left …: why` than `why`, `sales was told; an answer is due …` than `sales was told`. But that a
 * click made a lead ripe is more than the click.
 */
function saysTheSame(line: Episode, item: Episode): boolean {
  if (item.kind === "handoff" && line.kind !== "handoff") return false;
  return item.what.endsWith(line.what) || line.what.startsWith(item.what);
}

/** The hand-off knows why it was released, who answered, with which reason and note. */
function isToldByItsHandoff({ kind, key, at }: LedgerLine, { handoffs }: Known): boolean {
  return (
    kind === "handoff" &&
    handoffs.some(
      ({ n, releasedAt, closedAt }) =>
        (at === releasedAt && key === handoffKey(n, "released")) ||
        (at === closedAt && ANSWERS.some((answer) => key.startsWith(handoffKey(n, answer)))),
    )
  );
}

const ANSWERS = ["accepted", "rejected", "snoozed", "expired"];

function fromLedger(line: LedgerLine, judged: Judgement | undefined): Episode {
  const { at, kind, messageId, key } = line;
  return {
    at,
    kind,
    what: `${line.what}${howOften(line)}`,
    key,
    ...(messageId ? { messageId } : {}),
    ...(line.proof ? { proof: proofInWords(line.proof) } : {}),
    ...(judged ? { judged } : {}),
  };
}

/** Of what happened again: an image that was fetched 400 times is one line. */
function howOften(line: LedgerLine): string {
  const times = instantsOf(line).length;
  if (times === 1) return "";
  return `, ${times}${times < MOST_INSTANTS ? "" : " or more"} times`;
}

function fromEnrolment({ campaign, startedAt, endedAt, because }: Enrolment): readonly Episode[] {
  const start: Episode = { at: startedAt, kind: "enrolment", what: `entered ${campaign}` };
  if (endedAt === undefined) return [start];
  return [
    start,
    { at: endedAt, kind: "enrolment", what: `left ${campaign}: ${because ?? "no reason was noted"}` },
  ];
}

function fromTouch(touch: Touch): Episode {
  return (touch.channel ?? "mail") === "mail" ? fromMail(touch) : fromTask(touch);
}

function fromMail(touch: Touch): Episode {
  const mail = `“${touch.subject}” (${touch.name})`;
  const { claimedAt: at } = touch;
  switch (touch.status) {
    case "claimed":
      return { at, kind: "touch", what: `is being sent ${mail}` };
    case "refused": {
      const what = `the mail service refused ${mail} for now (${touch.refusal}), try ${touch.tries}`;
      return { at, kind: "touch", what };
    }
    case "failed":
      return { at, kind: "touch", what: `${mail} could not be sent (${touch.refusal})` };
    case "unknown":
      return { at, kind: "touch", what: `${mail} may or may not have gone out: it is not sent again` };
    case "skipped":
      return leftOut(touch);
    case "sent":
    case "done":
    case "overdue":
      return { ...gone(touch), what: `was sent ${mail}`, ...mailOf(touch) };
    default:
      return touch.status satisfies never;
  }
}

const asked = (what: string) => (was: string) => `a ${what} ${was} asked for`;

const ASKED: Readonly<Record<TouchChannel, (was: string) => string>> = {
  mail: asked("mail"),
  call: asked("call"),
  postcard: asked("postcard"),
  note: asked("note"),
  reply: (was) => `somebody ${was} asked to answer it`,
};

/** That it was asked for; what came of it, or that nothing came, stands in the ledger. */
function fromTask(touch: Touch): Episode {
  const task = `“${touch.subject}” (${touch.name})`;
  const { claimedAt: at } = touch;
  switch (touch.status) {
    case "claimed":
      return { at, kind: "touch", what: `${ASKED[touch.channel ?? "mail"]("is being")}: ${task}` };
    case "unknown":
      return {
        at,
        kind: "touch",
        what: `${ASKED[touch.channel ?? "mail"]("may or may not have been")}: ${task}`,
      };
    case "refused": {
      const what = `nobody could be asked for now (${touch.refusal}), try ${touch.tries}: ${task}`;
      return { at, kind: "touch", what };
    }
    case "failed":
      return { at, kind: "touch", what: `nobody could be asked (${touch.refusal}): ${task}` };
    case "skipped":
      return leftOut(touch);
    case "sent":
    case "done":
    case "overdue":
      return { ...gone(touch), what: `${ASKED[touch.channel ?? "mail"]("was")}: ${task}` };
    default:
      return touch.status satisfies never;
  }
}

function gone({ sentAt, claimedAt, touchId }: Touch) {
  return { at: sentAt ?? claimedAt, kind: "touch", touchId } as const;
}

/** In the ledger's very words, where it stands too. */
function leftOut({ claimedAt, name, refusal }: Touch): Episode {
  return { at: claimedAt, kind: "touch", what: `"${name}" is left out: ${refusal}` };
}

function mailOf({ messageId }: Touch): Pick<Episode, "messageId"> {
  return messageId ? { messageId } : {};
}

/** Whom of sales it was given to, who was told and who was reminded, the ledger says by name. */
function fromHandoff(handoff: Handoff, { ledger }: Known): readonly Episode[] {
  const unless = (at: number | undefined, told: readonly string[]) => {
    const isTold = (line: LedgerLine) =>
      line.at === at && told.some((what) => line.key.startsWith(handoffKey(handoff.n, `${what}#`)));
    return ledger.some(isTold) ? undefined : at;
  };
  const moments: readonly (readonly [number | undefined, string])[] = [
    [handoff.releasedAt, releaseOf(handoff, ledger)],
    [handoff.toldNobodyAt, "nobody at sales could be told: the topic has no confirmed subscriber"],
    [unless(handoff.notifiedAt, ["told", "next person"]), "sales was told"],
    [unless(handoff.remindedAt, ["reminded"]), "sales was reminded"],
    [handoff.closedAt, answerOf(handoff)],
  ];
  return moments.flatMap(([at, what]) => (at === undefined ? [] : [{ at, kind: "handoff", what }]));
}

/** Of what somebody forgot it doesn't say that it is ripe. */
function releaseOf({ n, because }: Handoff, ledger: readonly LedgerLine[]): string {
  const line = ledger.find(({ key }) => key === handoffKey(n, "released"));
  return line?.what ?? `ripe, released to sales: ${because}`;
}

function answerOf({ status, answeredBy, reason, note }: Handoff): string {
  if (status === "expired")
    return reason === NO_CONTACT
      ? "sales has it no more: it asked not to be contacted"
      : "sales did not answer in time: back to nurture";
  const why = [reason, note].filter(Boolean).join(": ");
  return `${status} by ${answeredBy ?? "somebody"}${why ? `: ${why}` : ""}`;
}
