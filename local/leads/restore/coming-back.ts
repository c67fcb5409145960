/** What is written of a lead that comes back from a restored table: its items, with what its kept mails say that it lacks. */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import {
  arrivalShard,
  CAME_BACK,
  dueShard,
  type Item,
  isOfLife,
  LEAD_ROW,
  LIFE,
  sortKey,
  toItem,
  toLife,
} from "../../../functions/world/lead-items.ts";
import type { KeptMail, LeftMark } from "../../../functions/world/sent-mails.ts";
import { LAST_PUT, WRITTEN_AT } from "../../../functions/world/torn-read.ts";
import { apply } from "../../../workflows/rules/change.ts";
import { withNewExecution } from "../../../workflows/rules/execution.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import type { Handoff, Known, LedgerLine, Touch } from "../../../workflows/rules/life.ts";
import { isKnown } from "../../../workflows/rules/life.ts";
import type { Playbook } from "../../../workflows/rules/playbook.ts";
import { withoutClock } from "../../../workflows/rules/sales-clock.ts";
import type { Instant } from "../../../workflows/rules/time.ts";
import { caughtUp } from "./caught-up.ts";
import { leavingAgain } from "./left-since.ts";

/** The copies that are kept of a lead's mails, by touch. */
export type Copies = ReadonlyMap<string, Pick<KeptMail, "at" | "subject">>;

export interface ComingBack {
  readonly life: Known;
  /** Written last: until it stands, nobody sees the rest. */
  readonly row: Item;
  readonly others: readonly Item[];
  /** Mails that went, or may have gone, after the instant of the table. */
  readonly sentSince: number;
  /** It left since, by its marks alone. */
  readonly leftSince: boolean;
}

export interface Evidence {
  readonly copies: Copies;
  /** The ledger's keys that the row knows of: what other lines say is put on it. */
  readonly knownLines: ReadonlySet<string>;
  /** Each time that it left, as marks outside the table say. */
  readonly leavings: readonly LeftMark[];
  readonly playbook: Playbook;
  readonly now: Instant;
}

/** `items` is all that lies under the lead, restored or standing; undefined where no lead's row is among it. */
export function comingBack(
  leadId: LeadId,
  items: readonly Item[],
  { copies, knownLines, leavings, playbook, now }: Evidence,
): ComingBack | undefined {
  const restored = toLife(leadId, items);
  if (!isKnown(restored)) return undefined;
  const caught: Known = { ...restored, lead: caughtUp(restored, knownLines, playbook) };
  const leaving = leavingAgain(caught, leavings);
  const life = leaving === undefined ? caught : apply(caught, leaving);
  if (!isKnown(life)) return undefined;
  const row = { ...unmarshall(items.find(({ sk }) => sk?.S === LEAD_ROW) ?? {}), ...life.lead };
  const marked = sentSince(life, copies);
  const asked = life.handoffs.filter(({ status }) => status === "released").map(askedAgain);
  const { enrolments = [], handoffs: closed = [], ledger: said = [] } = leaving ?? {};
  const changed = [
    ...marked.map((touch) => [sortKey.touch(touch), touch] as const),
    ...[...closed, ...asked].map((handoff) => [sortKey.handoff(handoff), handoff] as const),
    ...enrolments.map((run) => [sortKey.enrolment(run), run] as const),
  ];
  const news = new Set(changed.map(([sk]) => sk));
  const own = items
    .map((item) => unmarshall(item))
    .filter((item) => item["sk"] !== LEAD_ROW && isOfLife(item, row) && !news.has(String(item["sk"])));
  const lines = [...marked.map((touch) => unknownLine(touch, now)), ...said, restoredLine(life, now)];
  return {
    life: { ...life, touches: [...life.touches, ...marked] },
    row: rowOf(life, countingAll(row, own), now),
    others: [
      ...own.map((item) => ofLife(item, String(item["sk"]))),
      ...changed.map(([sk, item]) => ofLife(item, sk)),
      ...lines.map((line) => ofLife(line, sortKey.line(line))),
    ],
    sentSince: marked.length,
    leftSince: leaving !== undefined,
  };

  /** Each says which life it is of, so that one that began meanwhile never takes it for its own. */
  function ofLife(fields: object, sk: string): Item {
    return toItem(leadId, sk, { ...fields, sk, [LIFE]: life.lead?.createdAt });
  }
}

/** Items that stand already may be of later writes than the row knows of: it counts on from the last of them. */
function countingAll(row: Row, own: readonly Row[]): Row {
  const { [LAST_PUT]: _, ...rest } = row;
  const counts = [row, ...own].map((item) => Number(item["ledgerSeq"] ?? item[WRITTEN_AT] ?? 0));
  return { ...rest, ledgerSeq: Math.max(...counts) };
}

type Row = Readonly<Record<string, unknown>>;

/**
 * A generation after any that the lost table can have had: the stream starts it, and whatever still sleeps on an older
 * one ends at its next step. One that had ended is looked at once, and ends again.
 */
function rowOf({ leadId, lead }: Known, row: Row, now: Instant): Item {
  const { set = {}, remove = [] } = withNewExecution({}, lead.generation, now);
  const kept = Object.entries(row).filter(([name]) => !remove.some((gone) => gone === name));
  return toItem(leadId, LEAD_ROW, {
    ...Object.fromEntries(kept),
    ...set,
    [CAME_BACK]: row[CAME_BACK],
    dueShard: dueShard(leadId),
    arrivalShard: arrivalShard(leadId),
  });
}

/** A copy is kept of each mail before it goes, at the instant of its claim: one that is later tells of a mail that the table doesn't know. */
function sentSince({ lead, touches }: Known, copies: Copies): readonly Touch[] {
  return [...copies].flatMap(([touchId, { at, subject }]) => {
    const known = touches.find((touch) => touch.touchId === touchId);
    const isNews = known === undefined ? at >= lead.createdAt : mayStillGo(known) && at > known.claimedAt;
    if (!isNews) return [];
    const touch = known ?? plannedAs(touchId);
    return touch ? [{ ...touch, status: "unknown", attempt: "restored", claimedAt: at, subject }] : [];
  });
}

const mayStillGo = ({ status }: Pick<Touch, "status">) => status === "refused" || status === "claimed";

function plannedAs(touchId: string): Omit<Touch, "status" | "attempt" | "claimedAt" | "subject"> | undefined {
  const [, campaign = "", n, name = "", round] = /^([^_]+)_(\d+)_([^_]+)_(\d+)$/.exec(touchId) ?? [];
  if (campaign === "") return undefined;
  return { touchId, campaign, enrolment: Number(n), name, channel: "mail", round: Number(round), tries: 1 };
}

/** What sales may have answered since is lost, and nobody could answer meanwhile: they are told again, and have their time again. */
function askedAgain(handoff: Handoff): Handoff {
  const { stage, ...rest } = withoutClock(handoff);
  return stage === 2 ? { ...rest, stage } : rest;
}

function unknownLine({ touchId, name, claimedAt }: Touch, now: Instant): LedgerLine {
  const what = `"${name}" was about to go at ${new Date(claimedAt).toISOString()}, after the back-up: a copy is kept, so it isn't sent again`;
  return { key: `touch#${touchId}#unknown#restored`, at: now, kind: "touch", what, touchId };
}

/** Its key is the same however often this is tried. */
function restoredLine({ lead }: Known, now: Instant): LedgerLine {
  const what = "brought back from a back-up: what happened between that and the loss isn't known";
  return { key: `restored#${lead.generation}`, at: now, kind: "other", what };
}
