/** Points in time as a scenario writes them, and as its report shows them: by the lead's own clock. */
import { Temporal } from "temporal-polyfill";
import * as z from "zod";
import { after } from "../../../workflows/rules/clock.ts";
import { type Instant, Span } from "../../../workflows/rules/time.ts";

/** Where in a life something lies. A touch, and sales' being told, may have a span added to them. */
export type Moment =
  | { readonly is: "span"; readonly span: Span }
  | { readonly is: "touch"; readonly touch: string; readonly span: Span }
  | { readonly is: "told"; readonly span: Span }
  | { readonly is: "clock"; readonly clock: Clock };

/** A local date and time; in the lead's zone where no other is named. */
export interface Clock {
  readonly date: string;
  readonly time: string;
  readonly zone: string | undefined;
}

/** A day, or on it a time, or a stretch of it with both ends. */
export interface When {
  readonly text: string;
  readonly date: string;
  readonly from: string;
  readonly to: string;
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const DATE = `(?:(?<day>${DAYS.join("|")}) )?(?<date>\\d{4}-\\d\\d-\\d\\d)`;
const TIME = "(?:[01]?\\d|2[0-3]):[0-5]\\d";
const CLOCK = new RegExp(
  `^${DATE}[ T](?<time>${TIME})(?<zone>Z|[+-]\\d\\d:\\d\\d| [A-Z][A-Za-z_]+(?:/[A-Za-z0-9_+-]+)*)?$`,
);
const WHEN = new RegExp(`^${DATE}(?: (?<from>${TIME})(?: ?[-–] ?(?<to>${TIME}))?)?$`);
const ANCHORED = /^(?<anchor>(?:[a-z][a-z0-9-]*\/)?[a-z][a-z0-9-]*|sales is told)(?: ?\+ ?(?<span>\d.*))?$/;

const LIKE = {
  after: "a span (`3 days`), a touch (`welcome`), or a span after it (`welcome + 2 hours`)",
  clock: "a date and a time, such as `Mon 2026-11-23 09:00`",
  when: "a day, a time on it or a stretch of it: `Mon 2026-11-23`, `Mon 2026-11-23 09:00`, `Mon 2026-11-23 09:00-09:30`",
} as const;

/** `3 days`, `welcome`, `welcome + 2 hours`, `sales is told + 5 hours`. */
export const After = read<Moment>(LIKE.after, relative);

/** `2026-11-23 09:00`, `Mon 2026-11-23 09:00`, `2026-11-23 09:00 Europe/Berlin`, `2026-11-23T09:00Z`. */
export const At = read<Moment>(
  `${LIKE.clock}; for what comes after a touch or a span, \`after\` instead of \`at\``,
  absolute,
);

export const AnyMoment = read<Moment>(
  `${LIKE.after}, or ${LIKE.clock}`,
  (text) => absolute(text) ?? relative(text),
);

export const Expected = read<When>(LIKE.when, (text) => {
  const { date = "", from = "00:00", to = from === "00:00" ? "23:59" : from } = WHEN.exec(text)?.groups ?? {};
  return date === "" ? undefined : { text, date, from: from.padStart(5, "0"), to: to.padStart(5, "0") };
});

/** A text that is read at once; one that says a weekday must say the right one. */
function read<T>(like: string, reading: (text: string) => T | undefined) {
  return z
    .string()
    .regex(/\S/, like)
    .transform((text, context): T => {
      const refuse = (message: string, right: string) => {
        context.addIssue({ code: "custom", message, params: { right } });
        return z.NEVER;
      };
      const value = reading(text.trim());
      if (value === undefined) return refuse(`"${text}" does not do`, `Write ${like}.`);
      const { day, date } = new RegExp(DATE).exec(text)?.groups ?? {};
      if (date === undefined) return value;
      const real = weekday(date);
      if (real === undefined) return refuse(`there is no ${date}`, "Write a day of the calendar.");
      if (day !== undefined && day !== real)
        return refuse(`${date} is no ${day}`, `Write ${real} ${date}, or the day that you mean.`);
      return value;
    });
}

function relative(text: string): Moment | undefined {
  if (Span.safeParse(text).success) return { is: "span", span: text };
  const { anchor, span = "0 minutes" } = ANCHORED.exec(text)?.groups ?? {};
  if (anchor === undefined || !Span.safeParse(span).success) return undefined;
  return anchor === "sales is told" ? { is: "told", span } : { is: "touch", touch: anchor, span };
}

function absolute(text: string): Moment | undefined {
  const { date, time, zone } = CLOCK.exec(text)?.groups ?? {};
  if (date === undefined || time === undefined) return undefined;
  const named = zone?.trim();
  if (named !== undefined && !isZone(named)) return undefined;
  return { is: "clock", clock: { date, time: time.padStart(5, "0"), zone: named } };
}

function isZone(name: string): boolean {
  try {
    return new Temporal.ZonedDateTime(0n, name === "Z" ? "UTC" : name) !== undefined;
  } catch {
    return false;
  }
}

function weekday(date: string): string | undefined {
  try {
    return DAYS[Temporal.PlainDate.from(date, { overflow: "reject" }).dayOfWeek - 1];
  } catch {
    return undefined;
  }
}

/** When the clock of its zone, or else of `zone`, shows it. */
export function instantOf({ date, time, zone: own }: Clock, zone: string): Instant {
  const named = own === "Z" ? "UTC" : (own ?? zone);
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(named).epochMilliseconds;
}

export function isAt(at: Instant, { date, from, to }: When, zone: string): boolean {
  const [, day, time = ""] = local(at, zone).split(" ");
  return day === date && from <= time && time <= to;
}

/** `Mon 2026-11-23 09:00` */
export function local(at: Instant, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return `${DAYS[there.dayOfWeek - 1]} ${there.toPlainDate()} ${there.toPlainTime().toString({ smallestUnit: "minute" })}`;
}

/** What the moment adds to whatever it is after. */
export function plus(from: Instant, { span }: { readonly span: Span }, zone: string): Instant {
  return after(from, span, zone);
}

/** As it was written. */
export function inWords(moment: Moment): string {
  const added = (span: Span) => (span.startsWith("0 ") ? "" : ` + ${span}`);
  switch (moment.is) {
    case "span":
      return moment.span;
    case "touch":
      return `${moment.touch}${added(moment.span)}`;
    case "told":
      return `sales is told${added(moment.span)}`;
    case "clock":
      return [moment.clock.date, moment.clock.time, moment.clock.zone].filter(Boolean).join(" ");
    default:
      return moment satisfies never;
  }
}
