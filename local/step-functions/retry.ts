import type { Retrier } from "./definition/model.ts";
import type { StateFailure } from "./errors.ts";
import type { Live } from "./live.ts";

/** Puts the state to sleep until its next try, if one of its retriers takes the failure and has tries left. */
export function retry(live: Live, retriers: readonly Retrier[], failure: StateFailure): boolean {
  const n = retriers.findIndex(({ errorEquals }) => matches(errorEquals, failure));
  const retrier = retriers[n];
  const { position } = live;
  const used = position.retries[n] ?? 0;
  if (retrier === undefined || used >= retrier.maxAttempts) return false;
  for (let i = 0; i <= n; i++) position.retries[i] ??= 0;
  position.retries[n] = used + 1;
  position.retryCount++;
  const delay = delayBefore(retrier, used, live.surroundings.random);
  live.become({ kind: "backoff", until: live.now + delay });
  return true;
}

/** In ms. With IntervalSeconds 2 and BackoffRate 2: 2, 4, 8 s …, never more than MaxDelaySeconds; full jitter takes any part of that. */
export function delayBefore(retrier: Retrier, used: number, random: () => number): number {
  const { intervalSeconds, backoffRate, maxDelaySeconds = Number.MAX_SAFE_INTEGER / 1000, jitter } = retrier;
  const seconds = Math.min(intervalSeconds * backoffRate ** used, maxDelaySeconds);
  return Math.round(seconds * 1000 * (jitter === "FULL" ? random() : 1));
}

/**
 * `States.ALL` takes every failure but a too large payload; `States.TaskFailed` further excepts timeouts.
 * `States.Runtime` always fails the execution.
 */
export function matches(errorEquals: readonly string[], { error, alias }: StateFailure): boolean {
  if (error === "States.Runtime") return false;
  const names = [error, alias].filter((name) => name !== undefined);
  if (errorEquals.some((name) => names.includes(name))) return true;
  if (error === "States.DataLimitExceeded") return false;
  return (
    errorEquals.includes("States.ALL") ||
    (errorEquals.includes("States.TaskFailed") && error !== "States.Timeout")
  );
}
