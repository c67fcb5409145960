import type { Time } from "../console/sources.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { Quiescence } from "./quiescence.ts";

/** A schedule in the background: `next` ignores it, a move lets only those of its ticks happen that could matter. */
export interface Background {
  /** The first tick after `after` that could do anything, as far as can be known now. */
  nextThatMatters(after: number): Promise<number | undefined>;
  tick(at: number): void;
  /** Called when a move is done: real time goes on from here. */
  replan(): void;
}

/** Virtual time for people and tests: moves forward, and lets everything that falls due on the way happen in order. */
export class TimeMachine implements Time {
  private readonly clock: VirtualClock;
  private readonly quiescence: Quiescence;
  private readonly backgrounds: Background[] = [];
  private lastMove: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(clock: VirtualClock, quiescence: Quiescence) {
    this.clock = clock;
    this.quiescence = quiescence;
  }

  addBackground(background: Background) {
    this.backgrounds.push(background);
  }

  /** Time moves no more; a move that is under way is given up where it stands. */
  stop() {
    this.stopped = true;
  }

  now = () => this.clock.now();
  next = () => this.clock.next();

  /** One move after another. */
  moveTo(target: number): Promise<void> {
    const move = this.lastMove.then(() => this.move(target));
    this.lastMove = move.catch(() => {});
    return move;
  }

  settle = () => this.moveTo(0);

  private async move(target: number): Promise<void> {
    this.clock.freeze();
    try {
      await this.settleNow();
      for (let at = await this.nextStop(target); at !== undefined; at = await this.nextStop(target)) {
        await this.stopAt(at);
      }
      this.jumpTo(target);
    } finally {
      this.clock.release();
      for (const background of this.backgrounds) background.replan();
    }
  }

  private async stopAt(at: number): Promise<void> {
    const before = this.clock.now();
    const ticking = [];
    for (const background of this.backgrounds) {
      const tick = await background.nextThatMatters(before);
      if (tick !== undefined && tick <= at) ticking.push(background);
    }
    this.jumpTo(at);
    for (const background of ticking) background.tick(at);
    await this.settleNow();
  }

  /** With the workflows and streams at rest, whatever falls due on the way would come late. */
  private jumpTo(at: number) {
    if (this.stopped) throw new Error("The laptop was ended during a move: time goes on from where it was.");
    this.clock.jumpTo(at);
  }

  /** Alarms that ring while others are being carried out count too, as long as they are for the present. */
  private async settleNow(): Promise<void> {
    do {
      await this.quiescence.settled();
    } while (this.clock.ringDue());
  }

  private async nextStop(target: number): Promise<number | undefined> {
    const now = this.clock.now();
    const ticks = await Promise.all(this.backgrounds.map((background) => background.nextThatMatters(now)));
    const at = Math.min(this.clock.next()?.at ?? Infinity, ...ticks.map((tick) => tick ?? Infinity));
    return at <= target ? at : undefined;
  }
}
