/** What each touch of each campaign did: sent, delivered, opened, clicked, answered, left, ripened. */
import type { RunningCampaign } from "../campaign.ts";
import type { Handoff, Known, LedgerLine, Touch } from "../life.ts";
import { isOfTheHouse, isToAnswer } from "../planned-touch.ts";
import { DAY, type Instant } from "../time.ts";
import { allTouches, touchNamed } from "../touches.ts";
import { type Doer, doersOf } from "./judged.ts";
import { placeOf } from "./place.ts";
import { Table } from "./table.ts";
import type { Told } from "./told.ts";

/** A lead that goes to sales so long after a touch counts as ripened by it; by each of its touches in that time. */
export const RIPENS_WITHIN = 14 * DAY;

export interface TouchRow {
  readonly campaign: string;
  /** As it is called today. */
  readonly touch: string;
  readonly channel: NonNullable<Touch["channel"]>;
  /** `house`: confirm, ask, stay. `removed`: the campaign no longer has it. `deleted`: there is no such campaign any more. */
  readonly standing: "current" | "house" | "removed" | "deleted";
  /** How often it went out; of a task, how often it was asked for. */
  sent: number;
  /** Of those sent, for which the receiving server's word came. */
  delivered: number;
  /** Of those sent, which a server sent back, for good or for now; some of them after it took them. */
  bounced: number;
  /** Of those sent, opened by somebody who isn't known to be a machine. */
  opened: number;
  /** Of those sent, in which a person followed a link. */
  clicked: number;
  replied: number;
  /** Unsubscribed or complained by it, or unsubscribed with nothing sent in between. */
  left: number;
  /** Whose lead was given to sales, by the same campaign, within 14 days. */
  ripened: number;
  /** Links that machines followed: kept out of all the above. */
  machineClicks: number;
  /** Links of which it can't be told yet, or not well. */
  unsureClicks: number;
}

export interface Clicks {
  /** Different links of different mails, by whose hand. */
  person: number;
  unsure: number;
  machine: number;
}

export class Touches {
  readonly clicks: Clicks = { person: 0, unsure: 0, machine: 0 };
  readonly #rows = new Table<TouchRow>();
  readonly #campaigns: readonly RunningCampaign[];
  readonly #now: Instant;

  constructor(campaigns: readonly RunningCampaign[], now: Instant) {
    this.#campaigns = campaigns;
    this.#now = now;
  }

  add({ life }: Told): void {
    const sent = life.touches.filter((touch) => wentOut(touch) && !isToAnswer(touch));
    const lines = Map.groupBy(life.ledger, (line) => touchOf(line, life, sent)?.touchId ?? "");
    for (const [name, touches] of Map.groupBy(sent, ({ campaign }) => campaign)) {
      const campaign = this.#campaigns.find((each) => each.name === name);
      const doer = doersOf(life, campaign, this.#now);
      for (const touch of touches)
        this.#count(this.#rowOf(touch, campaign), touch, lines.get(touch.touchId) ?? [], doer, life);
    }
  }

  rows(): readonly TouchRow[] {
    const order = (row: TouchRow) => placeOf(row.campaign, this.#campaigns);
    return this.#rows.rows(
      (a, b) => order(a) - order(b) || compare(a.campaign, b.campaign) || this.#place(a) - this.#place(b),
    );
  }

  #count(
    row: TouchRow,
    touch: Touch,
    lines: readonly LedgerLine[],
    doer: (line: LedgerLine) => Doer,
    { handoffs }: Known,
  ): void {
    const of = (kind: LedgerLine["kind"]) => lines.filter((line) => line.kind === kind);
    row.sent += 1;
    if (touch.deliveredAt !== undefined) row.delivered += 1;
    if (of("bounce").length > 0) row.bounced += 1;
    if (of("open").some((line) => doer(line) !== "machine")) row.opened += 1;
    this.#click(row, of("click").map(doer));
    if (of("reply").length > 0) row.replied += 1;
    if (of("unsubscribe").length > 0 || of("complaint").length > 0) row.left += 1;
    if (handoffs.some((handoff) => ripenedBy(touch, handoff))) row.ripened += 1;
  }

  #click(row: TouchRow, doers: readonly Doer[]): void {
    for (const doer of doers) this.clicks[doer] += 1;
    if (doers.includes("person")) row.clicked += 1;
    row.machineClicks += doers.filter((doer) => doer === "machine").length;
    row.unsureClicks += doers.filter((doer) => doer === "unsure").length;
  }

  #rowOf(touch: Touch, campaign: RunningCampaign | undefined): TouchRow {
    const today = campaign && touchNamed(touch.name, campaign)?.name;
    const name = today ?? touch.name;
    const { channel = "mail" } = touch;
    return this.#rows.row(JSON.stringify([touch.campaign, name, channel]), () => ({
      campaign: touch.campaign,
      touch: name,
      channel,
      standing: standingOf(name, today, campaign),
      ...NONE,
    }));
  }

  /** In the order of the campaign; what isn't in it after that. */
  #place({ campaign, touch }: TouchRow): number {
    const found = this.#campaigns.find(({ name }) => name === campaign);
    const names = found ? allTouches(found).map(({ name }) => name) : [];
    return names.includes(touch) ? names.indexOf(touch) : names.length;
  }
}

const NONE = {
  sent: 0,
  delivered: 0,
  bounced: 0,
  opened: 0,
  clicked: 0,
  replied: 0,
  left: 0,
  ripened: 0,
  machineClicks: 0,
  unsureClicks: 0,
};

function standingOf(
  name: string,
  today: string | undefined,
  campaign: RunningCampaign | undefined,
): TouchRow["standing"] {
  if (campaign === undefined) return "deleted";
  if (today !== undefined) return "current";
  return isOfTheHouse(name) ? "house" : "removed";
}

/** Who waits for an answer that never came isn't counted as sent. */
function wentOut({ status, sentAt }: Touch): boolean {
  return sentAt !== undefined || status === "sent" || status === "done" || status === "overdue";
}

const sentAt = (touch: Touch) => touch.sentAt ?? touch.claimedAt;

/** The touch that a line names; a reply or a leave that names none is put to the newest touch before it. */
function touchOf(line: LedgerLine, life: Known, sent: readonly Touch[]): Touch | undefined {
  const { touchId, messageId } = line;
  const named = life.touches.find(
    (touch) => touch.touchId === touchId || (messageId !== undefined && touch.messageId === messageId),
  );
  if (named !== undefined || (line.kind !== "reply" && line.kind !== "unsubscribe")) return named;
  return sent
    .filter((touch) => sentAt(touch) <= line.at)
    .reduce<Touch | undefined>(
      (newest, touch) => (newest && !isLater(touch, newest) ? newest : touch),
      undefined,
    );
}

function isLater(a: Touch, b: Touch): boolean {
  return sentAt(a) > sentAt(b) || (sentAt(a) === sentAt(b) && a.touchId > b.touchId);
}

function ripenedBy(touch: Touch, { campaign, releasedAt }: Handoff): boolean {
  const since = releasedAt - sentAt(touch);
  return campaign === touch.campaign && since >= 0 && since <= RIPENS_WITHIN;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
