import type { Alarm } from "../clock.ts";

interface Pending extends Alarm {
  readonly what: string;
  readonly order: number;
  /** None once it is cancelled. */
  action: (() => void) | undefined;
}

/**
 * Alarms in the order in which they ring: by instant, and for one instant by when they were set. A heap, since ten thousand
 * leads sleep at once; one that is cancelled stays in it, empty, until it comes to the top.
 */
export class Alarms {
  private readonly heap: Pending[] = [];
  private set = 0;

  add(at: number, what: string, action: () => void): Alarm {
    const alarm: Pending = {
      at,
      what,
      action,
      order: this.set++,
      cancel: () => {
        alarm.action = undefined;
      },
    };
    this.heap.push(alarm);
    this.rise(this.heap.length - 1);
    return alarm;
  }

  first(): { readonly at: number; readonly what: string } | undefined {
    while (this.heap[0] !== undefined && this.heap[0].action === undefined) this.take();
    return this.heap[0];
  }

  /** Rings one alarm that is due at `now`; false when none is. */
  ringOne(now: number): boolean {
    const first = this.first();
    if (first === undefined || first.at > now) return false;
    this.take()?.action?.();
    return true;
  }

  clear() {
    this.heap.length = 0;
  }

  private take(): Pending | undefined {
    const [top] = this.heap;
    const last = this.heap.pop();
    if (last !== undefined && this.heap.length > 0) {
      this.heap[0] = last;
      this.sink(0);
    }
    return top;
  }

  private rise(from: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >>> 1;
      if (!this.isBefore(place, parent)) return;
      this.swap(place, parent);
      place = parent;
    }
  }

  private sink(from: number): void {
    let place = from;
    for (;;) {
      const left = 2 * place + 1;
      const least = this.isBefore(left + 1, left) ? left + 1 : left;
      if (!this.isBefore(least, place)) return;
      this.swap(place, least);
      place = least;
    }
  }

  /** False for a place beyond the end. */
  private isBefore(a: number, b: number): boolean {
    const [one, two] = [this.heap[a], this.heap[b]];
    if (one === undefined || two === undefined) return false;
    return one.at < two.at || (one.at === two.at && one.order < two.order);
  }

  private swap(a: number, b: number): void {
    const [one, two] = [this.heap[a], this.heap[b]];
    if (one === undefined || two === undefined) return;
    this.heap[a] = two;
    this.heap[b] = one;
  }
}
