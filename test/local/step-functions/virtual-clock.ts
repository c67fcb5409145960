import type { Alarm, Clock } from "../../../local/clock.ts";

interface Set extends Alarm {
  readonly order: number;
  readonly action: () => void;
}

/** Time that only moves when a test says so. */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  #alarms: Set[] = [];

  constructor(start = "2026-11-21T09:00:00.000Z") {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  setAlarm(at: number, action: () => void): Alarm {
    const alarm = { at, action, order: this.#order++, cancel: () => this.#drop(alarm) };
    this.#alarms.push(alarm);
    return alarm;
  }

  get pending(): number {
    return this.#alarms.length;
  }

  /** Rings everything that is due within the span, one instant after the other, and settles in between. */
  async advance(milliseconds: number, settle: () => Promise<void>): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at);
      this.#drop(next);
      next.action();
      await settle();
    }
    this.#now = end;
  }

  /** Time goes by while nobody is there to hear an alarm. */
  pass(seconds: number): void {
    this.#now += seconds * 1000;
  }

  #next(end: number): Set | undefined {
    return this.#alarms
      .filter(({ at }) => at <= end)
      .sort((a, b) => a.at - b.at || a.order - b.order)
      .at(0);
  }

  #drop(alarm: Alarm): void {
    this.#alarms = this.#alarms.filter((one) => one !== alarm);
  }
}
