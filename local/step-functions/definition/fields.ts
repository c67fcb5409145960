import type { Json } from "../json.ts";
import { isObject } from "../json.ts";
import type { Template } from "../template.ts";
import { template } from "../template.ts";
import type { Site } from "./expressions.ts";
import { readExpression } from "./expressions.ts";
import type { Findings } from "./findings.ts";
import type { VariableRead } from "./model.ts";

export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly fraction?: boolean;
}

/** What a whole state's expressions were found to do, gathered while its fields are read. */
export class Usage {
  readonly reads: VariableRead[] = [];
  readonly assigns: string[] = [];
  readsToken = false;
}

/** One JSON object of a definition, read field by field; every reader reports what it can't accept. */
export class Fields {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly findings: Findings;
  readonly usage: Usage;
  /** The object's place within its state, as AWS names it: "" or `Catch[0]`. */
  readonly within: string;

  constructor(raw: unknown, at: string, findings: Findings, usage = new Usage(), within = "") {
    this.raw = isObject(raw) ? raw : {};
    this.at = at;
    this.findings = findings;
    this.usage = usage;
    this.within = within;
    if (!isObject(raw)) findings.schema("Expected value of type [OBJECT]", at);
  }

  require(...names: readonly string[]): void {
    const missing = names.filter((name) => this.raw[name] === undefined);
    if (missing.length > 0) {
      this.findings.schema(`These fields are required: [${missing.join(", ")}]`, this.at || "/");
    }
  }

  /** Whatever isn't listed is refused by name, never silently ignored. */
  allow(names: readonly string[]): void {
    for (const name of Object.keys(this.raw)) {
      if (names.includes(name)) continue;
      if (jsonPathFields.has(name)) {
        const message = `The QueryLanguage is set to 'JSONata', but field '${name}' is only supported for the 'JSONPath' QueryLanguage`;
        this.findings.schema(message, this.at);
      } else this.findings.schema(`Field '${name}' is not supported`, `${this.at}/${name}`);
    }
  }

  text(name: string): string | undefined {
    const value = this.raw[name];
    if (value === undefined || typeof value === "string") return value;
    this.findings.schema("Expected value of type [STRING]", `${this.at}/${name}`);
    return undefined;
  }

  oneOf<const T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.text(name);
    const found = values.find((one) => one === value);
    if (value !== undefined && found === undefined) {
      this.findings.schema(
        `Value should be one of the following: [${values.join(", ")}]`,
        `${this.at}/${name}`,
      );
    }
    return found;
  }

  number(name: string, bounds: Bounds): number | undefined {
    const value = this.raw[name];
    if (value === undefined) return undefined;
    if (isWithin(value, bounds)) return value;
    const kind = bounds.fraction ? "number" : "integer";
    this.findings.schema(`Expected ${kind} between ${bounds.min} and ${bounds.max}`, `${this.at}/${name}`);
    return undefined;
  }

  /** The objects of a list, each with its own place. */
  list(name: string): readonly Fields[] {
    const value = this.raw[name] ?? [];
    if (Array.isArray(value)) return value.map((one, n) => this.inside(one, `${name}[${n}]`));
    this.findings.schema("Expected value of type [ARRAY]", `${this.at}/${name}`);
    return [];
  }

  texts(name: string): readonly string[] {
    const value = this.raw[name];
    if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string"))
      return value;
    if (value !== undefined) this.findings.schema("Expected a list of [STRING]", `${this.at}/${name}`);
    return [];
  }

  template(name: string, site: Site = {}): Template | undefined {
    const value = this.raw[name];
    if (value === undefined) return undefined;
    const field = this.within === "" ? name : `${this.within}/${name}`;
    return template(
      value as Json,
      field,
      (source, place) => this.expression(source, place, site),
      (place) =>
        this.findings.schema(
          "A JSONata expression must start with '{%' and end with '%}'",
          this.locate(place),
        ),
    );
  }

  private expression(source: string, field: string, site: Site) {
    const location = this.locate(field);
    const read = readExpression(source, field, location, site, this.findings);
    this.usage.reads.push(...read.variables.map((variable) => ({ variable, location })));
    this.usage.readsToken ||= read.readsToken;
    return read.expression;
  }

  private locate(field: string): string {
    const ownLength = this.within === "" ? 0 : this.within.length + 1;
    return `${this.at}/${field.slice(ownLength)}`;
  }

  private inside(raw: unknown, place: string): Fields {
    const within = this.within === "" ? place : `${this.within}/${place}`;
    return new Fields(raw, `${this.at}/${place}`, this.findings, this.usage, within);
  }
}

export function isWithin(value: unknown, { min, max, fraction }: Bounds): value is number {
  if (typeof value !== "number" || value < min || value > max) return false;
  return fraction === true || Number.isInteger(value);
}

const jsonPathFields = new Set([
  "InputPath",
  "OutputPath",
  "Parameters",
  "Result",
  "ResultPath",
  "ResultSelector",
  "SecondsPath",
  "TimestampPath",
  "TimeoutSecondsPath",
  "HeartbeatSecondsPath",
  "ErrorPath",
  "CausePath",
  "ItemsPath",
  "MaxConcurrencyPath",
]);
