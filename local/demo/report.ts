/** The end of the demo: a table of lives, and totals in which every number is counted. */
import Table from "cli-table3";
import type { Laptop } from "../laptop.ts";
import { type LivedLife, span } from "./lives.ts";

export function tableOf(lives: readonly LivedLife[]): string {
  const table = new Table({
    head: [
      "Lead",
      "Company",
      "Source",
      "Segment",
      "✉",
      "Best signal",
      "Score",
      "Sales (told, answered in)",
      "How it ended",
    ],
    chars: PLAIN,
    colWidths: [10, 13, 11, 11, 3, 15, 7, 27, 13],
    style: { head: [], border: [], "padding-left": 0, "padding-right": 1, compact: true },
  });
  for (const each of lives) {
    const { lead } = each.life;
    table.push([
      each.person.id,
      lead.profile.company ?? "—",
      lead.source.utm["utm_source"] ?? lead.source.form,
      lead.segment ?? "—",
      String(each.sent),
      each.bestSignal,
      `${each.startScore}→${each.peakScore}`,
      each.sales,
      each.ended,
    ]);
  }
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

const PLAIN = Object.fromEntries(
  [
    "top",
    "top-mid",
    "top-left",
    "top-right",
    "bottom",
    "bottom-mid",
    "bottom-left",
    "bottom-right",
    "left",
    "left-mid",
    "mid",
    "mid-mid",
    "right",
    "right-mid",
    "middle",
  ].map((name) => [name, ""]),
);

export interface Totals {
  readonly lines: readonly string[];
  /** What must never happen, in words; empty when all is well. */
  readonly broken: readonly string[];
}

export function totalsOf(
  lives: readonly LivedLife[],
  laptop: Laptop,
  months: number,
  seconds: number,
): Totals {
  const mails = laptop.sources.mailbox.list();
  const twice = mails.length - new Set(mails.map((mail) => `${mail.leadId} ${mail.touchId}`)).size;
  const lost = lives.filter((each) => each.lost !== undefined);
  const afterLeaving = sum(lives, (each) => each.mailedAfterLeaving);
  const ripened = lives.filter((each) => each.life.handoffs.length > 0);
  const atOnce = ripened.filter(
    (each) => (each.life.handoffs[0]?.releasedAt ?? 0) - each.life.lead.createdAt < 60_000,
  );
  return {
    lines: [
      `${lives.length} leads · ${months} months lived in ${seconds} s · ${mails.length} touches`,
      `${atOnce.length} went straight to sales · ${ripened.length - atOnce.length} ripened later: a drop-after-first-call team would have lost them`,
      salesLine(lives),
      `${twice} sent twice · ${lost.length} lost · ${afterLeaving} mailed after leaving · ${machineLine(lives)}`,
    ],
    broken: [
      ...(twice > 0 ? [`${twice} mails were sent twice`] : []),
      ...lost.map((each) => `${each.person.id} is lost: ${each.lost}`),
      ...(afterLeaving > 0 ? [`${afterLeaving} mails were sent to people who had left`] : []),
      ...lives
        .filter((each) => each.ended !== each.person.ends)
        .map((each) => `${each.person.id} ended ${each.ended}, its story ends ${each.person.ends}`),
    ],
  };
}

function salesLine(lives: readonly LivedLife[]): string {
  const handoffs = lives.flatMap((each) => each.life.handoffs);
  const told = handoffs.flatMap(({ notifiedAt, releasedAt }) =>
    notifiedAt === undefined ? [] : [notifiedAt - releasedAt],
  );
  const recycled = lives.filter((each) =>
    each.life.handoffs.some(({ status }) => status === "rejected" || status === "expired"),
  );
  const again = recycled.filter((each) => each.life.handoffs.length > 1);
  const accepted = handoffs.filter(({ status }) => status === "accepted").length;
  return `Sales: ${told.length} told (median ${span(median(told))}) · ${accepted} accepted · ${recycled.length} recycled, ${again.length} of them ripened again`;
}

function machineLine(lives: readonly LivedLife[]): string {
  const clicks = lives
    .flatMap((each) => each.life.ledger)
    .filter((line) => line.machine && line.kind === "click");
  return `robots' ${clicks.length} clicks earned 0 points`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
