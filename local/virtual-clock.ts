/**
 * The laptop's time: the machine's, moved forward by an offset that is stored, so that it outlives the process and
 * never goes back. It runs at real speed; during a move it stands, and jumps from alarm to alarm.
 */
import type { Alarm, Clock } from "./clock.ts";
import type { Facts } from "./state/facts.ts";
import { Alarms } from "./time/alarms.ts";

export interface VirtualClockOptions {
  readonly facts: Facts;
  /** The machine's clock, in milliseconds. */
  readonly machine: () => number;
  /** Where virtual time begins when nothing is stored yet; the machine's time unless given. */
  readonly start?: number | undefined;
  /** False: time passes in moves only, so that the same story gives the same instants. */
  readonly runs?: boolean;
}

/** A timer set further ahead than this is set anew on the way: a laptop that was asleep notices within a minute. */
const longestTimer = 60_000;

export class VirtualClock implements Clock {
  private readonly alarms = new Alarms();
  private readonly background = new Alarms();
  private readonly facts: Facts;
  private readonly machine: () => number;
  private readonly runs: boolean;
  private offset: number;
  private standing: number | undefined;
  private latest = 0;
  private timer: NodeJS.Timeout | undefined;
  private moving = false;
  private stopped = false;

  constructor({ facts, machine, start, runs = true }: VirtualClockOptions) {
    this.facts = facts;
    this.machine = machine;
    this.runs = runs;
    const stored = facts.read("clock.offset");
    // Read once: a clock that stands must stand exactly where it was told to begin.
    const present = machine();
    this.offset = stored === undefined ? (start ?? present) - present : Number(stored);
    if (!runs) this.standing = Number(facts.read("clock.stands") ?? Math.floor(present + this.offset));
    if (stored === undefined) this.store();
  }

  now(): number {
    this.latest = Math.max(this.latest, this.standing ?? Math.floor(this.machine() + this.offset));
    return this.latest;
  }

  setAlarm(at: number, action: () => void, what = "something is due"): Alarm {
    const alarm = this.alarms.add(at, what, action);
    this.wind();
    return alarm;
  }

  /** Rings in real time only; a move passes it over, and whoever set it plans anew when the move is done. */
  setBackgroundAlarm(at: number, action: () => void): Alarm {
    const alarm = this.background.add(at, "background", action);
    this.wind();
    return alarm;
  }

  /** The same clock; what is set on it says what it is for. */
  named(what: string): Clock {
    return { now: () => this.now(), setAlarm: (at, action) => this.setAlarm(at, action, what) };
  }

  next(): { readonly at: number; readonly what: string } | undefined {
    const first = this.alarms.first();
    return first && { at: first.at, what: first.what };
  }

  /** Time stands until `release`. */
  freeze() {
    this.standing = this.now();
    this.moving = true;
    clearTimeout(this.timer);
  }

  /** Stored before anybody can read it, as an offset: a process that dies in a move goes on from here. */
  jumpTo(at: number) {
    this.standing = Math.max(this.now(), at);
    this.store();
  }

  release() {
    this.store();
    if (this.runs) this.standing = undefined;
    this.moving = false;
    this.wind();
  }

  /** Rings all that is due, while time stands; true if anything was. */
  ringDue(): boolean {
    const now = this.now();
    let rang = false;
    while (!this.stopped && this.alarms.ringOne(now)) rang = true;
    return rang;
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.store();
    this.alarms.clear();
    this.background.clear();
  }

  private store() {
    if (this.standing !== undefined) this.offset = this.standing - this.machine();
    this.facts.write("clock.offset", String(this.offset));
    if (!this.runs) this.facts.write("clock.stands", String(this.standing ?? this.now()));
  }

  /** Sets the one real timer for whatever rings first. */
  private wind() {
    clearTimeout(this.timer);
    if (this.stopped || this.moving) return;
    const at = Math.min(this.alarms.first()?.at ?? Infinity, this.background.first()?.at ?? Infinity);
    if (at === Infinity || (!this.runs && at > this.now())) return;
    const wait = Math.min(Math.max(at - this.now(), 0), longestTimer);
    this.timer = setTimeout(() => this.ring(), wait);
    this.timer.unref();
  }

  private ring() {
    const now = this.now();
    while (!this.stopped && !this.moving && this.ringFirst(now));
    this.wind();
  }

  private ringFirst(now: number): boolean {
    const [front, back] = [this.alarms.first()?.at ?? Infinity, this.background.first()?.at ?? Infinity];
    return (front <= back ? this.alarms : this.background).ringOne(now);
  }
}
