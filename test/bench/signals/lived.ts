/**
 * One lead's whole life by the rules alone: decided, mailed, scanned, read, decided again at each instant at which something
 * happens or falls due. No function and no table stands between, so that a hundred thousand take a minute.
 */

import { parseSesEvent } from "../../../functions/ses-event.ts";
import { anyHourDesk } from "../../../local/memory/any-hour-desk.ts";
import { HIDDEN_LINK } from "../../../workflows/rules/bots.ts";
import type { RunningCampaign } from "../../../workflows/rules/campaign.ts";
import { apply, type Change } from "../../../workflows/rules/change.ts";
import { decide } from "../../../workflows/rules/decide.ts";
import type { PlannedTouch } from "../../../workflows/rules/decision.ts";
import { type EmailEvent, emailEvent } from "../../../workflows/rules/email-event.ts";
import { LeadId } from "../../../workflows/rules/lead.ts";
import { isKnown, type Known } from "../../../workflows/rules/life.ts";
import type { Playbook } from "../../../workflows/rules/playbook.ts";
import { countedActs } from "../../../workflows/rules/score.ts";
import { claim, noteAnswer } from "../../../workflows/rules/sending.ts";
import type { Instant } from "../../../workflows/rules/time.ts";
import { life, line } from "../../stories/lives.ts";
import { letter } from "../corpus/corpus.ts";
import type { Mail } from "../corpus/fetch.ts";
import { recordOf, type Told } from "../corpus/ses-record.ts";
import { ZONE } from "./campaign.ts";

/** What happens to a lead from outside. */
export interface Happening {
  /** When we hear of it. */
  readonly receivedAt: Instant;
  readonly change: (life: Known) => Change | undefined;
  /** From when on it may count: then the lead is looked at anew. Never, for what earns nothing and proves nothing. */
  readonly countsFrom: Instant | undefined;
}

export interface Lived {
  readonly life: Known;
  /** The first release to sales, if any; the life ends with it. */
  readonly releasedAt: Instant | undefined;
  /** How many events were told of it. */
  readonly heard: number;
}

/** Answers the mail as SES, scanners and people would. */
export type World = (index: number, sentAt: Instant) => readonly Happening[];

export function lived(lead: string, campaign: RunningCampaign, from: Instant, world: World): Lived {
  const life = new OneLife(newborn(lead, from), campaign, world);
  life.lookAt(from);
  while (life.releasedAt === undefined && life.goesOn());
  return { life: life.who, releasedAt: life.releasedAt, heard: life.heard };
}

class OneLife {
  who: Known;
  releasedAt: Instant | undefined;
  heard = 0;
  private readonly playbook: Playbook;
  private readonly world: World;
  private ahead: readonly Happening[] = [];
  /** When its clicks will have settled, the next first: then it is looked at anew, if any of them counts. */
  private settlings: readonly Instant[] = [];
  /** Until when it sleeps. */
  private until: Instant | undefined;
  private readonly campaign: RunningCampaign;

  constructor(who: Known, campaign: RunningCampaign, world: World) {
    this.who = who;
    this.campaign = campaign;
    this.playbook = { campaigns: [campaign], desk: anyHourDesk(), defaultTimeZone: ZONE };
    this.world = world;
  }

  /** False when nothing is left to come. */
  goesOn(): boolean {
    const told = this.ahead[0]?.receivedAt ?? Number.POSITIVE_INFINITY;
    const settled = this.settlings[0] ?? Number.POSITIVE_INFINITY;
    const woken = this.until ?? Number.POSITIVE_INFINITY;
    const now = Math.min(told, settled, woken);
    if (now === Number.POSITIVE_INFINITY) return false;
    if (now === told) this.hear();
    else if (now === woken) this.lookAt(now);
    else this.lookIfAnythingCounts(now);
    return true;
  }

  private hear(): void {
    const [next, ...others] = this.ahead;
    this.ahead = others;
    if (next === undefined) return;
    this.heard++;
    this.who = after(this.who, next.change(this.who));
    if (next.countsFrom !== undefined) this.settlesAt(Math.max(next.receivedAt, next.countsFrom));
  }

  /** Nothing is released for clicks none of which counts: most lives of robots need no closer look. */
  private lookIfAnythingCounts(now: Instant): void {
    this.settlings = this.settlings.slice(1);
    if (countedActs(this.who, this.campaign, now).length > 0) this.lookAt(now);
  }

