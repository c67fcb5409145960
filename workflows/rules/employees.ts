/** How many people work there, from whatever a person types into a box that asks for it. */
import { plain } from "./words.ts";

/** `max` is missing where the range is open above: `1.000+`. */
export interface Employees {
  readonly min: number;
  readonly max?: number;
}

/**
 * `50-100`, `1.000+`, `1,000`, `ca. 200`, `just me`, `300名`, `11 a 50`, `10k`, `> 5000` (5,001 or more), `0`.
 * Undefined for what is no number of people, and for more numbers than make one range.
 */
export function employeesOf(typed: string | undefined): Employees | undefined {
  if (typed === undefined || typed.length > LONGEST) return undefined;
  const text = plain(typed).replace(/\s+/g, " ").trim();
  if (ONE_PERSON.test(text)) return { min: 1, max: 1 };
  const numbers = numbersIn(text);
  const [first, second] = numbers;
  if (first === undefined || numbers.some(({ value }) => value > MOST)) return undefined;
  if (second === undefined) return single(text, first);
  return numbers.length === 2 ? pair(text, first, second) : undefined;
}

/** The largest employer there is has some 2 million. */
const MOST = 10_000_000;
const LONGEST = 100;

const ONE_PERSON =
  /^(just|only|its|it is|nur|solo|seulement|tylko|alleen|solamente)? ?(me|myself|me myself and i|one|1 person|ich|moi|yo|ja|ik|io|eu|mi)( only| alone)?[.!]*$|^(solo|self[- ]?employed|freelancer?|sole trader|one[- ]?man|einzelunternehmer|selbststandig|autonomo|zzp|independant)\b/;

interface Figure {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** A number with the thousands separators of any country, decimals only before a unit (`1.5k`), and the unit. */
const FIGURE =
  /(\d{1,3}(?:[.,' ]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2}(?= ?(?:k|tsd|thousand|m|mio|million)\b))?) ?(?:(k|tsd|tausend|thousand|mil|mille|tys|m|mio|million)\b|([千万]))?/g;

const UNITS: Readonly<Record<string, number>> = { m: 1e6, mio: 1e6, million: 1e6, 万: 1e4 };

function numbersIn(text: string): readonly Figure[] {
  return [...text.matchAll(FIGURE)].map((match) => {
    const [whole, digits = "", latin, han] = match;
    const unit = latin ?? han;
    const grouped = /[.,' ]\d{3}(?!\d)/.test(digits);
    const number = Number(grouped ? digits.replace(/[.,' ]/g, "") : digits.replace(",", "."));
    const value = Math.round(number * (unit === undefined ? 1 : (UNITS[unit] ?? 1_000)));
    return { value, start: match.index, end: match.index + whole.trimEnd().length };
  });
}

function single(text: string, { value, start, end }: Figure): Employees | undefined {
  const before = text.slice(0, start).trim();
  const following = text.slice(end).trim();
  if (/(^|\s)-$/.test(before)) return undefined;
  if (ABOVE.test(before)) return { min: value + 1 };
  if (AT_LEAST.test(before) || MORE.test(following)) return { min: value };
  if (BELOW.test(before)) return { min: Math.min(1, Math.max(0, value - 1)), max: Math.max(0, value - 1) };
  if (AT_MOST.test(before)) return { min: Math.min(1, value), max: value };
  return { min: value, max: value };
}

const ABOVE = /(>|over|more than|above|uber|mehr als|plus de|mas de|piu di|ponad|powyzej|meer dan)$/;
const AT_LEAST = /(≥|>=|at least|from|min\.?|mindestens|ab|au moins|al menos|od)$/;
const MORE =
  /^(people|employees|staff|mitarbeiter|ma)? ?(\+(?!\/?-)|plus|and more|or more|and up|and above|oder mehr|und mehr|以上|o mas|ou plus|ff\b)/;
const BELOW = /(<|under|below|less than|fewer than|unter|weniger als|moins de|menos de|meno di|ponizej)$/;
const AT_MOST = /(≤|<=|up to|at most|max\.?|bis|bis zu|jusqua|hasta|fino a|do)$/;

function pair(text: string, first: Figure, second: Figure): Employees | undefined {
  const between = text.slice(first.end, second.start).trim();
  if (!BETWEEN.test(between)) return people(text, first, second);
  return { min: Math.min(first.value, second.value), max: Math.max(first.value, second.value) };
}

const BETWEEN =
  /^(people|employees)? ?([-–—‐‑−~〜～]|\.\.+|…|to|a|bis|bis zu|and|und|et|y|e|i|do|tot|till|or|through)$/;

/** `3 plants, 100 people`: the number that says it counts people. */
function people(text: string, ...figures: readonly Figure[]): Employees | undefined {
  const counted = figures.filter(({ end }) => PEOPLE.test(text.slice(end).trim()));
  const [only] = counted;
  return only !== undefined && counted.length === 1 ? { min: only.value, max: only.value } : undefined;
}

const PEOPLE =
  /^\+? ?(people|employees|staff|workers|fte|mitarbeiter|personen|ma\b|personas|empleados|personnes|salaries|dipendenti|pracownik|medewerkers|名|人)/;
