/** EventBridge's pattern language as event source mappings use it: all fields must match, any value of a list will do. */
import { TemplateRefused } from "../template/template.ts";

export type EventFilter = (record: unknown) => boolean;

/** Any of the patterns; no patterns let everything through. An operator that isn't known is refused by name. */
export function eventFilter(patterns: readonly string[]): EventFilter {
  const matchers = patterns.map((pattern) => object(JSON.parse(pattern)));
  return (record) => matchers.length === 0 || matchers.some((matches) => matches(record));
}

function object(pattern: Readonly<Record<string, unknown>>): EventFilter {
  const fields = Object.entries(pattern).map(([name, wanted]) => {
    const matches = Array.isArray(wanted) ? anyOf(wanted) : object(wanted as Record<string, unknown>);
    return (value: unknown) => matches((value as Record<string, unknown> | undefined)?.[name]);
  });
  return (value) => fields.every((matches) => matches(value));
}

function anyOf(wanted: readonly unknown[]): EventFilter {
  const matchers = wanted.map(one);
  return (value) => matchers.some((matches) => matches(value));
}

function one(wanted: unknown): EventFilter {
  if (typeof wanted !== "object" || wanted === null) return (value) => value === wanted;
  const [operator = "", operand] = Object.entries(wanted)[0] ?? [];
  const make = operators[operator];
  if (make === undefined)
    throw new TemplateRefused(`The filter operator ${operator} is not offered by the laptop.`);
  return make(operand);
}

const text = (test: (value: string, operand: string) => boolean) => (operand: unknown) => (value: unknown) =>
  typeof value === "string" && test(value, String(operand));

const operators: Readonly<Record<string, (operand: unknown) => EventFilter>> = {
  exists: (operand) => (value) => (value !== undefined) === operand,
  prefix: text((value, operand) => value.startsWith(operand)),
  suffix: text((value, operand) => value.endsWith(operand)),
  "equals-ignore-case": text((value, operand) => value.toLowerCase() === operand.toLowerCase()),
  "anything-but": (operand) => {
    const unwanted = Array.isArray(operand) ? operand : [operand];
    return (value) => value !== undefined && !unwanted.includes(value);
  },
};
