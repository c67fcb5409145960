/** Between ripe by points and sales: a letter that asks, or a call. Yes releases at once, "not now" keeps nurturing, silence means what the campaign says. */
import type { RunningCampaign } from "./campaign.ts";
import { unreachable } from "./channel.ts";
import { reachableBy } from "./consent.ts";
import type { Decision } from "./decision.ts";
import type { Known, Touch } from "./life.ts";
import { type Look, lookAt } from "./look.ts";
import { HOUSE, nextRoundAfter, planned } from "./planned-touch.ts";
import { type Playbook, type Run, saidBy } from "./playbook.ts";
import { tryAgain, wasClosed } from "./retry.ts";
import { type Instant, milliseconds } from "./time.ts";
import { goesAt } from "./timing.ts";

/** What the lead can answer to "Shall we call you?", by code; in its words for the page. */
export const ANSWERS = {
  yes: "Yes, please call me",
  "not-now": "Not now",
  no: "No, just the letters",
} as const;

/** What must come before sales hears of this ripe lead; undefined when nothing stands between them any more. */
export function validation(life: Known, run: Run, playbook: Playbook, now: Instant): Decision | undefined {
  const by = meansFor(life, run, playbook);
  const asked = lastQuestion(life, run.campaign);
  const close = closing(asked, lookAt(life, run, playbook, now));
  if (close !== undefined || by === undefined) return close;
  const answer = asked && answerTo(asked, life, run.campaign, now);
  if (asked === undefined || answer === undefined) return ask(by, life, run, playbook, now);
  if (answer.is === "silence")
    return run.campaign.release.silence === "release" ? undefined : ask(by, life, run, playbook, now);
  if (answer.is === "no") return ask(by, life, run, playbook, now);
  const look = lookAt(life, run, playbook, now);
  if (asked.status === "refused") return tryAgain(asked, look);
  if (asked.status === "claimed" && by === "call") return tryAgain(asked, look);
  return {
    do: "sleep",
    until: answer.at,
    because: "the lead was asked whether to call, and has until then to answer",
  };
}

/** A call that nobody is known to have been asked for, and that is not wanted any more: trying it again closes it. */
function closing(asked: Touch | undefined, look: Look): Decision | undefined {
  if (asked?.channel !== "call" || (asked.status !== "refused" && asked.status !== "claimed"))
    return undefined;
  return reachableBy(look.life, look.run.campaign, "call").may ? undefined : tryAgain(asked, look);
}

/**
 * When the lead last put sales off: it said "not now", a call found it unwilling, or it let the question pass where
 * that means to go on nurturing.
 */
export function putOffAt(life: Known, campaign: RunningCampaign, now: Instant): Instant | undefined {
  const asked = lastQuestion(life, campaign);
  const answer = asked && answerTo(asked, life, campaign, now);
  if (answer === undefined || answer.is === "waiting") return undefined;
  return answer.is === "no" || campaign.release.silence === "nurture" ? answer.at : undefined;
}

/** Whether the lead said that it wants no call, ever, or wrote so. A hand raised later has the better say. */
export function wantsNoSales(life: Known): boolean {
  return life.ledger.some(
    (line) => (line.kind === "answer" && line.outcome === "no") || line.outcome === "not-interested",
  );
}

/** A lead that can't be asked goes to sales unasked; so does one that wrote to us, since a person goes on from there. */
function meansFor(life: Known, { campaign, enrolment }: Run, playbook: Playbook): "ask" | "call" | undefined {
  const { validate } = campaign.release;
  const may = (channel: "mail" | "call") => reachableBy(life, campaign, channel).may;
  if (validate === "none" || enrolment.end === "replied") return undefined;
  if (
    validate === "call" &&
    may("call") &&
    unreachable("call", life, saidBy(life.lead, playbook)) === undefined
  )
    return "call";
  return HOUSE.ask in campaign.mails && may("mail") ? "ask" : undefined;
}

/** A call that was closed before anybody heard of it has asked nothing. */
function lastQuestion(life: Known, campaign: RunningCampaign): Touch | undefined {
  return questions(life, campaign).findLast((touch) => !wasClosed(life, touch));
}

/** The letter or the call that asks whether sales may come. */
export function isOfValidation({ name }: Pick<Touch, "name">): boolean {
  return name === HOUSE.ask || name === HOUSE.validate;
}

function questions(life: Known, campaign: RunningCampaign): readonly Touch[] {
  return life.touches
    .filter((touch) => touch.campaign === campaign.name && isOfValidation(touch))
    .toSorted((a, b) => a.claimedAt - b.claimedAt);
}

type Answer = { readonly is: "waiting" | "no" | "silence"; readonly at: Instant };

/** A call that spoke and brought no wish for sales is a no. A question from before sales' last answer is none any more. */
function answerTo(asked: Touch, life: Known, campaign: RunningCampaign, now: Instant): Answer | undefined {
  const closedAt = life.handoffs.at(-1)?.closedAt;
  if (closedAt !== undefined && asked.claimedAt <= closedAt) return undefined;
  const no = life.ledger.find((line) => line.touchId === asked.touchId && NO.has(line.outcome ?? ""));
  if (no) return { is: "no", at: no.at };
  const deadline = asked.claimedAt + milliseconds(campaign.release.validateWithin);
  return now < deadline ? { is: "waiting", at: deadline } : { is: "silence", at: deadline };
}

const NO = new Set(["not-now", "no", "spoke"]);

function ask(by: "ask" | "call", life: Known, run: Run, playbook: Playbook, now: Instant): Decision {
  const { zone } = lookAt(life, run, playbook, now);
  const name = by === "ask" ? HOUSE.ask : HOUSE.validate;
  const step =
    by === "ask" ? { name } : { name, call: "validate.md", due: run.campaign.release.validateWithin };
  const at = goesAt(step, now, life, run, playbook, now);
  if (now < at)
    return { do: "sleep", until: at, because: "ripe: until its hour comes to be asked whether to call" };
  const round = nextRoundAfter(questions(life, run.campaign));
  const because = by === "ask" ? "ripe: asked whether to call" : "ripe: to be called before sales is";
  return { do: "send", touch: planned(run, step, round, now, zone), because };
}