  /** As a step of the workflow: decides and carries out, until there is nothing more to do now. */
  lookAt(now: Instant): void {
    for (;;) {
      const decision = decide(this.who, this.playbook, now);
      if (decision.do === "record") this.who = after(this.who, decision.change);
      else if (decision.do === "send") this.send(decision.touch, now);
      else {
        this.until = decision.do === "sleep" ? decision.until : undefined;
        return;
      }
      if (this.who.handoffs.length > 0) {
        this.releasedAt = now;
        return;
      }
    }
  }

  /** Tasks are asked for, and nobody does them. */
  private send(touch: PlannedTouch, now: Instant): void {
    const index = this.who.touches.filter(({ channel }) => channel === "mail").length;
    this.who = sentTo(this.who, touch, index, now);
    if (touch.channel !== "mail") return;
    this.ahead = [...this.ahead, ...this.world(index, now)].sort((a, b) => a.receivedAt - b.receivedAt);
  }

  private settlesAt(at: Instant): void {
    if (!this.settlings.includes(at)) this.settlings = [...this.settlings, at].sort((a, b) => a - b);
  }
}

/** What SES tells, as its function reads it. `settle` of the campaign, in milliseconds. */
export function heard(mail: Mail, event: Told, settle: number, tell: Tell = emailEvent): Happening {
  const parsed = parsedOnce(mail, event);
  const isClick = parsed?.fact.type === "click";
  return {
    receivedAt: event.receivedAt,
    change: (who) => parsed && tell(who, parsed),
    countsFrom: isClick ? event.at + settle : undefined,
  };
}

type Tell = (who: Known, event: EmailEvent) => Change | undefined;

const facts = new Map<string, EmailEvent["fact"] | undefined>();

/** Half a million records differ in their times alone: what the rest of one says is read once. */
function parsedOnce(mail: Mail, { at, receivedAt, what }: Told): EmailEvent | undefined {
  const says = JSON.stringify(typeof what === "string" ? what : { ...what, at: 0, label: 0 });
  if (facts.size > 10_000) facts.clear();
  if (!facts.has(says)) facts.set(says, parseSesEvent(recordOf(mail, { at, what }), receivedAt)?.event.fact);
  const fact = facts.get(says);
  const { touchId, attempt, messageId } = mail;
  return fact && { touchId, attempt, messageId, at, fact };
}

/** The same of a firm that takes every click for a person's: what its reader did outside of mails can't be a scanner's. */
export function taken(who: Known, event: EmailEvent): Change | undefined {
  if (event.fact.type !== "click") return emailEvent(who, event);
  if (event.fact.link === HIDDEN_LINK) return undefined;
  const key = `activity#${event.messageId}#${event.fact.link}`;
  if (who.ledger.some((each) => each.key === key)) return undefined;
  return { ledger: [line({ key, at: event.at, kind: "activity", activity: "clicked" })] };
}

function newborn(lead: string, from: Instant): Known {
  const known = life({
    lead: {
      createdAt: from,
      generation: from,
      decidedAt: from,
      consent: { givenAt: from, form: "cold-store-guide" },
      score: { fit: 0, engagement: 0, total: 0, at: from },
    },
    enrolments: [{ campaign: "small", n: 1, startedAt: from }],
    touches: [],
    ledger: [
      line({ key: "form", at: from, kind: "form", what: "filled in the form", form: "cold-store-guide" }),
    ],
  });
  const leadId = LeadId.parse(lead);
  return { ...known, leadId, lead: { ...known.lead, leadId } };
}

function sentTo(who: Known, touch: PlannedTouch, index: number, now: Instant): Known {
  const attempt = `try-${index}`;
  const { links } = letter(who.leadId, index, now);
  const claimed = after(who, claim(who, touch, attempt, { subject: touch.name, links: links.length }, now));
  const messageId = `${who.leadId}-${index}`;
  return after(claimed, noteAnswer(claimed, touch.touchId, attempt, { answer: "sent", messageId }, now, 0));
}

function after(who: Known, change: Change | undefined): Known {
  const then = change === undefined ? who : apply(who, change);
  if (!isKnown(then)) throw new Error("The lead went missing.");
  return then;
}
