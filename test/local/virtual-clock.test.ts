import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { openFacts } from "../../local/state/facts.ts";
import { Quiescence } from "../../local/time/quiescence.ts";
import { type Background, TimeMachine } from "../../local/time/time-machine.ts";
import { VirtualClock } from "../../local/virtual-clock.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const monday = Date.parse("2026-03-02T09:00:00Z");

/** A machine whose own clock the test holds. */
function machine({
  database = new DatabaseSync(":memory:"),
  at = monday,
  start = undefined as number | undefined,
} = {}) {
  const own = { now: at };
  const clock = new VirtualClock({ facts: openFacts(database), machine: () => own.now, start });
  const quiescence = new Quiescence();
  return { own, clock, quiescence, time: new TimeMachine(clock, quiescence), database };
}

test("time runs at the machine's speed until it is moved, and at that speed again afterwards", async () => {
  const { own, clock, time } = machine();
  own.now += HOUR;
  expect(clock.now()).toBe(monday + HOUR);
  await time.moveTo(monday + 3 * DAY);
  expect(clock.now()).toBe(monday + 3 * DAY);
  own.now += HOUR;
  expect(clock.now()).toBe(monday + 3 * DAY + HOUR);
});

test("what falls due on the way happens in order, each at its own instant, and may ask for more", async () => {
  const { clock, time } = machine();
  const seen: string[] = [];
  const note = (what: string) => seen.push(`${what} at ${(clock.now() - monday) / DAY}`);
  clock.setAlarm(monday + 2 * DAY, () => note("second"));
  clock.setAlarm(monday + DAY, () => {
    note("first");
    clock.setAlarm(monday + 1.5 * DAY, () => note("asked for by the first"));
  });
  clock.setAlarm(monday + 2 * DAY, () => note("second's twin"));
  clock.setAlarm(monday + 5 * DAY, () => note("too late"));
  await time.moveTo(monday + 4 * DAY);
  expect(seen).toEqual(["first at 1", "asked for by the first at 1.5", "second at 2", "second's twin at 2"]);
});

test("a move goes on only when what an alarm began has ended", async () => {
  const { clock, time, quiescence } = machine();
  const seen: number[] = [];
  const work = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    seen.push((clock.now() - monday) / DAY);
  };
  clock.setAlarm(monday + DAY, () => void quiescence.track(work()));
  clock.setAlarm(monday + 2 * DAY, () => void quiescence.track(work()));
  await time.moveTo(monday + 3 * DAY);
  expect(seen).toEqual([1, 2]);
});

test("while it moves, real time doesn't carry it past where it was sent", async () => {
  const { own, clock, time, quiescence } = machine();
  clock.setAlarm(monday + DAY, () => {
    own.now += 10 * DAY;
    void quiescence.track(Promise.resolve());
  });
  await time.moveTo(monday + 2 * DAY);
  expect(clock.now()).toBe(monday + 2 * DAY);
});

test("a cancelled alarm never rings, and cancelling twice is harmless", async () => {
  const { clock, time } = machine();
  const alarm = clock.setAlarm(monday + DAY, () => expect.unreachable());
  alarm.cancel();
  alarm.cancel();
  expect(time.next()).toBeUndefined();
  await time.moveTo(monday + 2 * DAY);
});

test("the next due thing says what it is; background ticks are not counted", () => {
  const { clock, time } = machine();
  clock.setBackgroundAlarm(monday + 1, () => {});
  clock.named("a workflow goes on").setAlarm(monday + DAY, () => {});
  expect(time.next()).toEqual({ at: monday + DAY, what: "a workflow goes on" });
});

test("virtual time survives a kill: it is never earlier than it was, and the time that passed meanwhile counts", async () => {
  const before = machine();
  await before.time.moveTo(monday + 90 * DAY);
  // No stop: the process is gone. An hour later another one starts.
  const after = machine({ database: before.database, at: monday + HOUR });
  expect(after.clock.now()).toBe(monday + 90 * DAY + HOUR);
});

test("killed in the middle of a move, it goes on from where it had come", async () => {
  const before = machine();
  const killed = new Promise<void>((resolve) => {
    before.clock.setAlarm(monday + 2 * DAY, () => {
      void before.quiescence.track(new Promise(() => {}));
      resolve();
    });
  });
  void before.time.moveTo(monday + 5 * DAY);
  await killed;
  const after = machine({ database: before.database, at: monday + HOUR });
  expect(after.clock.now()).toBe(monday + 2 * DAY + HOUR);
});

test("an empty folder begins when it is told to; a used one goes on", () => {
  const { database, clock } = machine({ start: monday + 365 * DAY });
  expect(clock.now()).toBe(monday + 365 * DAY);
  expect(machine({ database, start: monday }).clock.now()).toBe(monday + 365 * DAY);
});

test("a machine whose clock is set back doesn't take virtual time back", () => {
  const { own, clock } = machine();
  own.now += DAY;
  expect(clock.now()).toBe(monday + DAY);
  own.now -= HOUR;
  expect(clock.now()).toBe(monday + DAY);
});

test("a background that says when it matters ticks then and not before, and plans anew after the move", async () => {
  const { clock, time } = machine();
  const seen: string[] = [];
  const background: Background = {
    nextThatMatters: async (after) => (after < monday + DAY ? monday + DAY : undefined),
    tick: (at) => void seen.push(`tick at ${(at - monday) / DAY}`),
    replan: () => void seen.push("planned"),
  };
  time.addBackground(background);
  clock.setAlarm(monday + 2 * DAY, () => void seen.push("alarm"));
  await time.moveTo(monday + 3 * DAY);
  expect(seen).toEqual(["tick at 1", "alarm", "planned"]);
});

test("two moves at once happen one after the other", async () => {
  const { clock, time } = machine();
  await Promise.all([time.moveTo(monday + 2 * DAY), time.moveTo(monday + DAY)]);
  expect(clock.now()).toBe(monday + 2 * DAY);
});
