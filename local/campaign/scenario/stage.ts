/** A scenario's stage: the line in memory with one lead on it, and all that was ever known of that lead. */
import { readForm } from "../../../functions/form-post.ts";
import type { World } from "../../../functions/world/world.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import type { Handoff, Life, Touch } from "../../../workflows/rules/life.ts";
import { NO_CAMPAIGN } from "../../../workflows/rules/planned-touch.ts";
import type { Instant } from "../../../workflows/rules/time.ts";
import { understand } from "../../../workflows/rules/understand.ts";
import type { SentMail } from "../../memory/memory-mail.ts";
import { NurtureLine } from "../../memory/nurture-line.ts";
import type { Cast } from "./cast.ts";
import { DESK } from "./desk.ts";
import { type Doors, doors } from "./doors.ts";
import type { Scenario } from "./scenario.ts";
import { instantOf } from "./times.ts";

/** The scenario can't go on: somebody would act on what isn't there. The message says what was missing. */
export class CannotGoOn extends Error {
  override name = "CannotGoOn";
}

export interface Stage {
  readonly line: NurtureLine;
  readonly ask: Doors;
  readonly cast: Cast;
  readonly leadId: LeadId;
  readonly email: string;
  /** The lead's own. */
  readonly zone: string;
  readonly begins: Instant;
  /** Every write, with its instant. */
  readonly history: readonly { readonly at: Instant; readonly life: Life }[];
}

export async function openStage({ given }: Scenario, cast: Cast, defaultTimeZone: string): Promise<Stage> {
  const form = readForm(given.with, cast);
  const { zone } = understand(form.address, form.profile, defaultTimeZone);
  if (given.at.is !== "clock") throw new Error("A lead comes in at an instant of the clock.");
  const begins = instantOf(given.at.clock, zone);
  const history: { at: Instant; life: Life }[] = [];
  const line: NurtureLine = new NurtureLine({
    campaigns: () => cast,
    desk: () => DESK,
    start: begins,
    keepHistories: false,
    around: (world: World) => ({ ...world, settings: { ...world.settings, defaultTimeZone } }),
    wrote: (_, life) => void history.push({ at: line.clock.now(), life }),
  });
  const leadId = await line.world.identity.leadId(form.address);
  return { line, ask: doors(line.world), cast, leadId, email: form.address, zone, begins, history };
}

export function now({ line }: Stage): Instant {
  return line.clock.now();
}

/** As it is, or was at an instant: after all that happened then. */
export function lifeAt({ history }: Stage, at: Instant = Number.POSITIVE_INFINITY): Life | undefined {
  return history.findLast((each) => each.at <= at)?.life;
}

/** As a scenario calls it: the campaign stands before a touch of another one. A task to answer a reply is of none. */
export function nameOf({ campaign, name }: Pick<Touch, "campaign" | "name">, [own]: Cast): string {
  return campaign === own.name || campaign === NO_CAMPAIGN ? name : `${campaign}/${name}`;
}

/** What went out, mails and tasks, in order. */
export function wentOut(stage: Stage): readonly (Touch & { readonly called: string })[] {
  const touches = lifeAt(stage)?.touches ?? [];
  return touches
    .filter(({ status }) => !STAYED.has(status))
    .map((touch) => ({ ...touch, called: nameOf(touch, stage.cast) }))
    .toSorted((a, b) => a.claimedAt - b.claimedAt);
}

const STAYED = new Set<Touch["status"]>(["skipped", "refused", "failed"]);

/** The newest of that name. */
export function touchCalled(stage: Stage, name: string): Touch {
  const touch = wentOut(stage).findLast(({ called }) => called === name);
  if (touch === undefined) throw new CannotGoOn(`"${name}" has not gone out by then`);
  return touch;
}

export function mailOf(stage: Stage, name: string): SentMail {
  const { touchId } = touchCalled(stage, name);
  const mail = stage.line.mail.sent.find(({ tags }) => tags.touchId === touchId);
  if (mail === undefined) throw new CannotGoOn(`"${name}" has not gone out as a mail`);
  return mail;
}

export interface Telling {
  readonly at: Instant;
  readonly handoff: Handoff | undefined;
}

/** Each time that sales was told of the lead; a reminder is none. */
export function tellings(stage: Stage): readonly Telling[] {
  const { ledger = [], handoffs = [] } = lifeAt(stage) ?? {};
  return ledger
    .flatMap(({ key, at }) => {
      const n = /^handoff#(\d+)#told#/.exec(key)?.[1];
      return n === undefined ? [] : [{ at, handoff: handoffs.find((each) => each.n === Number(n)) }];
    })
    .toSorted((a, b) => a.at - b.at);
}
