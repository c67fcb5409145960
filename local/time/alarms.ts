import type { Alarm } from "../clock.ts";

interface Pending extends Alarm {
  readonly what: string;
  readonly order: number;
  readonly action: () => void;
}

/** Alarms in the order in which they ring: by instant, and for one instant by when they were set. */
export class Alarms {
  private readonly pending: Pending[] = [];
  private set = 0;

  add(at: number, what: string, action: () => void): Alarm {
    const alarm: Pending = { at, what, action, order: this.set++, cancel: () => this.remove(alarm) };
    this.pending.splice(this.placeOf(alarm), 0, alarm);
    return alarm;
  }

  first(): { readonly at: number; readonly what: string } | undefined {
    return this.pending[0];
  }

  /** Rings one alarm that is due at `now`; false when none is. */
  ringOne(now: number): boolean {
    const alarm = this.pending[0];
    if (alarm === undefined || alarm.at > now) return false;
    this.pending.shift();
    alarm.action();
    return true;
  }

  clear() {
    this.pending.length = 0;
  }

  private remove(alarm: Pending) {
    const place = this.placeOf(alarm);
    if (this.pending[place] === alarm) this.pending.splice(place, 1);
  }

  /** Where it stands or would stand: binary search, since a thousand leads sleep at once. */
  private placeOf({ at, order }: Pending): number {
    let low = 0;
    let high = this.pending.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.pending[middle];
      const before = other !== undefined && (other.at < at || (other.at === at && other.order < order));
      if (before) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
