/** What must hold whenever the laptop stands and nothing is due; each rule names what it misses. */
import type { Campaign } from "../../workflows/rules/campaign.ts";
import { after } from "../../workflows/rules/clock.ts";
import type { Touch } from "../../workflows/rules/journey.ts";
import { HOUR, milliseconds } from "../../workflows/rules/time.ts";
import { touchesOf } from "../../workflows/rules/touches.ts";
import { opening, windowOf } from "../../workflows/rules/window.ts";
import type { LeadSeen, View } from "./console.ts";
import { fateOf } from "./people.ts";

/**
 * How late a touch may be that was due while the laptop lay dead: what the stream and the step repeat at once is on
 * time, what only the sweeper finds is 15 to 30 minutes late.
 */
const LATE = HOUR;

export interface Known {
  /** The latest virtual instant that anybody was told of before the end, or that a mail bore. */
  readonly latest: number;
  /** Virtual time as it stood when the laptop was there again. */
  readonly restartedAt: number;
  /** Who was told that the post was received. */
  readonly thanked: ReadonlySet<string>;
  /** Leads of whom sales or they themselves said something and got an answer, by address. */
  readonly settled: ReadonlyMap<string, { readonly lifecycle: string; readonly at: number }>;
  /** A touch claimed after this instant had no crash to be lost in. */
  readonly calmSince: number;
  readonly campaign: Campaign;
}

type Rule = (view: View, known: Known) => readonly string[];

export const RULES: Readonly<Record<string, Rule>> = {
  "virtual time never goes back": (_, { latest, restartedAt }) =>
    restartedAt >= latest ? [] : [`it is ${iso(restartedAt)} and was ${iso(latest)}`],

  "no mail is sent twice": ({ mails }) =>
    repeated(mails.map(({ leadId, touchId }) => `${leadId} ${touchId}`)).map((mail) => `${mail} came twice`),

  "nobody who was thanked is lost": ({ leads }, { thanked }) => {
    const stored = leads.map(({ lead }) => lead.address);
    return [
      ...[...thanked].filter((email) => !stored.includes(email)).map((email) => `${email} is gone`),
      ...repeated(stored).map((email) => `${email} is there twice`),
    ];
  },

  "everybody sleeps with a live execution, or ended with a reason": ({ leads, now }) =>
    leads.flatMap((each) => about(each, restless(each, now))),

  "mailbox and record agree": ({ leads, mails }) =>
    leads.flatMap((each) =>
      each.touches.flatMap((touch) => {
        const mail = mails.find(
          ({ leadId, touchId }) => leadId === each.lead.leadId && touchId === touch.touchId,
        );
        const isSent = touch.status === "sent";
        if (isSent === (mail !== undefined) && (!isSent || touch.messageId === mail?.messageId)) return [];
        return about(each, [
          `${touch.touchId} is ${touch.status}, ${mail ? `and went out as ${mail.messageId}` : "but there is no mail"}`,
        ]);
      }),
    ),

  "every letter comes by its date": (view, known) =>
    view.leads
      .filter(({ lead }) => fateOf(lead.address) === "nurtured")
      .flatMap((each) => about(each, untimely(each, view.now, known))),

  "sales is told of every ripe lead": ({ leads, notices }) =>
    leads.flatMap((each) => {
      const isTold = notices.some(({ message }) => message.includes(`E-mail: ${each.lead.address}\n`));
      const open = each.handoffs.find(({ notifiedAt }) => notifiedAt === undefined);
      if (open !== undefined) return about(each, [`its hand-off is ${open.status} and nobody was told`]);
      return each.handoffs.length > 0 && !isTold ? about(each, ["no notification has it"]) : [];
    }),

  "what sales accepted and who left stays so": ({ leads, mails }, { settled }) =>
    leads.flatMap((each) => {
      const said = settled.get(each.lead.address);
      if (said === undefined) return [];
      const later = mails.filter(
        ({ leadId, sentAt }) => leadId === each.lead.leadId && Date.parse(sentAt) > said.at,
      );
      return about(each, [
        ...later.map(
          ({ touchId, sentAt }) => `${touchId} went out on ${sentAt}, after it was ${said.lifecycle}`,
        ),
        ...(each.lead.lifecycle === said.lifecycle
          ? []
          : [`it was ${said.lifecycle} and is ${each.lead.lifecycle}`]),
      ]);
    }),

  "nobody is mailed who never agreed or was turned away": ({ mails }) =>
    mails
      .filter(({ to }) => ["never agreed", "disqualified"].includes(fateOf(to) ?? ""))
      .map(({ to, touchId }) => `${to} got ${touchId}`),
};

function restless(each: LeadSeen, now: number): string[] {
  const { lead, executions, needs } = each;
  if (lead.trouble !== undefined) return [`it is in trouble: ${lead.trouble}`];
  const own = executions.find(({ name }) => name === `${lead.leadId}-${lead.generation}`);
  const wanted = lead.endedAt === undefined ? "sleep" : "end";
  if (needs.do !== wanted) return [`it needs ${needs.do} (${needs.because}), not ${wanted}`];
  if (wanted === "sleep") return sleepless(lead, own, now);
  if (own?.status === "RUNNING") return ["it ended, and its execution runs on"];
  return lead.because === "" ? ["it ended without a reason"] : [];
}

function sleepless(
  { nextWakeAt = "" }: LeadSeen["lead"],
  own: LeadSeen["executions"][number] | undefined,
  now: number,
) {
  if (own?.status !== "RUNNING") return [`its execution is ${own?.status ?? "missing"}`];
  if (!own.state?.startsWith("Sleep")) return [`its execution stands in "${own.state}"`];
  return Date.parse(nextWakeAt) > now ? [] : [`it should have woken at ${nextWakeAt || "no time at all"}`];
}

/**
 * When a letter may go: so long after the one before it, in the sending hours of the lead's zone. The posters tell no
 * country, so no day is a holiday. What is late when the hours are over waits for the next.
 */
function timeFor(letter: Touch, last: number, zone: string, { send }: Campaign) {
  const due = after(last, letter.after ?? "0 minutes", zone);
  if (letter.promised || send.window === undefined) return { due, latest: due + LATE };
  const window = windowOf(send.window, letter.window);
  const open = (from: number) => opening(from, window, zone, undefined);
  return { due: open(due), latest: open(open(due) + LATE) + milliseconds(send.spread) };
}

/** The welcome at once, then each letter by its date; in doubt counts as had, since it is never resent. */
function untimely({ lead, touches, understood }: LeadSeen, now: number, { campaign, calmSince }: Known) {
  let last = Date.parse(lead.createdAt);
  for (const letter of touchesOf(campaign.touches)) {
    const { due, latest } = timeFor(letter, last, understood.zone, campaign);
    const touch = touches.find(({ name }) => name === letter.name);
    if (touch === undefined) return latest < now ? [`"${letter.name}" was due on ${iso(due)}`] : [];
    last = Date.parse(touch.claimedAt);
    if (last < due || last > latest)
      return [`"${letter.name}" was due on ${iso(due)} and taken up on ${iso(last)}`];
    if (touch.status !== "sent" && last > calmSince)
      return [`"${letter.name}" is ${touch.status}, though nothing was killed then`];
  }
  return [];
}

const about = ({ lead }: LeadSeen, misses: readonly string[]) =>
  misses.map((miss) => `${lead.address} (${lead.leadId}): ${miss}`);

export function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}

const iso = (at: number) => new Date(at).toISOString();
