/** What a lead did and said so far, as a notice to sales has it. */
import { verdicts } from "./bots.ts";
import type { RunningCampaign } from "./campaign.ts";
import type { Known, LedgerLine, Touch } from "./life.ts";
import { oneLine } from "./one-line.ts";
import type { Telling } from "./sales-notice.ts";
import type { NoticeJson } from "./sales-notice-json.ts";
import { type ScoreLine, score } from "./score.ts";
import type { Instant } from "./time.ts";

const TOP_LINES = 5;
const LONGEST = 300;

/** In words where the campaign still asks; by name and code else. */
export function answersOf(
  { lead }: Known,
  campaign: RunningCampaign | undefined,
  most: number,
): NonNullable<NoticeJson["answers"]> {
  return Object.entries(lead.answers)
    .slice(0, most)
    .map(([name, code]) => {
      const question = campaign?.questions[name];
      // "constructor", which every object seems to have, is no answer's code.
      const isKnown = question !== undefined && Object.hasOwn(question.answers, code);
      return {
        question: oneLine(question?.ask ?? name, 200),
        answer: oneLine((isKnown && question.answers[code]) || code, 200),
      };
    });
}

/** Today's points, and those at the release, which may be others. */
export function scoreOf(
  { life, handoff, playbook, now }: Telling,
  campaign: RunningCampaign,
): NonNullable<NoticeJson["score"]> {
  const { fit, engagement, lines } = score(life, campaign, playbook, now);
  return {
    atRelease: handoff.score,
    fit: { points: fit, top: top(lines, "fit") },
    engagement: { points: engagement, top: top(lines, "engagement") },
  };
}

function top(lines: readonly ScoreLine[], part: ScoreLine["part"]) {
  return lines
    .filter((line) => line.part === part && Math.round(line.points) !== 0)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, TOP_LINES)
    .map((line) => ({ points: Math.round(line.points), what: oneLine(line.what, LONGEST) }));
}

interface Mail {
  readonly subject: string;
  readonly at: Instant;
  readonly seen?: "clicked" | "opened";
}

/** The letters that went out, the newest last. What a machine opened or clicked counts as not seen. */
export function mailsOf(life: Known, most: number): readonly Mail[] {
  return life.touches
    .filter((touch) => touch.status === "sent" && (touch.channel ?? "mail") === "mail")
    .map((touch) => ({ touch, at: touch.sentAt ?? touch.claimedAt }))
    .toSorted((a, b) => a.at - b.at)
    .slice(-most)
    .map(({ touch, at }) => ({ subject: oneLine(touch.subject, 200), at, ...seen(touch, life) }));
}

function seen({ touchId }: Touch, life: Known): Pick<Mail, "seen"> {
  const judged = verdicts(life).of;
  const isPersons = (kind: LedgerLine["kind"]) =>
    life.ledger.some(
      (line) => line.touchId === touchId && line.kind === kind && judged.get(line.key)?.by === "person",
    );
  if (isPersons("click")) return { seen: "clicked" };
  return isPersons("open") ? { seen: "opened" } : {};
}
