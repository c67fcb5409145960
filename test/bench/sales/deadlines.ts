/**
 * Whether each hand-off is told of, and its clock kept: a reminder at half, the next person at the end, the manager at twice,
 * back to nurture at four times, after a raised hand not before somebody was at work as long. Held against the referee's own working hours, to the minute.
 */
import type { Handoff } from "../../../workflows/rules/life.ts";
import { HOUR, type Instant, MINUTE } from "../../../workflows/rules/time.ts";
import type { WorkingHours } from "./working-hours.ts";

/** As the desk of the bench states them. */
const SCORED = 4 * HOUR;
const BY_HAND = 30 * MINUTE;

interface Running {
  readonly stage: 1 | 2 | 3;
  readonly remindAt: Instant;
  readonly dueAt: Instant;
  reminded: boolean;
}

export class Deadlines {
  /** What was held against the reference clock and was right, by what it was. */
  readonly right = new Map<string, number>();
  readonly wrong: string[] = [];
  /** Answered or ended before anybody was told. */
  readonly untold: string[] = [];
  private readonly running = new Map<string, Running>();
  private readonly told = new Set<string>();
  private readonly hours: ReadonlyMap<string, WorkingHours>;

  constructor(hours: ReadonlyMap<string, WorkingHours>) {
    this.hours = hours;
  }

  /** A notice of this kind went out; `handoff` as it stood then. */
  tell(id: string, kind: string, handoff: Handoff, now: Instant): void {
    const clock = this.running.get(id);
    if (kind === "release" || kind === "next-person") {
      this.told.add(id);
      this.start(id, kind === "release" ? 1 : 2, handoff, now);
    } else if (kind === "reminder") {
      this.hold("reminder", id, clock?.remindAt, now);
      if (clock?.reminded) this.wrong.push(`${id}: reminded twice`);
      if (clock) clock.reminded = true;
    } else if (kind === "manager") {
      this.ends("manager", id, clock, 2, now);
      this.start(id, 3, handoff, now);
    }
  }

  wrote(id: string, before: Handoff | undefined, after: Handoff, now: Instant): void {
    const clock = this.running.get(id);
    if (before?.status === "released" && after.status === "released") {
      if (before.stage === after.stage || after.stage !== 2 || before.to === undefined) return;
      this.ends("next person", id, clock, 1, now);
      this.running.delete(id);
    } else if (before?.status === "released") {
      if (after.status === "expired" && after.reason === undefined)
        this.ends("back to nurture", id, clock, 3, now);
      else this.stops(id, after, clock, now);
      this.running.delete(id);
    }
  }

  private start(id: string, stage: Running["stage"], handoff: Handoff, now: Instant): void {
    const times = stage === 3 ? 2 : 1;
    const reminded = false;
    const hours = this.hours.get(handoff.to ?? "");
    if (handoff.byHand) {
      const plain = now + BY_HAND * times;
      const dueAt = stage === 3 ? Math.max(plain, hours?.after(now, BY_HAND * times) ?? plain) : plain;
      this.running.set(id, { stage, remindAt: now + BY_HAND / 2, dueAt, reminded });
      return;
    }
    if (hours === undefined) {
      this.wrong.push(`${id}: told, and it is nobody's`);
      return;
    }
    const end = hours.after(now, SCORED * times);
    const dueAt = stage === 3 ? end : Math.min(end, hours.leavesAt(now));
    this.running.set(id, { stage, remindAt: hours.after(now, SCORED / 2), dueAt, reminded });
  }

  private ends(what: string, id: string, clock: Running | undefined, stage: number, now: Instant): void {
    this.hold(what, id, clock?.stage === stage ? clock.dueAt : undefined, now);
    if (clock) this.wasReminded(id, clock, clock.dueAt);
  }

  /** Answered, snoozed or withdrawn: in time, and reminded if that was due. */
  private stops(id: string, { status, reason }: Handoff, clock: Running | undefined, now: Instant): void {
    if (!this.told.has(id) && !(status === "expired" && reason !== undefined))
      this.untold.push(`${id} ended as ${status}`);
    if (clock === undefined) return;
    if (now > clock.dueAt + MINUTE) this.wrong.push(`${id}: nothing was done at ${moment(clock.dueAt)}`);
    this.wasReminded(id, clock, now);
  }

  private wasReminded(id: string, { stage, remindAt, dueAt, reminded }: Running, until: Instant): void {
    const isDue = stage < 3 && remindAt + MINUTE < Math.min(until, dueAt);
    if (isDue && !reminded) this.wrong.push(`${id}: no reminder at ${moment(remindAt)}`);
  }

  private hold(what: string, id: string, due: Instant | undefined, now: Instant): void {
    if (due !== undefined && Math.abs(now - due) <= MINUTE) {
      this.right.set(what, (this.right.get(what) ?? 0) + 1);
      return;
    }
    this.wrong.push(`${id}: ${what} at ${moment(now)}, and due ${due === undefined ? "never" : moment(due)}`);
  }
}

function moment(at: Instant): string {
  return Number.isFinite(at) ? new Date(at).toISOString() : "never";
}
