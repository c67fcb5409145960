/** How a salesperson might begin: with what the lead itself last asked, said or did. Never with what a machine may have done. */
import { HIDDEN_LINK, SCANNED_BY, sinceSend, verdicts } from "./bots.ts";
import type { RunningCampaign } from "./campaign.ts";
import { dayAt } from "./clock.ts";
import { dayInWords, momentInWords } from "./date-in-words.ts";
import { spoke } from "./human-act.ts";
import { byTime } from "./ledger.ts";
import type { Known, LedgerLine } from "./life.ts";
import { oneLine } from "./one-line.ts";
import { runs } from "./playbook.ts";
import type { Telling } from "./sales-notice.ts";
import { DAY, type Instant } from "./time.ts";
import { words } from "./words.ts";

const NEUTRAL = "May I ask what you are working on at the moment, and whether we can help with it?";
const LONGEST = 160;

export function firstSentence({ life, handoff, playbook, now, zone }: Telling): string {
  const { campaign } = runs(life, playbook).find((run) => run.campaign.name === handoff.campaign) ?? {};
  const known = life.ledger.filter(({ at }) => at <= now).toSorted(byTime);
  for (const line of known.toReversed()) {
    const said = sentence(line, life, campaign, (at) => when(at, now, zone));
    if (said !== undefined) return said;
  }
  return NEUTRAL;
}

function sentence(
  line: LedgerLine,
  life: Known,
  campaign: RunningCampaign | undefined,
  on: (at: Instant) => string,
): string | undefined {
  switch (line.kind) {
    case "form":
      return asked(line, life, on);
    case "reply":
      return `You wrote to us ${on(line.at)}.`;
    case "answer":
      return `You ${quoted(line.what)} ${on(line.at)}.`;
    case "task":
      return spoke(line) ? `We spoke ${on(line.at)}.` : undefined;
    case "activity":
      return attended(line, campaign, on);
    case "click":
      return read(line, life, on);
    default:
      return undefined;
  }
}

/** A post's own words are known only where they raised a hand: the message may be of another day else. */
function asked(
  { handRaised, at, form }: LedgerLine,
  { lead }: Known,
  on: (at: Instant) => string,
): string | undefined {
  const { message } = lead.profile;
  if (handRaised === undefined) return form && `You filled in our form “${quoted(form)}” ${on(at)}.`;
  if (message === undefined) return `You asked us to get in touch ${on(at)}.`;
  if (words(message).includes("demo")) return `You asked for a demo ${on(at)}.`;
  return `You wrote to us ${on(at)}: “${quoted(message)}”`;
}

/** `attended: Cold in July`, where the campaign says that only people do that. */
function attended(
  { activity = "", what, at }: LedgerLine,
  campaign: RunningCampaign | undefined,
  on: (at: Instant) => string,
): string | undefined {
  const about = what.startsWith(`${activity}: `) ? what.slice(activity.length + 2) : undefined;
  if (activity !== "attended" || about === undefined) return undefined;
  return campaign?.engagement.human.includes(activity)
    ? `You attended “${quoted(about)}” ${on(at)}.`
    : undefined;
}

/** A click that nothing speaks against, and later than any scanner comes. */
function read(line: LedgerLine, life: Known, on: (at: Instant) => string): string | undefined {
  const verdict = verdicts(life).of.get(line.key);
  const mail = life.touches.find(({ touchId }) => touchId === line.touchId);
  if (verdict?.by !== "person" || mail === undefined || line.link === HIDDEN_LINK) return undefined;
  return sinceSend(verdict.at, mail) > SCANNED_BY
    ? `You read our “${quoted(mail.subject)}” ${on(verdict.at)}.`
    : undefined;
}

const quoted = (text: string) => oneLine(text, LONGEST);

/** `today`, `yesterday`, `on Monday`, `last week`, `on 3 November`: by the reader's calendar. */
function when(at: Instant, now: Instant, zone: string): string {
  if (dayAt(at, zone) === dayAt(now, zone)) return "today";
  if (dayAt(at, zone) === dayAt(now - DAY, zone)) return "yesterday";
  if (now - at < 6 * DAY) return `on ${momentInWords(at, zone).split(" ")[0]}`;
  return now - at < 13 * DAY ? "last week" : `on ${dayInWords(at, zone)}`;
}
