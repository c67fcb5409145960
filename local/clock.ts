/**
 * What anything on the laptop may know of time. Nothing below `local/` reads the machine's clock except the
 * one implementation that starts it, so that six months can pass while a person drinks a coffee.
 */
export interface Clock {
  /** The instant, in milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  /**
   * Calls `action` once, when `now()` has reached `at` (at once if it already has, but never before this call
   * returned). Two alarms for the same instant ring in the order they were set.
   */
  setAlarm(at: number, action: () => void): Alarm;
}

export interface Alarm {
  readonly at: number;
  /** After this the alarm never rings. Cancelling twice, or after it rang, is harmless. */
  cancel(): void;
}
