/**
 * The referee's own clock of working time: the calendar cut into half hours, looked up with `Intl`, each either worked or
 * not. Slow, plain, and nothing of it is the rules'. It holds for zones whole hours from UTC, and for work that begins and
 * ends at full or half hours.
 */
import type { Person } from "../../../workflows/rules/desk.ts";
import { HOUR, type Instant, MINUTE } from "../../../workflows/rules/time.ts";

const SLOT = 30 * MINUTE;

interface LocalSlot {
  /** `2027-01-04` */
  readonly date: string;
  readonly day: string;
  /** Minutes since midnight. */
  readonly minute: number;
}

/** What the clocks of a zone show at the beginning of each half hour; asked each hour. */
export class LocalTime {
  readonly from: Instant;
  readonly slots: readonly LocalSlot[];

  constructor(zone: string, from: Instant, until: Instant) {
    const format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      weekday: "long",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    this.from = Math.floor(from / HOUR) * HOUR;
    this.slots = Array.from({ length: Math.ceil((until - this.from) / HOUR) }, (_, n) => {
      const shown = Object.fromEntries(
        format.formatToParts(this.from + n * HOUR).map(({ type, value }) => [type, value]),
      );
      const { year, month, day, weekday = "", hour, minute } = shown;
      const local = { date: `${year}-${month}-${day}`, day: weekday.toLowerCase() };
      const start = Number(hour) * 60 + Number(minute);
      return [
        { ...local, minute: start },
        { ...local, minute: start + 30 },
      ];
    }).flat();
  }

  at(instant: Instant): LocalSlot {
    const slot = this.slots[Math.floor((instant - this.from) / SLOT)];
    if (slot === undefined)
      throw new RangeError(`${new Date(instant).toISOString()} is beyond the calendar.`);
    return slot;
  }
}

export class WorkingHours {
  private readonly local: LocalTime;
  private readonly person: Person;
  private readonly isWorked: readonly boolean[];

  constructor(person: Person, local: LocalTime, holidays: readonly string[]) {
    const [start = 0, end = 0] = person.hours.split("-").map(minutes);
    this.local = local;
    this.person = person;
    this.isWorked = local.slots.map(
      ({ date, day, minute }) =>
        start <= minute &&
        minute < end &&
        person.days.some((each) => each === day) &&
        !holidays.includes(date) &&
        !this.isOff(date),
    );
  }

  isAway(at: Instant): boolean {
    return this.isOff(this.local.at(at).date);
  }

  isAtWork(at: Instant): boolean {
    return this.isWorked[this.slotOf(at)] ?? false;
  }

  /** The first instant at which so much has been worked since `from`, in milliseconds. */
  after(from: Instant, work: number): Instant {
    let left = work;
    let at = from;
    for (let slot = this.slotOf(from); ; slot++) {
      const ends = this.local.from + (slot + 1) * SLOT;
      const isWorked = this.isWorked[slot];
      if (isWorked === undefined) throw new RangeError(`${this.person.name} works no more in the calendar.`);
      if (isWorked && left <= ends - at) return at + left;
      if (isWorked) left -= ends - at;
      at = ends;
    }
  }

  /** The first moment of the next absence; Infinity without one. */
  leavesAt(from: Instant): Instant {
    const first = this.person.away
      .map((each) => each.from)
      .filter((day) => day > this.local.at(from).date)
      .sort()[0];
    const slot = first === undefined ? -1 : this.local.slots.findIndex(({ date }) => date === first);
    return slot < 0 ? Number.POSITIVE_INFINITY : this.local.from + slot * SLOT;
  }

  private isOff(date: string): boolean {
    return this.person.away.some(({ from, to }) => from <= date && date <= to);
  }

  private slotOf(at: Instant): number {
    return Math.floor((at - this.local.from) / SLOT);
  }
}

function minutes(time: string): number {
  const [hours, rest = "0"] = time.split(":");
  return Number(hours) * 60 + Number(rest);
}
