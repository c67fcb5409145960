/** The end of the demo: a table of lives, and totals in which every number is counted. */
import Table from "cli-table3";
import type { Handoff } from "../../workflows/rules/life.ts";
import { MINUTE } from "../../workflows/rules/time.ts";
import type { Laptop } from "../laptop.ts";
import { wasEscalated } from "./handoffs.ts";
import { CHANNELS, type LivedLife } from "./lives.ts";

/** At most 110 columns wide: the last two columns may hold two answers of sales, and the longest lifecycle. */
export function tableOf(lives: readonly LivedLife[]): string {
  const table = new Table({
    head: COLUMNS.map(({ head }) => head),
    chars: PLAIN,
    colWidths: COLUMNS.map(({ width }) => width),
    style: { head: [], border: [], "padding-left": 0, "padding-right": 1, compact: true },
  });
  for (const each of lives) table.push(COLUMNS.map(({ of }) => of(each)));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

interface Column {
  readonly head: string;
  readonly width: number;
  of(lived: LivedLife): string;
}

const COLUMNS: readonly Column[] = [
  { head: "Lead", width: 10, of: ({ person }) => person.id },
  { head: "Company", width: 12, of: ({ life }) => life.lead.profile.company ?? "—" },
  {
    head: "Source",
    width: 11,
    of: ({ life: { lead } }) => lead.source.utm["utm_source"] ?? lead.source.form,
  },
  { head: "Segment", width: 11, of: ({ life }) => life.lead.segment ?? "—" },
  {
    head: `Touches\n${CHANNELS.map(({ sign }) => sign).join(" ")}`,
    width: 8,
    of: ({ touches }) => touches.join(" "),
  },
  { head: "Best signal", width: 15, of: ({ bestSignal }) => bestSignal },
  { head: "Score\nstart→peak", width: 11, of: ({ startScore, peakScore }) => `${startScore}→${peakScore}` },
  { head: "Sales (who,\nanswered after)", width: 19, of: ({ sales }) => sales },
  { head: "How it ended", width: 13, of: ({ ended }) => ended },
];

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
  const touches = sum(lives, (each) => sum(each.touches, (count) => count));
  const lost = lives.filter((each) => each.lost !== undefined);
  const nobodys = lives.filter((each) => each.isNobodys);
  const afterLeaving = sum(lives, (each) => each.mailedAfterLeaving);
  const ripened = lives.filter((each) => each.life.handoffs.length > 0);
  const atOnce = ripened.filter(
    (each) => (each.life.handoffs[0]?.releasedAt ?? 0) - each.life.lead.createdAt < 60_000,
  );
  return {
    lines: [
      `${lives.length} leads · ${months} months lived in ${seconds} s · ${touches} touches`,
      `${atOnce.length} went straight to sales · ${ripened.length - atOnce.length} ripened later: a drop-after-first-call team would have lost them`,
      salesLine(lives),
      `${twice} sent twice · ${lost.length} lost · ${nobodys.length} with nobody · ${afterLeaving} mailed after leaving · ${machineLine(lives)}`,
    ],
    broken: [
      ...(twice > 0 ? [`${twice} mails were sent twice`] : []),
      ...lost.map((each) => `${each.person.id} is lost: ${each.lost}`),
      ...nobodys.map((each) => `${each.person.id} is for sales to act on, and nobody there has it`),
      ...(afterLeaving > 0 ? [`${afterLeaving} mails were sent to people who had left`] : []),
      ...lives
        .filter((each) => each.ended !== each.person.ends)
        .map((each) => `${each.person.id} ended ${each.ended}, its story ends ${each.person.ends}`),
    ],
  };
}

function salesLine(lives: readonly LivedLife[]): string {
  const told = lives.flatMap(({ waits }) => waits);
  const atOnce = told.filter((wait) => wait <= MINUTE).length;
  const recycled = lives.filter(({ life }) => life.handoffs.some(isBack));
  const again = recycled.filter(({ life }) => isRipeAgain(life.handoffs));
  const accepted = sum(lives, (each) => each.accepted);
  const won = lives.filter(({ ended }) => ended === "customer").length;
  const passedOn = lives.filter(({ life }) =>
    life.handoffs.some(({ asked = [] }) => asked.length > 0),
  ).length;
  const escalated = lives.filter(({ life }) => wasEscalated(life)).length;
  return `Sales: ${told.length} told, ${atOnce} at once · ${accepted} accepted, ${won} won · ${passedOn} passed on, ${escalated} escalated · ${recycled.length} recycled, ${again.length} ripe again`;
}

const isBack = ({ status }: Handoff) => status === "rejected" || status === "expired";

function isRipeAgain(handoffs: readonly Handoff[]): boolean {
  return handoffs.some((handoff, i) => i > 0 && isBack(handoffs[i - 1] ?? handoff));
}

function machineLine(lives: readonly LivedLife[]): string {
  return `robots' ${sum(lives, (each) => each.machineClicks)} clicks earned 0 points`;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
