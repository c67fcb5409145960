/** A rule or schedule that calls a function every so often, on the virtual clock. */
import type { Alarm } from "../clock.ts";
import { TemplateRefused } from "../template/template.ts";
import type { Background } from "../time/time-machine.ts";
import type { VirtualClock } from "../virtual-clock.ts";

export interface ScheduleSettings {
  readonly expression: string;
  readonly clock: VirtualClock;
  /** From when the ticks are counted: the stack's first start. */
  readonly since: number;
  readonly fire: (at: number) => void;
  /** The earliest instant after which a tick could find something to do; undefined when none could. */
  readonly couldMatter: () => Promise<number | undefined>;
}

/**
 * In real time every tick happens. In a move over months, ticks at which nothing could have come due would be most of
 * the work (17,000 of them in six months), so they are left out; those that could find something run at their instant.
 */
export class Schedule implements Background {
  private readonly settings: ScheduleSettings;
  private readonly every: number;
  private alarm: Alarm | undefined;

  constructor(settings: ScheduleSettings) {
    this.settings = settings;
    this.every = interval(settings.expression);
    this.replan();
  }

  async nextThatMatters(after: number): Promise<number | undefined> {
    const earliest = await this.settings.couldMatter();
    return earliest === undefined ? undefined : this.tickAfter(Math.max(after, earliest));
  }

  tick(at: number) {
    this.settings.fire(at);
  }

  replan() {
    this.alarm?.cancel();
    const at = this.tickAfter(this.settings.clock.now());
    this.alarm = this.settings.clock.setBackgroundAlarm(at, () => {
      this.tick(at);
      this.replan();
    });
  }

  private tickAfter(instant: number): number {
    const { since } = this.settings;
    return since + (Math.floor((instant - since) / this.every) + 1) * this.every;
  }
}

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** `rate(15 minutes)` in milliseconds. */
function interval(expression: string): number {
  const [, number, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const length = Number(number) * (units[unit ?? ""] ?? Number.NaN);
  if (length > 0) return length;
  throw new TemplateRefused(`The schedule ${expression} is not offered by the laptop: it takes rate(…).`);
}
