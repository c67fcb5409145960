import { createHash } from "node:crypto";
import jsonata from "jsonata";
import type { Clock } from "../clock.ts";

/**
 * The functions that Step Functions adds to JSONata, and those that JSONata would take from the machine's clock
 * and dice: here both come from outside. `$eval` is missing on purpose, as on AWS; definitions that use it are refused.
 */
export function jsonataFunctions(clock: Clock, random: () => number): Readonly<Record<string, unknown>> {
  return {
    now: (picture?: string, zone?: string) => formatInstant(clock.now(), picture, zone),
    millis: () => clock.now(),
    random: (seed?: number) => (seed === undefined ? random() : seeded(seed)),
    uuid: () => uuid(random),
    partition,
    range,
    hash,
    parse: (text?: string) => (text === undefined ? undefined : JSON.parse(text)),
  };
}

/** A version 4 UUID out of the given dice. */
export function uuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  digits[12] = "4";
  digits[16] = "89ab".charAt(Math.floor(random() * 4));
  const hex = digits.join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const picture = jsonata("$fromMillis($at, $picture, $zone)");

function formatInstant(at: number, format?: string, zone?: string): unknown {
  if (format === undefined && zone === undefined) return new Date(at).toISOString();
  return picture.evaluate(undefined, { at, picture: format, zone });
}

/** The same number in [0, 1) for the same seed (mulberry32). */
function seeded(seed: number): number {
  let mixed = (Math.trunc(seed) + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}

function partition(list?: unknown, size?: number): unknown {
  const length = Math.trunc(size ?? 0);
  const items = list === undefined || Array.isArray(list) ? list : [list];
  if (items === undefined || items.length === 0 || length < 1) return undefined;
  return Array.from({ length: Math.ceil(items.length / length) }, (_, n) =>
    items.slice(n * length, (n + 1) * length),
  );
}

function range(first?: number, last?: number, step?: number): unknown {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  const [from, to, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
  const length = Math.floor((to - from) / by) + 1;
  if (!Number.isFinite(length) || length < 1) return undefined;
  if (length > 360_145) throw new Error("Expression evaluation memory limit exceeded");
  const numbers = Array.from({ length }, (_, n) => from + n * by);
  return numbers.length === 1 ? numbers[0] : numbers;
}

const algorithms = new Set(["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"]);

function hash(text?: string, algorithm?: string): string | undefined {
  if (text === undefined || algorithm === undefined) return undefined;
  if (!algorithms.has(algorithm)) throw new Error(`Invalid hash algorithm '${algorithm}'`);
  return createHash(algorithm.replace("SHA-", "sha")).update(text).digest("hex");
}
