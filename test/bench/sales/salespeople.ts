/**
 * How people of sales take what they are told: some answer at once, some late or never, some accept and forget. Each of
 * them by the working hours of their own, with dice of their own for each lead, so that the same seed gives the same quarter.
 */
import type { LeadId } from "../../../workflows/rules/lead.ts";
import type { Handoff, Known } from "../../../workflows/rules/life.ts";
import { DAY, HOUR, type Instant, MINUTE } from "../../../workflows/rules/time.ts";
import { type Chance, chance as chanceOf } from "../corpus/chance.ts";
import type { WorkingHours } from "./working-hours.ts";

export interface Told {
  readonly kind: string;
  /** A person's key. */
  readonly to: string;
  readonly leadId: LeadId;
  readonly n: number;
  readonly byHand: boolean;
}

export type Said = Readonly<Record<string, string>>;

export interface Doors {
  now(): Instant;
  later(at: Instant, act: () => Promise<void>): void;
  lead(leadId: LeadId): Promise<Known | undefined>;
  /** Behind the link of the newest notice of this hand-off. */
  says(told: Told, by: string, said: Said): Promise<void>;
}

/** Whoever isn't named here lets one in ten pass, and forgets one in eight. */
const HABITS: Readonly<Record<string, { readonly ignores: number; readonly forgets: number }>> = {
  dario: { ignores: 0.4, forgets: 0.1 },
  gus: { ignores: 0.1, forgets: 0.4 },
  lou: { ignores: 0.25, forgets: 0.25 },
};
const USUAL = { ignores: 0.1, forgets: 0.12 };

export class Salespeople {
  private readonly doors: Doors;
  private readonly hours: ReadonlyMap<string, WorkingHours>;
  private readonly manager: string;
  private readonly seed: number;

  constructor(doors: Doors, hours: ReadonlyMap<string, WorkingHours>, manager: string, seed: number) {
    this.doors = doors;
    this.hours = hours;
    this.manager = manager;
    this.seed = seed;
  }

  hear(told: Told): void {
    const chance = this.chanceFor(told);
    const { ignores, forgets } = HABITS[told.to] ?? USUAL;
    switch (told.kind) {
      case "release":
      case "next-person":
        if (!chance.in(ignores)) this.answerIn(chance.between(5, 220), told, chance);
        return;
      case "reminder":
        if (chance.in(0.4)) this.answerIn(chance.between(2, 60), told, chance);
        return;
      case "manager":
        if (chance.in(0.35)) this.answerIn(chance.between(10, 240), told, chance);
        return;
      case "follow-up":
        if (!chance.in(forgets)) this.tellIn(chance.between(5, 400), told, chance);
        return;
      case "follow-up-manager":
        if (chance.in(0.3)) this.tellIn(chance.between(5, 200), told, chance);
        return;
      default:
    }
  }

  /** In minutes of their work. Whoever asked for us is called at once by those at work, and now and then by one who isn't. */
  private answerIn(minutes: number, told: Told, chance: Chance): void {
    const now = this.doors.now();
    const hours = this.hours.get(told.to);
    if (hours === undefined) return;
    const isQuick = told.byHand && (hours.isAtWork(now) || chance.in(0.2));
    const at = isQuick ? now + Math.round((minutes / 6) * MINUTE) : hours.after(now, minutes * MINUTE);
    this.doors.later(Math.round(at), () => this.answer(told, chance));
  }

  /** Most see on the page that it is answered, and leave it; some have the page open from before. */
  private async answer(told: Told, chance: Chance): Promise<void> {
    const { to } = told;
    const status = (await this.handoffOf(told))?.status;
    if (status !== "released" && !chance.in(0.15)) return;
    const does = chance.pick([
      { weight: 66, is: "accept" },
      { weight: 21, is: "reject" },
      { weight: 7, is: "snooze" },
    ]).is;
    if (does === "snooze") return this.doors.says(told, to, { answer: does, until: this.day(chance, 1, 6) });
    if (does === "reject") return this.doors.says(told, to, { answer: does, ...this.reason(chance) });
    await this.doors.says(told, to, { answer: does });
    const { forgets } = HABITS[to] ?? USUAL;
    if (!chance.in(forgets)) this.tellIn(chance.between(60, 600), told, chance);
  }

  private reason(chance: Chance): Said {
    const reason = chance.pick([
      { weight: 4, is: "bad-timing" },
      { weight: 4, is: "no-budget" },
      { weight: 3, is: "wrong-person" },
      { weight: 2, is: "not-our-market" },
      { weight: 1, is: "already-customer" },
    ]).is;
    return reason === "bad-timing" ? { reason, until: this.day(chance, 7, 40) } : { reason };
  }

  /** What came of it, in so many minutes of work; after a talk some tell the end of it by themselves. */
  private tellIn(minutes: number, told: Told, chance: Chance): void {
    const person = told.kind === "follow-up-manager" ? this.manager : told.to;
    const at = this.hours.get(person)?.after(this.doors.now(), minutes * MINUTE) ?? this.doors.now();
    this.doors.later(Math.round(at), () => this.tell(told, chance));
  }

  private async tell(told: Told, chance: Chance): Promise<void> {
    const handoff = await this.handoffOf(told);
    if (handoff?.promised === undefined || handoff.doneAt !== undefined) return;
    const { attempts, spokeAt } = handoff.promised;
    const result = spokeAt === undefined ? firstResult(attempts.length, chance) : lastResult(chance);
    const until = result === "not-now" ? { until: this.day(chance, 7, 40) } : {};
    await this.doors.says(told, handoff.to ?? told.to, { result, ...until });
    if (result === "spoke" && chance.in(0.6)) this.tellIn(chance.between(300, 1_800), told, chance);
    if (result === "qualified" && chance.in(0.8)) this.tellIn(chance.between(300, 1_800), told, chance);
  }

  private async handoffOf({ leadId, n }: Told): Promise<Handoff | undefined> {
    return (await this.doors.lead(leadId))?.handoffs.find((each) => each.n === n);
  }

  private day(chance: Chance, least: number, most: number): string {
    return new Date(this.doors.now() + HOUR + chance.between(least, most) * DAY).toISOString().slice(0, 10);
  }

  private chanceFor({ leadId, n, kind, to }: Told): Chance {
    const of = `${leadId} ${n} ${kind} ${to} ${this.doors.now()}`;
    let mixed = this.seed;
    for (let at = 0; at < of.length; at++) mixed = (Math.imul(mixed, 31) + of.charCodeAt(at)) | 0;
    return chanceOf(mixed);
  }
}

function firstResult(attempts: number, chance: Chance): string {
  if (attempts >= 3 && chance.in(0.6)) return "unreachable";
  return chance.pick([
    { weight: 42, is: "spoke" },
    { weight: 34, is: "voicemail" },
    { weight: 10, is: "not-yet" },
    { weight: 5, is: "wrong-person" },
    { weight: 5, is: "not-now" },
    { weight: 4, is: "lost" },
  ]).is;
}

function lastResult(chance: Chance): string {
  return chance.pick([
    { weight: 20, is: "qualified" },
    { weight: 30, is: "won" },
    { weight: 40, is: "lost" },
    { weight: 10, is: "not-now" },
  ]).is;
}
