/** Time that passes only when told to. */
import type { Alarm, Clock } from "../clock.ts";
import { Alarms } from "../time/alarms.ts";

export class SimulatedClock implements Clock {
  private readonly alarms = new Alarms();
  private instant: number;

  constructor(start: number) {
    this.instant = start;
  }

  now(): number {
    return this.instant;
  }

  setAlarm(at: number, action: () => void): Alarm {
    return this.alarms.add(at, "", action);
  }

  /** When the next alarm rings. */
  next(): number | undefined {
    return this.alarms.first()?.at;
  }

  /** Jumps to `at`, never back, and rings what is due there. */
  jumpTo(at: number): void {
    this.instant = Math.max(this.instant, at);
    while (this.alarms.ringOne(this.instant));
  }
}
